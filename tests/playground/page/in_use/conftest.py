"""A browser on the page of a running stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.playground.slack import SlackStandIn
from tests.playground.page.chromium import running_chromium


@pytest.fixture(scope="package")
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
