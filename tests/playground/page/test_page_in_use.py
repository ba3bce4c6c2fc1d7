"""The page in front of a running stand-in and an app: what a person sees and does."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright, expect
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.slack import SlackStandIn
from tests.playground.control_client import ControlClient
from tests.playground.page.chromium import running_chromium

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one browser for all tests: to start it takes longer than any of them."""
    with running_chromium(tmp_path_factory.mktemp("chromium")) as address:
        yield address


Send = Callable[[str], Awaitable[None]]


@pytest.fixture
async def page(slack: SlackStandIn, chromium: str) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(chromium)
        context = await browser.new_context(viewport={"width": 1440, "height": 900})
        page = await context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(f"{slack.url}/#C0FINANCE")
        await expect(page.get_by_test_id("composer")).to_be_visible()
        yield page
        await context.close()
        assert errors == []


@pytest.fixture
def send(page: Page) -> Send:
    """Type into the channel's composer and press Enter."""

    async def send(text: str) -> None:
        await page.get_by_test_id("composer").fill(text)
        await page.get_by_test_id("composer").press("Enter")

    return send


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
