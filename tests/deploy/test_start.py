"""``deploy/start.sh`` starts what the settings name, wherever they are written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bot.settings import PROJECT


def installed(folder: Path) -> Path:
    """A checkout as ``make install`` leaves it, with the script in it."""
    script = folder / "deploy" / "start.sh"
    script.parent.mkdir()
    shutil.copy(PROJECT / "deploy" / "start.sh", script)
    program = folder / ".venv" / "bin" / "termwise"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nPYTHONPATH={PROJECT} exec {sys.executable} -m bot "$@"\n')
    program.chmod(0o755)
    (folder / ".venv" / "installed").touch()
    return script


def test_a_model_that_only_the_dot_env_file_names_needs_no_download(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TERMWISE_MODEL=demo\n")
    offline = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run([installed(tmp_path)], env=offline, capture_output=True, text=True)
    assert done.stderr.splitlines()[-1].startswith("termwise: SLACK_BOT_TOKEN is not set")
    assert done.returncode == 2
