"""The playground in a real browser: ask, see the stream, follow up, slash command, buttons."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Demo

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

PATIENCE_MS = 20_000


def composer(page: Page) -> Locator:
    return page.get_by_test_id("composer")


def thread(page: Page) -> Locator:
    return page.get_by_test_id("thread-pane")


def answers(place: Page | Locator) -> Locator:
    return place.locator("[data-testid=message][data-user=U0TERMWISE]")


async def say(field: Locator, text: str) -> None:
    await field.fill(text)
    await field.press("Enter")


async def ask_in_channel(page: Page, text: str) -> Locator:
    """Ask, which opens the thread, and wait for the whole answer."""
    await say(composer(page), text)
    question = thread(page).get_by_test_id("message").first
    await expect(question).to_contain_text(text.removeprefix("@termwise "), timeout=PATIENCE_MS)
    return await whole(answers(thread(page)).last)


async def whole(answer: Locator) -> Locator:
    """Wait until the answer is not being written any more."""
    await expect(answer).not_to_have_attribute("aria-busy", "true", timeout=PATIENCE_MS)
    await expect(answer.get_by_role("button").first).to_be_visible(timeout=PATIENCE_MS)
    return answer


async def test_a_person_asks_follows_up_looks_up_and_asks_again(
    demo: Demo, page: Page, pictures: Path
) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    await page.goto(f"{demo.url}/#C0FINANCE")
    answer = await ask_in_channel(page, "@termwise 什么是市盈率？")
    await expect(answer).to_contain_text("股票")
    await expect(answer).to_contain_text("使用的术语")

    await say(page.get_by_test_id("thread-composer"), "它和市净率有什么区别？")
    await expect(answers(thread(page))).to_have_count(2, timeout=PATIENCE_MS)
    await expect(await whole(answers(thread(page)).last)).to_contain_text("市净率")
    await page.screenshot(path=pictures / "thread.png")

    await say(composer(page), "/term ROE")
    card = page.get_by_test_id("ephemeral").last
    await expect(card).to_contain_text("净资产收益率", timeout=PATIENCE_MS)
    await expect(card).to_contain_text("return on equity")

    await say(composer(page), "/term 净资产收益")
    near = page.get_by_test_id("ephemeral").last
    await near.get_by_role("button", name="净资产收益率", exact=True).click(timeout=PATIENCE_MS)
    await expect(page.get_by_test_id("ephemeral").last).to_contain_text("return on equity")

    cached = await ask_in_channel(page, "@termwise 什么是市盈率?")
    await expect(cached).to_contain_text("以前的回答")
    await cached.get_by_role("button", name=re.compile("重新回答")).click()
    await expect(answers(thread(page))).to_have_count(2, timeout=PATIENCE_MS)
    await expect(await whole(answers(thread(page)).last)).not_to_contain_text("以前的回答")
    await page.screenshot(path=pictures / "channel.png")
    assert faults == []


async def test_an_answer_in_english_and_a_thumb(demo: Demo, page: Page) -> None:
    await page.goto(f"{demo.url}/#C0GENERAL")
    answer = await ask_in_channel(page, "@termwise What is EBITDA?")
    await expect(answer).to_contain_text("net profit with income tax")
    await answer.get_by_role("button", name="Helpful", exact=True).click()
    await expect(thread(page).get_by_test_id("ephemeral").last).to_contain_text(
        "Thank you", timeout=PATIENCE_MS
    )


async def test_a_direct_message_opens_its_own_thread_and_home_tells_what_to_do(
    demo: Demo, page: Page, pictures: Path
) -> None:
    await page.goto(demo.url)
    await page.get_by_role("link", name="termwise").click()
    answer = await ask_in_channel(page, "什么是逆回购？")
    await expect(answer).to_contain_text("资金融出方")
    await page.get_by_test_id("home-tab").click()
    await expect(page.get_by_test_id("home")).to_contain_text("/term", timeout=PATIENCE_MS)
    await page.screenshot(path=pictures / "home.png")


async def test_after_a_restart_the_thread_goes_on(demo: Demo, page: Page) -> None:
    await page.goto(f"{demo.url}/#C0FINANCE")
    await ask_in_channel(page, "@termwise 什么是市盈率？")
    assert demo.stop() == 0
    await expect(page.get_by_test_id("banner")).to_be_visible(timeout=PATIENCE_MS)
    demo.start()
    await expect(page.get_by_test_id("banner")).to_be_hidden(timeout=PATIENCE_MS)
    await say(page.get_by_test_id("thread-composer"), "它是什么意思？再说一遍。")
    await expect(answers(thread(page))).to_have_count(2, timeout=PATIENCE_MS)
    await expect(await whole(answers(thread(page)).last)).to_contain_text("股票")
