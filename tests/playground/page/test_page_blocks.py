"""Blocks as the page shows them, and what their elements report."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from bot.playground.slack import PAGE
from tests.playground.page.conftest import Draw

pytestmark = pytest.mark.browser


def words(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


OPTIONS = [{"text": words("Finance"), "value": "f"}, {"text": words("Law"), "value": "l"}]
THUMBS = {
    "type": "feedback_buttons",
    "action_id": "t",
    "positive_button": {"text": words("Helpful"), "value": "good"},
    "negative_button": {"text": words("Wrong"), "value": "bad"},
}
BUTTON = {"type": "button", "action_id": "b", "text": words("Send"), "value": "7"}
MENU = {"type": "static_select", "action_id": "m", "options": OPTIONS}
OVERFLOW = {"type": "overflow", "action_id": "o", "options": OPTIONS}


def actions(*elements: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "actions", "block_id": "1", "elements": list(elements)}]


def test_a_button_reports_its_value(page: Page, blocks: Draw) -> None:
    blocks(actions(BUTTON))
    page.get_by_role("button", name="Send").click()
    assert page.evaluate("window.used") == ["b", "7"]


def test_a_thumb_reports_which_one_it_is(page: Page, blocks: Draw) -> None:
    blocks([{"type": "context_actions", "block_id": "1", "elements": [THUMBS]}])
    page.get_by_role("button", name="Wrong").click()
    assert page.evaluate("window.used") == ["t", "negative"]


def test_a_menu_reports_the_chosen_option(page: Page, blocks: Draw) -> None:
    blocks(actions(MENU))
    page.get_by_role("combobox").select_option("l")
    assert page.evaluate("window.used") == ["m", "l"]


def test_an_overflow_menu_reports_the_chosen_option(page: Page, blocks: Draw) -> None:
    blocks([{"type": "section", "block_id": "1", "text": words("x"), "accessory": OVERFLOW}])
    page.get_by_label("More").click()
    page.get_by_role("menuitem", name="Finance").click()
    assert page.evaluate("window.used") == ["o", "f"]


def test_a_button_that_asks_first_does_nothing_until_it_is_confirmed(
    page: Page, blocks: Draw
) -> None:
    page.evaluate("delete window.used")
    confirm = {"title": words("Sure?"), "text": words("It is final."), "confirm": words("Yes")}
    blocks(actions(BUTTON | {"confirm": confirm | {"deny": words("No")}}))
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="No").click()
    assert page.evaluate("window.used ?? null") is None
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Yes").click()
    page.wait_for_function("window.used")
    assert page.evaluate("window.used") == ["b", "7"]


@pytest.mark.parametrize(
    ("address", "drawn"),
    [
        ("data:image/png;base64,iVBORw0KGgo=", True),
        ("data:text/html,<script>1</script>", False),
        ("data:image/svg+xml,<svg/>", False),
        ("https://evil.example/pixel.png", False),
    ],
)
def test_a_picture_from_another_host_is_its_description(
    page: Page, blocks: Draw, address: str, drawn: bool
) -> None:
    blocks([{"type": "image", "image_url": address, "alt_text": "a chart"}])
    assert page.locator("img").count() == int(drawn)
    assert page.get_by_text("a chart").count() == int(not drawn)


def test_a_table_block_shows_its_cells(page: Page, blocks: Draw) -> None:
    row = [{"type": "raw_text", "text": "净利润"}, {"type": "raw_text", "text": "1.5"}]
    blocks([{"type": "table", "rows": [row, row], "column_settings": [None, {"align": "right"}]}])
    assert page.locator("th").all_inner_texts() == ["净利润", "1.5"]
    assert page.locator("td.align-right").all_inner_texts() == ["1.5"]


def test_a_plain_text_keeps_its_line_breaks(page: Page, blocks: Draw) -> None:
    blocks([{"type": "section", "text": words("one\ntwo")}])
    page.add_style_tag(path=PAGE / "blocks.css")
    assert page.locator("p").inner_text() == "one\ntwo"


def test_rich_text_lists_nest(page: Page, blocks: Draw) -> None:
    def items(indent: int, text: str) -> dict[str, Any]:
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
        return {
            "type": "rich_text_list",
            "style": "bullet",
            "indent": indent,
            "elements": [section],
        }

    blocks([{"type": "rich_text", "elements": [items(0, "a"), items(1, "b"), items(2, "c")]}])
    assert page.locator("ul ul ul").inner_text() == "c"


def test_inputs_tell_what_was_entered(page: Page, blocks: Draw) -> None:
    text = {"type": "plain_text_input", "action_id": "v", "initial_value": "ROE"}
    boxes = {"type": "checkboxes", "action_id": "v", "options": OPTIONS}
    radio = {"type": "radio_buttons", "action_id": "v", "options": OPTIONS}
    elements = [text, MENU | {"action_id": "v"}, boxes, radio]
    fields = ("Term", "Field", "Boxes", "Choice")
    blocks([
        {"type": "input", "block_id": name, "label": words(name), "element": element}
        for name, element in zip(fields, elements, strict=True)
    ])  # fmt: skip
    page.get_by_label("Field").select_option("f")
    page.get_by_role("checkbox", name="Law").check()
    entered = page.evaluate(
        """async () => {
            const { enteredValues } = await import("/page/blocks/inputs.js");
            return enteredValues(document.body);
        }"""
    )
    values = ("ROE", "f", ["l"], None)
    assert entered == {name: {"v": value} for name, value in zip(fields, values, strict=True)}


def test_what_the_page_cannot_draw_is_named(page: Page, blocks: Draw) -> None:
    blocks([{"type": "video", "block_id": "1"}])
    assert "video" in page.locator("body").inner_text()
