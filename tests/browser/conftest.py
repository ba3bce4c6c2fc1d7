"""The demo as its user starts it, and a real browser in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright

_QUIET = (
    "--no-sandbox",  # root has no sandbox in most containers
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class Demo:
    """``termwise demo`` as a process of its own."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self._data = data
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until the bot is ready."""
        command = [sys.executable, "-m", "bot", "demo", "--no-browser"]
        command += ["--port", str(self.port), "--data", str(self._data)]
        self._data.mkdir(parents=True, exist_ok=True)
        with (self._data / "output.txt").open("wb") as output:
            self._process = subprocess.Popen(command, stdout=output, stderr=output)
        deadline = time.monotonic() + 60
        while b"Termwise is ready" not in (self._data / "output.txt").read_bytes():
            assert self._process.poll() is None, (self._data / "output.txt").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.2)
        with urllib.request.urlopen(self.url) as page:
            assert page.status == 200

    def stop(self) -> int:
        """End it as Ctrl+C does; the exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(timeout=40)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    demo = Demo(tmp_path / "data")
    demo.start()
    yield demo
    demo.stop()


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=[*_QUIET])
        page = await browser.new_page(viewport={"width": 1440, "height": 900})
        yield page
        await browser.close()


@pytest.fixture
def pictures() -> Path:
    """Where the screenshots go, for a person to look at."""
    folder = Path(os.path.relpath("test-results"))
    folder.mkdir(exist_ok=True)
    return folder
