"""The command line within the tests' own process: the real commands on a real store."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

EXAMPLES = Path(__file__).parent.parent / "examples"
FORMATS = EXAMPLES / "formats"
HEADER = "concept,language,name,field,definition,source,abbreviation,aliases"


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What ``--json`` printed; its values are of any kind."""
        return [json.loads(line) for line in self.lines]

    @property
    def sentence(self) -> str:
        """The one line that a failed command said."""
        assert self.out == ""
        (line,) = self.err.strip().splitlines()
        assert line.startswith("termwise: ")
        return line


Run = Callable[..., Said]


def runner(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    group: str = "terms",
) -> Run:
    """Runs ``termwise terms``, or another group, in a folder of its own, with the store in it."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TERMWISE_DATA_DIR", str(folder / "data"))
    monkeypatch.delenv("TERMWISE_DATABASE_URL", raising=False)

    def run(*arguments: str) -> Said:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["termwise", group, *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Said(ended.value.code, said.out, said.err)

    return run


def rows_file(path: Path, *rows: str) -> str:
    """A CSV file with these rows; returns its name."""
    path.write_text("\n".join((HEADER, *rows)) + "\n", "utf-8")
    return str(path)
