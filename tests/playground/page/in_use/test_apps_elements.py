"""The page in front of a running stand-in and an app: modals, shortcuts, the Home tab, news."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.slack import SlackStandIn
from tests.playground.control_client import ControlClient
from tests.playground.page.in_use.conftest import Send

pytestmark = pytest.mark.browser


async def test_a_text_file_goes_with_the_message(
    page: Page, send: Send, control: ControlClient
) -> None:
    file = {"name": "figures.csv", "mimeType": "text/csv", "buffer": "年,利润\n".encode()}
    await page.get_by_test_id("file-input").first.set_input_files(file)  # type: ignore[arg-type]  # a dict is taken as FilePayload
    await send("see this")
    await expect(page.get_by_test_id("message")).to_contain_text("figures.csv")
    [message] = await control.messages("C0FINANCE")
    assert message["files"][0]["size"] == len("年,利润\n".encode())


async def test_a_modal_shows_errors_at_its_fields_and_closes_when_accepted(
    page: Page, send: Send, app: AsyncApp
) -> None:
    def words(text: str) -> dict[str, str]:
        return {"type": "plain_text", "text": text}

    element = {"type": "plain_text_input", "action_id": "v"}
    field = {"type": "input", "block_id": "name", "label": words("Name"), "element": element}
    view = {"type": "modal", "callback_id": "add", "title": words("Add"), "submit": words("Save")}

    @app.command("/term")
    async def term(ack: AsyncAck, client: AsyncWebClient, body: dict[str, Any]) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view | {"blocks": [field]})

    @app.view("add")
    async def add(ack: AsyncAck, view: dict[str, Any]) -> None:
        entered = view["state"]["values"]["name"]["v"]["value"]
        if entered == "ROE":
            await ack(response_action="errors", errors={"name": "ROE is there already"})
        else:
            await ack()

    await send("/term add")
    modal = page.get_by_test_id("modal")
    await modal.get_by_label("Name").fill("ROE")
    await modal.get_by_role("button", name="Save").click()
    await expect(modal.get_by_role("alert").first).to_have_text("ROE is there already")
    await modal.get_by_label("Name").fill("ROA")
    await modal.get_by_label("Name").press("Enter")
    await expect(modal).to_be_hidden()
    await page.get_by_test_id("composer").press_sequentially("the caret is back")
    await expect(page.get_by_test_id("composer")).to_have_value("the caret is back")


async def test_a_message_offers_the_app_s_shortcuts(
    page: Page, send: Send, app: AsyncApp, client: AsyncWebClient
) -> None:
    @app.shortcut("explain_terms")
    async def explain(ack: AsyncAck, shortcut: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        title = {"type": "plain_text", "text": shortcut["message"]["text"]}
        view = {"type": "modal", "title": title, "blocks": [{"type": "divider"}]}
        await client.views_open(trigger_id=shortcut["trigger_id"], view=view)

    await send("ROE fell")
    message = page.get_by_test_id("message").last
    await message.hover()
    await expect(message.get_by_label("Make standard answer")).to_be_visible()
    await message.get_by_label("Explain terms").click()
    await expect(page.get_by_test_id("modal").get_by_role("heading")).to_have_text("ROE fell")
    await page.get_by_test_id("modal").get_by_label("Close").click()
    await client.chat_postEphemeral(channel="C0FINANCE", user="U0LILEI", text="for you")
    await expect(page.get_by_test_id("ephemeral")).to_be_visible()
    await expect(page.get_by_test_id("ephemeral").get_by_label("Explain terms")).to_have_count(0)


async def test_the_home_tab_shows_what_the_app_published(page: Page, app: AsyncApp) -> None:
    @app.event("app_home_opened")
    async def home(event: dict[str, Any], client: AsyncWebClient) -> None:
        text = {"type": "mrkdwn", "text": f"Welcome to *{event['tab']}*"}
        blocks = [{"type": "section", "text": text}]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    await page.get_by_test_id("channel-D0LILEI").click()
    await page.get_by_test_id("home-tab").click()
    await expect(page.get_by_test_id("home").locator("strong")).to_have_text("home")


async def test_a_lost_connection_is_told_and_what_was_missed_is_read(
    page: Page, slack: SlackStandIn, control: ControlClient
) -> None:
    await expect(page.get_by_test_id("banner")).to_be_hidden()
    port = int(slack.url.rsplit(":", 1)[1])
    await slack.stop()
    await expect(page.get_by_test_id("banner")).to_be_visible()
    await page.get_by_test_id("composer").fill("not lost")
    await expect(page.get_by_role("button", name="Send").first).to_be_disabled()
    await page.get_by_test_id("composer").press("Enter")
    await slack.start(port=port)
    await control.say("while you were away", channel="C0FINANCE")
    await expect(page.get_by_test_id("banner")).to_be_hidden()
    await expect(page.get_by_test_id("message")).to_contain_text("while you were away")
    await expect(page.get_by_test_id("composer")).to_have_value("not lost")


async def test_news_elsewhere_are_counted_in_the_sidebar_until_one_looks(
    page: Page, control: ControlClient
) -> None:
    general = page.get_by_test_id("channel-C0GENERAL")
    await control.say("one")
    await control.say("two")
    await control.say("my own", user="U0LILEI")
    await expect(general.locator(".unread")).to_have_text("2")
    await general.click()
    await expect(page.get_by_test_id("message")).to_have_count(3)
    await expect(general.locator(".unread")).to_have_count(0)


async def test_a_direct_message_needs_no_mention_and_opens_its_thread(
    page: Page, send: Send, client: AsyncWebClient
) -> None:
    await page.get_by_test_id("channel-D0LILEI").click()
    await send("什么是市盈率？")
    await expect(page).to_have_url(re.compile(r"#D0LILEI/\d+\.\d+$"))
    thread_ts = page.url.rsplit("/", 1)[1]
    await client.chat_postMessage(channel="D0LILEI", thread_ts=thread_ts, text="*市盈率*")
    await expect(page.get_by_test_id("thread-pane")).to_contain_text("市盈率")
