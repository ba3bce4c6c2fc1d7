"""Label linkbases of XBRL become terms once labels and documentation are joined."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terms.formats.glossaries import by_id, read, refusal, written

EXAMPLES = Path(__file__).parents[3] / "examples" / "formats"
ROLE = "http://www.xbrl.org/2003/role/"
LOCATOR = '<link:loc xlink:href="ex.xsd#ex_Cash" xlink:label="loc"/>'
ARC = '<link:labelArc xlink:from="loc" xlink:to="lab"/>'


def label(role: str, text: str, language: str = "en", more: str = "") -> str:
    return (
        f'<link:label xlink:label="lab" xlink:role="{ROLE}{role}" xml:lang="{language}" {more}>'
        f"{text}</link:label>"
    )


CASH = label("label", "Cash", more='id="name"') + label("documentation", "money at hand.")


def linkbase(folder: Path, *links: str, name: str = "ex-lab.xml") -> Path:
    inner = "\n".join(f"<link:labelLink>{link}</link:labelLink>" for link in links)
    return written(
        folder,
        name,
        '<link:linkbase xmlns:link="http://www.xbrl.org/2003/linkbase" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink">\n{inner}\n</link:linkbase>',
    )


def test_labels_and_documentation_in_two_files_are_joined() -> None:
    terms, skipped = read(EXAMPLES / "xbrl")
    expected = read(EXAMPLES / "glossary.csv")[0]
    assert sorted((t.name, t.definition) for t in terms) == sorted(
        (t.name, t.definition) for t in expected
    )
    one = by_id(terms, "ex_ReturnOnEquity")
    assert "ROE" in one.aliases
    assert not [alias for alias in one.aliases if "Total" in alias]
    assert not skipped


def test_names_of_places_in_a_statement_are_left_out(tmp_path: Path) -> None:
    roles = ["terseLabel", "verboseLabel", "totalLabel", "periodStartLabel", "periodEndLabel"]
    roles += ["negatedLabel", "negatedTerseLabel", "commentaryGuidance"]
    others = "".join(label(role, role) for role in roles)
    (one,) = read(linkbase(tmp_path, LOCATOR + ARC + others + CASH))[0]
    assert (one.concept, one.name) == ("ex_Cash", "Cash")
    assert one.aliases == ("terseLabel", "verboseLabel")


def test_names_count_only_within_their_link(tmp_path: Path) -> None:
    other = LOCATOR.replace("Cash", "Debt") + ARC + CASH.replace("Cash", "Debt")
    terms, _ = read(linkbase(tmp_path, LOCATOR + ARC + CASH, other))
    assert [(t.concept, t.name, t.aliases) for t in terms] == [
        ("ex_Cash", "Cash", ()),
        ("ex_Debt", "Debt", ()),
    ]


def test_a_prohibited_arc_takes_its_label_away(tmp_path: Path) -> None:
    no = ARC.replace("labelArc", 'labelArc use="prohibited" priority="1"')
    assert read(linkbase(tmp_path, LOCATOR + ARC + no + CASH)) == (
        [],
        {"label that no arc leads to": 2},
    )


def test_an_arc_of_higher_priority_brings_it_back(tmp_path: Path) -> None:
    no = ARC.replace("labelArc", 'labelArc use="prohibited" priority="1"')
    yes = ARC.replace("labelArc", 'labelArc priority="2"')
    assert len(read(linkbase(tmp_path, LOCATOR + no + yes + CASH))[0]) == 1


def test_another_linkbase_may_replace_a_label(tmp_path: Path) -> None:
    linkbase(tmp_path, LOCATOR + ARC + CASH)
    theirs = '<link:loc xlink:href="../x/ex-lab.xml#name" xlink:label="theirs"/>'
    no = '<link:labelArc use="prohibited" xlink:from="loc" xlink:to="theirs"/>'
    ours = label("label", "Cash and coins")
    linkbase(tmp_path, LOCATOR + theirs + no + ARC + ours, name="own_label.xml")
    (one,) = read(tmp_path)[0]
    assert (one.name, one.aliases) == ("Cash and coins", ())


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    more = label("label", "Efectivo", "es") + label("terseLabel", "x" * 201)
    path = linkbase(
        tmp_path,
        LOCATOR + ARC + CASH + more,
        LOCATOR.replace("Cash", "A") + ARC + label("label", "A"),
        LOCATOR.replace("Cash", "B") + ARC + label("documentation", "b."),
        LOCATOR.replace("Cash", "C")
        + ARC
        + label("label", "C")
        + label("documentation", "c" * 4_001),
    )
    terms, skipped = read(path)
    assert [term.concept for term in terms] == ["ex_Cash"]
    assert skipped == {
        "language es": 1,
        "label of over 200 characters": 1,
        "no definition": 1,
        "no label": 1,
        "definition of over 4000 characters": 1,
    }


def test_a_deprecated_concept_is_told(tmp_path: Path) -> None:
    old = label("deprecatedLabel", "Cash (Deprecated 2020)")
    (one,) = read(linkbase(tmp_path, LOCATOR + ARC + CASH + old))[0]
    assert (one.status, one.aliases) == ("deprecated", ())


def test_names_that_thousands_share_do_not_hang_the_import(tmp_path: Path) -> None:
    locators = "".join(LOCATOR.replace("Cash", f"C{n}") for n in range(3_000))
    assert "mend" in refusal(linkbase(tmp_path, locators + ARC + CASH * 1_500))


def test_a_priority_that_is_no_number_is_named_with_its_line(tmp_path: Path) -> None:
    arc = ARC.replace("labelArc", 'labelArc priority="high"')
    assert "line 2" in refusal(linkbase(tmp_path, LOCATOR + arc + CASH))


def test_a_character_that_cannot_be_shown_is_named_with_its_line(tmp_path: Path) -> None:
    said = refusal(linkbase(tmp_path, LOCATOR + ARC + CASH.replace("Cash", "Ca\x80sh")))
    assert "line 2" in said
    assert "U+0080" in said


@pytest.mark.parametrize("content", ["<html/>", "", "<linkbase>"])
def test_another_kind_of_file_is_refused(tmp_path: Path, content: str) -> None:
    refusal(written(tmp_path, "ex-lab.xml", content), format="xbrl")
