"""How the tests start the browser."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATH = shutil.which("chromium") or shutil.which("google-chrome")
"""The machine's own browser; None for the one that Playwright installs."""

ARGUMENTS = [
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def running_chromium(profile: Path) -> Iterator[str]:
    """A browser that several connections can use one after another; gives its address."""
    command = [PATH or "chromium", *ARGUMENTS, "--remote-debugging-port=0"]
    with subprocess.Popen(
        [*command, f"--user-data-dir={profile}"], stderr=subprocess.DEVNULL
    ) as it:
        try:
            yield f"http://127.0.0.1:{_port(profile / 'DevToolsActivePort')}"
        finally:
            it.terminate()


def _port(file: Path) -> str:
    """Chromium writes the port that it chose into its profile."""
    deadline = time.monotonic() + 30
    while not (file.exists() and file.read_text()):
        assert time.monotonic() < deadline, "Chromium did not start"
        time.sleep(0.05)
    return file.read_text().splitlines()[0]
