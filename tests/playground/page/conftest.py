"""An empty page in a real browser, into which the playground's modules draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from bot.playground.slack import PAGE
from tests.playground.page.chromium import ARGUMENTS, PATH

Draw = Callable[[Any], str]

DRAW = """async ([module, call, argument]) => {
    const directory = {
        me: "U1",
        userName: (id) => ({ U1: "李雷", U2: "Alice" })[id] ?? "",
        channelName: (id) => ({ C1: "finance" })[id] ?? id,
    };
    const surface = {
        directory, key: "1.1", place: {}, chosen: () => null, people: () => [],
        interact: async (_, block, element, value) => { window.used = [element.action_id, value]; },
    };
    const { [call]: draw } = await import(module);
    const drawn = draw(argument, call === "renderBlocks" ? surface : directory);
    document.body.replaceChildren(...[drawn].flat());
    return document.body.innerHTML;
}"""


class _Files(SimpleHTTPRequestHandler):
    """Serves the page's modules under ``/page`` and an empty page everywhere else."""

    def do_GET(self) -> None:
        if self.path.startswith("/page/"):
            self.path = self.path.removeprefix("/page")
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>t</title><body></body>")
        return None

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(PAGE)))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever)
    thread.start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PATH, args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        yield page
        browser.close()
    server.shutdown()
    thread.join()
    server.server_close()


def _drawn(page: Page, module: str, call: str, argument: object) -> str:
    return str(page.evaluate(DRAW, [f"/page/{module}", call, argument]))


@pytest.fixture
def markdown(page: Page) -> Draw:
    """Draw a standard Markdown text; gives the HTML that the browser holds then."""
    return partial(_drawn, page, "text/markdown.js", "renderMarkdown")


@pytest.fixture
def mrkdwn(page: Page) -> Draw:
    """Draw a text in Slack's own mrkdwn."""
    return partial(_drawn, page, "text/mrkdwn.js", "renderMrkdwn")


@pytest.fixture
def blocks(page: Page) -> Draw:
    """Draw a list of blocks; using an element leaves ``[action_id, value]`` in ``window.used``."""
    return partial(_drawn, page, "blocks/blocks.js", "renderBlocks")


@pytest.fixture(params=["markdown", "mrkdwn"])
def text(request: pytest.FixtureRequest) -> Draw:
    """Draw a text in each of the two dialects."""
    draw: Draw = request.getfixturevalue(request.param)
    return draw
