"""Nothing that a message holds becomes code in the page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from bot.playground.slack import PAGE
from tests.playground.page.conftest import Draw

pytestmark = pytest.mark.browser

HOSTILE = [
    "<script>window.harmed = 1</script>",
    "<img src=x onerror='window.harmed = 1'>",
    "<svg onload=window.harmed=1>",
    "[x](javascript:window.harmed=1)",
    "[x](JaVaScRiPt:window.harmed=1)",
    "[x](data:text/html,<script>window.harmed=1</script>)",
    '[x](https://a.example" onmouseover="window.harmed=1)',
    "<javascript:window.harmed=1|click>",
    "<data:text/html,x|click>",
    '<https://a.example" onclick="window.harmed=1|click>',
    "![x](javascript:window.harmed=1)",
    "`<img src=x onerror=window.harmed=1>`",
    '```html"><img src=x onerror=window.harmed=1>\n<script>window.harmed=1</script>\n```',
    "| <img src=x onerror=window.harmed=1> |\n|--|\n| <script>window.harmed=1</script> |",
    "# <img src=x onerror=window.harmed=1>",
    "<@U1|<img src=x onerror=window.harmed=1>>",
    "<@U9|&lt;img src=x onerror=window.harmed=1&gt;>",
    "<!subteam^S1|&lt;img src=x onerror=window.harmed=1&gt;>",
    "&lt;img src=x onerror=window.harmed=1&gt;",
    "&amp;lt;script&amp;gt;window.harmed=1",
    "<iframe src=javascript:window.harmed=1>",
    "<a href=javascript:window.harmed=1>x</a>",
    ":__proto__: :constructor:",
    "javascript:window.harmed=1",
]
STATE = """() => {
    const all = [...document.body.querySelectorAll("*:not(svg.icon, svg.icon *)")];
    const forbidden = /^(SCRIPT|IMG|SVG|IFRAME|OBJECT|EMBED|STYLE|LINK)$/i;
    return {
        harmed: "harmed" in window,
        elements: all.filter((node) => forbidden.test(node.nodeName)).length,
        handlers: all.flatMap((node) => node.getAttributeNames())
            .filter((name) => name.startsWith("on")).length,
        schemes: [...document.links].filter(({ protocol }) => !/^https?:$/.test(protocol)).length,
    };
}"""
SAFE = {"harmed": False, "elements": 0, "handlers": 0, "schemes": 0}


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_text_stays_text(page: Page, text: Draw, source: str) -> None:
    text(source)
    page.wait_for_timeout(5)  # an image that fails to load says so a moment later
    assert page.evaluate(STATE) == SAFE


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_text_in_blocks_stays_text(page: Page, blocks: Draw, source: str) -> None:
    blocks(_blocks_holding(source))
    page.wait_for_timeout(5)
    assert page.evaluate(STATE) == SAFE


def test_the_check_itself_sees_harm(page: Page) -> None:
    page.evaluate("document.body.innerHTML = '<img src=x onerror=1><a href=javascript:1>x</a>'")
    assert page.evaluate(STATE) == {"harmed": False, "elements": 1, "handlers": 1, "schemes": 1}


def test_no_module_makes_html_of_text() -> None:
    modules = sorted(PAGE.rglob("*.js"))
    assert modules
    for module in modules:
        source = module.read_text(encoding="utf-8")
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert way not in source, f"{way} in {module}"


def _blocks_holding(source: str) -> list[dict[str, Any]]:
    """A block of every kind with ``source`` wherever text can stand."""
    plain = {"type": "plain_text", "text": source}
    options = [{"text": plain, "value": source}]
    image = {"type": "image", "image_url": source, "alt_text": source}
    name = {"action_id": source}
    rich = [{"type": "link", "url": source, "text": source}, {"type": "user", "user_id": source}]
    kinds: list[dict[str, Any]] = [
        {"type": "header", "text": plain},
        {"type": "section", "text": {"type": "mrkdwn", "text": source}, "accessory": image},
        {"type": "context", "elements": [image, plain]},
        {
            "type": "actions",
            "elements": [
                {"type": "button", "text": plain, "value": source, "url": source} | name,
                {"type": "static_select", "placeholder": plain, "options": options} | name,
                {"type": "overflow", "options": options} | name,
            ],
        },
        {"type": "input", "label": plain, "element": {"type": "checkboxes", "options": options}},
        {"type": "markdown", "text": source},
        {"type": "table", "rows": [[{"type": "raw_text", "text": source}]]},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": rich}]},
        {"type": source, "text": source},
    ]
    return [block | {"block_id": source} for block in kinds]
