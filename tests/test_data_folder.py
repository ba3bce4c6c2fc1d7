"""One bot at a time works on a data folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.data_folder import owned
from bot.errors import SettingsError, UserError


def test_a_second_owner_is_refused_until_the_first_has_let_go(tmp_path: Path) -> None:
    with owned(tmp_path / "data"):
        with pytest.raises(UserError, match="already at work"), owned(tmp_path / "data"):
            pass
        with owned(tmp_path / "other"):
            pass
    with owned(tmp_path / "data"):
        pass


def test_an_owner_that_was_killed_has_let_go(tmp_path: Path) -> None:
    code = "import sys, pathlib, bot.data_folder as d\n"
    code += "with d.owned(pathlib.Path(sys.argv[1])): print('mine', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"mine\n"
        with pytest.raises(UserError), owned(tmp_path):
            pass
        other.kill()
    with owned(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(SettingsError, match="TERMWISE_DATA_DIR"),
        owned(tmp_path / "file" / "data"),
    ):
        pass
