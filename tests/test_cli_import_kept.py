"""What a file leaves out stays as it is in terms that are there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command_line import Run, runner

REQUIRED = "concept,language,name,field,definition,source"
RICH = (
    f"{REQUIRED},abbreviation,aliases,related,owner,status,licence\n"
    "pe,en,price-earnings ratio,finance,a ratio.,a book,PE,P/E,roe,Kim,deprecated,CC0\n"
)
POOR = f"{REQUIRED}\npe,en,price-earnings ratio,finance,a better ratio.,a book\n"
TBX = (
    '<tbx xml:lang="en"><text><body><conceptEntry id="pe"><langSec xml:lang="en">'
    '<descrip type="definition">a better ratio.</descrip>'
    "<termSec><term>price-earnings ratio</term>{more}</termSec>"
    "</langSec></conceptEntry></body></text></tbx>"
)
OPTIONAL = ("abbreviation", "aliases", "related", "owner", "status", "licence", "source", "field")
WAS = ["PE", ["P/E"], ["roe"], "Kim", "deprecated", "CC0", "a book", "finance"]


@pytest.fixture
def terms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    run = runner(tmp_path, monkeypatch, capsys)
    (tmp_path / "rich.csv").write_text(RICH)
    assert run("import", "rich.csv").code == 0
    return run


def imported(terms: Run, name: str, content: str, *options: str) -> dict[str, Any]:
    """The term after a dry run and an import, which must say the same."""
    Path(name).write_text(content)
    dry = terms("import", name, *options, "--dry-run")
    real = terms("import", name, *options)
    assert (real.code, real.out) == (0, dry.out)
    (row,) = terms("show", "pe", "--json").rows
    return row


def optional(row: dict[str, Any]) -> list[object]:
    return [row[name] for name in OPTIONAL]


def test_a_column_that_is_absent_leaves_its_field_alone(terms: Run) -> None:
    row = imported(terms, "poor.csv", POOR)
    assert row["definition"] == "a better ratio."
    assert optional(row) == WAS


def test_an_empty_cell_of_a_column_clears_its_field(terms: Run) -> None:
    empty = ["", "", "", "", "", ""]
    row = imported(terms, "a.csv", RICH.replace("PE,P/E,roe,Kim,deprecated,CC0", ",".join(empty)))
    assert optional(row)[:6] == ["", [], [], "", "approved", ""]


def test_what_is_given_for_the_whole_import_is_said(terms: Run) -> None:
    row = imported(terms, "poor.csv", POOR, "--owner", "Lee", "--status", "approved")
    assert (row["owner"], row["status"], row["licence"]) == ("Lee", "approved", "CC0")


def test_an_empty_value_of_tbx_leaves_its_field_alone(terms: Run) -> None:
    row = imported(terms, "a.tbx", TBX.format(more=""))
    assert row["definition"] == "a better ratio."
    assert optional(row) == WAS


@pytest.mark.parametrize(
    ("options", "more", "status"),
    [
        (["--status", "proposed"], "", "proposed"),
        (
            [],
            '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>',
            "approved",
        ),
        ([], '<termNote type="processStatus">provisionallyProcessed</termNote>', "proposed"),
    ],
)
def test_a_status_that_is_said_counts(
    terms: Run, options: list[str], more: str, status: str
) -> None:
    assert imported(terms, "a.tbx", TBX.format(more=more), *options)["status"] == status


def test_a_new_term_of_a_poor_file_is_approved(terms: Run) -> None:
    Path("new.csv").write_text(POOR.replace("pe,en", "other,en"))
    terms("import", "new.csv")
    (row,) = terms("show", "other", "--json").rows
    assert row["status"] == "approved"


def test_a_file_that_says_less_changes_nothing(terms: Run) -> None:
    Path("poor.csv").write_text(POOR.replace("a better", "a"))
    assert terms("import", "poor.csv").lines == ["0 new, 0 changed, 1 the same."]
