"""The page in front of a running stand-in: what a person writes and reads."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from playwright.async_api import Page, expect
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.slack import SlackStandIn
from tests.playground.control_client import ControlClient
from tests.playground.page.in_use.conftest import Send

pytestmark = pytest.mark.browser


async def test_an_address_that_names_nothing_shows_the_first_channel(
    page: Page, slack: SlackStandIn
) -> None:
    await page.goto("about:blank")
    await page.goto(f"{slack.url}/#%")
    await expect(page.get_by_test_id("example").first).to_be_visible()


async def test_the_examples_of_an_empty_channel_ask_at_once(page: Page) -> None:
    await page.get_by_test_id("example").filter(has_text="市盈率").click()
    await expect(page.get_by_test_id("message").first).to_contain_text("@termwise 什么是市盈率？")
    await expect(page.get_by_test_id("example").first).to_be_hidden()


async def test_a_question_opens_its_thread_and_the_answer_grows_there(
    page: Page, send: Send, client: AsyncWebClient, control: ControlClient
) -> None:
    await send("@termwise what is EBITDA?")
    await expect(page).to_have_url(re.compile(r"#C0FINANCE/\d+\.\d+$"))
    thread_ts = page.url.rsplit("/", 1)[1]
    where: dict[str, Any] = {"channel": "C0FINANCE", "thread_ts": thread_ts}
    await client.assistant_threads_setStatus(
        channel_id="C0FINANCE", thread_ts=thread_ts, status="is thinking..."
    )
    thread = page.get_by_test_id("thread-pane")
    await expect(thread).to_contain_text("termwise is thinking...")
    stream = await client.chat_startStream(
        **where, recipient_team_id="T0PLAY", recipient_user_id="U0LILEI", markdown_text="**EB"
    )
    await expect(thread.locator(".caret")).to_be_visible()
    ts = stream["ts"]
    await client.chat_appendStream(channel="C0FINANCE", ts=ts, markdown_text="ITDA** is")
    await expect(thread.locator("strong")).to_have_text("EBITDA")
    await client.chat_stopStream(channel="C0FINANCE", ts=ts, markdown_text=" earnings.")
    await expect(thread.locator(".caret")).to_have_count(0)
    await expect(page.get_by_test_id("reply-count")).to_have_text("1 reply")
    await page.reload()
    await expect(thread).to_contain_text("EBITDA is earnings.")


async def test_stop_shows_while_the_session_is_processing(
    page: Page, send: Send, client: AsyncWebClient, app: AsyncApp
) -> None:
    stopped = asyncio.Event()

    @app.event("agent_session_stopped")
    async def on_stop() -> None:
        stopped.set()

    await send("@termwise go on for ever")
    await expect(page).to_have_url(re.compile(r"/\d+\.\d+$"))
    session = {"channel_id": "C0FINANCE", "thread_ts": page.url.rsplit("/", 1)[1]}
    setting = "agents.sessions.setStatus"
    await client.api_call(setting, json=session | {"status": "processing"})
    await page.get_by_test_id("stop").click()
    await asyncio.wait_for(stopped.wait(), 5)
    await client.api_call(setting, json=session | {"status": "active"})
    await expect(page.get_by_test_id("stop")).to_have_count(0)


async def test_a_command_is_answered_for_its_user_alone(
    page: Page, send: Send, app: AsyncApp
) -> None:
    @app.command("/term")
    async def term(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond("*ROE* is a ratio")

    await send("/term ROE")
    ephemeral = page.get_by_test_id("ephemeral")
    await expect(ephemeral).to_contain_text("Only visible to you")
    await expect(ephemeral.locator("strong")).to_have_text("ROE")
    await page.get_by_test_id("user-switch").select_option("U0ALICE")
    await expect(ephemeral).to_have_count(0)
    await page.get_by_test_id("user-switch").select_option("U0LILEI")
    await ephemeral.get_by_role("button", name="Dismiss").click()
    await expect(ephemeral).to_have_count(0)


async def test_a_command_in_a_thread_is_refused_beside_the_composer(page: Page, send: Send) -> None:
    await send("@termwise hello")
    composer = page.get_by_test_id("thread-composer")
    await composer.fill("/term ROE")
    await composer.press("Enter")
    await expect(page.get_by_test_id("thread-pane").get_by_role("alert")).to_contain_text("threads")
    await expect(composer).to_have_value("/term ROE")


async def test_a_private_channel_is_there_for_its_members_only(page: Page) -> None:
    await expect(page.get_by_test_id("channel-G0DEALROOM")).to_be_visible()
    await page.get_by_test_id("user-switch").select_option("U0HANMEI")
    await expect(page.get_by_test_id("channel-G0DEALROOM")).to_have_count(0)
    await expect(page.get_by_test_id("channel-D0HANMEI")).to_be_visible()
    await expect(page.get_by_test_id("channel-D0LILEI")).to_have_count(0)


async def test_own_messages_can_be_edited_and_deleted_and_others_cannot(
    page: Page, send: Send, control: ControlClient
) -> None:
    await send("first & <b>")
    message = page.get_by_test_id("message").first
    await message.hover()
    await message.get_by_label("Edit message").click()
    field = page.get_by_test_id("edit-field")
    await expect(field).to_have_value("first & <b>")
    await field.fill("second")
    await field.press("Enter")
    await expect(message).to_contain_text("second (edited)")
    await page.get_by_test_id("user-switch").select_option("U0ALICE")
    await message.hover()
    await expect(message.get_by_label("Delete message")).to_have_count(0)
    await page.get_by_test_id("user-switch").select_option("U0LILEI")
    await message.hover()
    await message.get_by_label("Delete message").click()
    await page.get_by_role("button", name="Delete", exact=True).click()
    await expect(page.get_by_test_id("message")).to_have_count(0)


async def test_enter_sends_and_shift_enter_breaks_the_line(page: Page) -> None:
    composer = page.get_by_test_id("composer")
    await composer.press_sequentially("one")
    await composer.press("Shift+Enter")
    await composer.press_sequentially("two")
    await expect(composer).to_have_value("one\ntwo")
    await composer.press("Enter")
    await expect(page.get_by_test_id("message").locator("br")).to_have_count(1)


async def test_enter_while_an_input_method_is_composing_sends_nothing(page: Page) -> None:
    composer = page.get_by_test_id("composer")
    await composer.fill("市")
    await composer.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    await expect(composer).to_have_value("市")
    await expect(page.get_by_test_id("message")).to_have_count(0)
