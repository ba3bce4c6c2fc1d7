"""The shortcut "Explain terms": the language it answers in, and more terms than a modal holds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.terms.explain import majority_language
from bot.playground.slack import SlackStandIn
from bot.question import Language
from conversation_store.database import Database
from tests.glossaries import glossary_of, term
from tests.handlers.term_office import ALICE, FINANCE, Json, TermOffice, buttons, term_office
from tests.playground.control_client import ControlClient


@pytest.fixture
async def office(
    slack: SlackStandIn, control: ControlClient, client: AsyncWebClient, database: Database
) -> AsyncIterator[TermOffice]:
    async with term_office(slack, control, client, database) as office:
        yield office


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Our 净资产收益率 fell again this quarter", "en"),
        ("我们的ROE和EBITDA都跌了", "zh"),
        ("我们的 ROE 跌了 https://example.com/some/long/address", "zh"),
        ("ROE", "en"),
        ("", "en"),
    ],
)
def test_a_message_is_of_the_language_that_most_of_it_is_in(text: str, language: Language) -> None:
    assert majority_language(text) == language


async def test_terms_that_a_modal_has_no_room_for_follow_in_the_next_one(
    office: TermOffice, database: Database
) -> None:
    names = [f"covenant {chr(97 + n // 26)}{chr(97 + n % 26)}x" for n in range(100)]
    await glossary_of(database, [term(f"c{n:02}", name) for n, name in enumerate(names)])
    ts = await office.control.say(", ".join(names), channel=FINANCE)
    wish = {"user": ALICE, "channel": FINANCE, "message_ts": ts}
    await office.control.post("shortcut", callback_id="explain_terms", **wish)
    first = (await views(office, 1))[0]
    await more(office, first)
    second = (await views(office, 2))[1]
    await more(office, second)
    async with asyncio.timeout(5):
        while (third := (await views(office, 2))[1])["blocks"] == second["blocks"]:
            await asyncio.sleep(0.02)
    assert [headings(view) for view in (first, second, third)] == [
        names[:45], names[45:90], names[90:],
    ]  # fmt: skip
    assert third["title"] == first["title"]
    assert all(one["text"]["text"] != "More" for one in buttons(third))


async def views(office: TermOffice, count: int) -> list[Json]:
    async with asyncio.timeout(5):
        while len(shown := await office.control.get(f"views/{ALICE}")) < count:
            await asyncio.sleep(0.02)
    return list(shown)


async def more(office: TermOffice, view: Json) -> None:
    (button,) = (one for one in buttons(view) if one["text"]["text"] == "More")
    wish = {"user": ALICE, "view_id": view["id"], "action_id": button["action_id"]}
    await office.control.post("interact", **wish)


def headings(view: Json) -> list[str]:
    return [one["text"]["text"] for one in view["blocks"] if one["type"] == "header"]
