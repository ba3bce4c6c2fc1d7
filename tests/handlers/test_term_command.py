"""``/term`` by the real listeners in the stand-in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.terms.command import Entered, parse
from bot.handlers.terms.quota import Quota
from bot.playground.slack import SlackStandIn
from conversation_store.database import Database
from conversation_store.term_changes import TermChanges
from tests.glossaries import glossary_of, term
from tests.handlers.term_office import ALICE, FINANCE, ROE, TermOffice, labels, term_office, texts
from tests.playground.control_client import ControlClient


@pytest.fixture
async def office(
    slack: SlackStandIn, control: ControlClient, client: AsyncWebClient, database: Database
) -> AsyncIterator[TermOffice]:
    async with term_office(slack, control, client, database) as office:
        yield office


@pytest.mark.parametrize(
    ("text", "entered"),
    [
        ("", Entered("look up", "", "en")),
        ("ROE", Entered("look up", "ROE", "en")),
        ("“列表”", Entered("look up", "列表", "zh")),
        ('"list"', Entered("look up", "list", "en")),
        (" LIST  finance ", Entered("list", "finance", "en")),
        ("列表 finance", Entered("list", "finance", "zh")),
        ("添加　净值", Entered("add", "净值", "zh")),
        ("field none", Entered("field", "none", "en")),
        ("待补", Entered("wanted", "", "zh")),
        ("帮助", Entered("help", "", "zh")),
        ("listing", Entered("look up", "listing", "en")),
        ("help me", Entered("look up", "help me", "en")),
        ("wanted list", Entered("look up", "wanted list", "en")),
        ("待补 税款", Entered("look up", "待补 税款", "zh")),
    ],
)
def test_a_command_is_read_in_both_languages(text: str, entered: Entered) -> None:
    assert parse(text) == entered


@given(st.text(), st.sampled_from('"“‘「《'))
def test_every_text_is_read_and_what_is_quoted_is_always_a_name(text: str, quote: str) -> None:
    assert parse(text).rest == parse(text).rest.strip()
    assert parse(quote + text).verb == "look up"


async def test_a_name_with_two_senses_shows_both_with_buttons_of_their_own(
    office: TermOffice,
) -> None:
    card = await office.enter("margin")
    assert card["visible_to"] == ALICE
    assert [one for one in texts(card["blocks"]) if one in ("margin loan", "profit margin")] == [
        "margin loan",
        "profit margin",
    ]
    assert labels(card).count("Ask about it") == 2


@pytest.mark.parametrize(("text", "shown"), [('"list"', "what listed is."),
                                             ("list price", "what price is.")])  # fmt: skip
async def test_a_term_that_is_called_like_a_subcommand_can_be_looked_up(
    office: TermOffice, text: str, shown: str
) -> None:
    assert shown in texts((await office.enter(text))["blocks"])


async def test_a_related_term_is_shown_in_the_card_s_place_and_both_are_remembered(
    office: TermOffice,
) -> None:
    card = await office.enter("ROE")
    await office.click(card, "return on assets")
    shown = await office.replaced(card)
    assert "what roa is." in texts(shown["blocks"])
    help_ = await office.enter("")
    assert labels(help_)[-7:-5] == ["return on assets", "return on equity"]


async def test_a_misspelt_name_has_near_ones_and_can_be_suggested(office: TermOffice) -> None:
    card = await office.enter("retrun on equity")
    assert "return on equity" in labels(card)
    await office.click(card, "Suggest it for the glossary")
    await office.click(card, "return on equity")
    await office.replaced(card)
    assert office.suggested == [(None, "retrun on equity")]


async def test_help_is_in_both_languages_and_shows_fields_and_what_changed(
    office: TermOffice,
) -> None:
    card = await office.enter("帮助")
    assert "/term list" in str(card["blocks"])
    assert "/term 列表" in str(card["blocks"])
    assert labels(card)[:2] == ["finance (5)", "accounting (1)"]
    assert "list price" in labels(card)
    assert "draft term" not in labels(card)


async def test_a_field_is_listed_page_by_page(office: TermOffice, database: Database) -> None:
    more = [term(f"c{n:02}", f"term {n:02}", field="law") for n in range(45)]
    await glossary_of(database, more)
    card = await office.enter("list LAW")
    assert texts(card["blocks"])[0] == "law: terms 1 to 20"
    assert "term 00 — what c00 is." in texts(card["blocks"])
    await office.click(card, "Next")
    card = await office.replaced(card)
    await office.click(card, "Next")
    card = await office.replaced(card)
    assert texts(card["blocks"])[0] == "law: terms 41 to 45"
    assert "Next" not in labels(card)
    await office.click(card, "Previous")
    card = await office.replaced(card)
    assert texts(card["blocks"])[0] == "law: terms 21 to 40"
    seen = len(await office.control.messages(FINANCE))
    await office.click(card, "Show")
    assert "what c20 is." in texts((await office.next_message(seen))["blocks"])
    await office.click(card, "中文")
    assert texts((await office.replaced(card))["blocks"])[0] == "law：没有已批准的术语。"


@pytest.mark.parametrize("text", ["list lwa", "field lwa"])
async def test_an_unknown_field_is_told_with_those_that_there_are(
    office: TermOffice, text: str
) -> None:
    card = await office.enter(text)
    assert texts(card["blocks"])[0] == "There is no field “lwa”."
    assert "accounting (1)" in labels(card)


async def test_a_channel_s_field_is_set_before_all_shown_and_removed(office: TermOffice) -> None:
    fields = office.desk.fields
    said = await office.enter("field Finance")
    assert "visible_to" not in said
    assert texts(said["blocks"]) == ["<@U0ALICE> set this channel's field to:", "finance"]
    assert await fields.get(FINANCE) == "finance"
    assert "“finance”" in str((await office.enter("领域"))["blocks"])
    said = await office.enter("领域 无")
    assert texts(said["blocks"]) == ["<@U0ALICE> 取消了本频道的领域。"]
    assert await fields.get(FINANCE) is None
    assert "no field" in str((await office.enter("field"))["blocks"])


async def test_setting_what_is_set_is_told_to_nobody_else(office: TermOffice) -> None:
    said = await office.enter("field none")
    assert (said["visible_to"], "has no field" in str(said["blocks"])) == (ALICE, True)
    await office.enter("field finance")
    said = await office.enter("领域 Finance")
    assert (said["visible_to"], "本频道的领域是“finance”" in str(said["blocks"])) == (ALICE, True)


@pytest.mark.parametrize(
    "text",
    ["ROE？", "`ROE`", "*ROE*", "_*ROE*_", "什么是ROE", "what is ROE?", "ROE 是什么意思",
     "ROE是什么", "define ROE", "meaning of ROE", "What’s the ROE?", "what does ROE mean?",
     "请问ROE是什么意思？", "ROE 的定义是什么", "“ROE”", '“ROE"', "*“ROE”*。"],
)  # fmt: skip
async def test_a_name_is_found_through_marks_and_the_words_of_a_question(
    office: TermOffice, text: str
) -> None:
    assert "what roe is." in texts((await office.enter(text))["blocks"])


@pytest.mark.parametrize("name", ["what is ROE", "ROE?", "'90s bond"])
async def test_a_name_that_reads_like_a_question_is_taken_by_the_letter(
    office: TermOffice, database: Database, name: str
) -> None:
    await glossary_of(database, [term("literal", name)])
    assert "what literal is." in texts((await office.enter(name))["blocks"])


async def test_wanted_terms_can_be_defined(office: TermOffice) -> None:
    wanted = office.desk.wanted
    assert "Nothing is wanted" in str((await office.enter("wanted"))["blocks"])
    for person in range(3):
        await wanted.count("wacc", "WACC", "en", user_id=f"U{person}", in_public=False)
    await wanted.count("capm", "CAPM", "en", user_id="U1", in_public=True)
    card = await office.enter("wanted")
    assert "CAPM\nasked once by one person" in texts(card["blocks"])
    assert "WACC\nasked 3 times by 3 people" in texts(card["blocks"])
    assert "3 人问过 3 次" in str((await office.enter("待补"))["blocks"])
    await office.click(card, "Define")  # the first is what is wanted most
    await office.enter("ROE")
    assert office.suggested == [(None, "WACC")]


async def test_who_enters_too_many_commands_is_asked_to_slow_down_and_others_are_not(
    office: TermOffice, control: ControlClient
) -> None:
    for _ in range(34):
        await control.post("command", command="/term", text="ROE", user=ALICE, channel=FINANCE)
    await office.enter("ROE", user="U0LILEI")
    await office.soon(lambda messages: messages[34:])
    slowed = [one for one in await control.messages(FINANCE) if "slow down" in one["text"]]
    assert [one["visible_to"] for one in slowed] == [ALICE] * 4


def test_a_quota_holds_for_any_minute_and_forgets_people() -> None:
    now = 0.0
    quota = Quota(2, 60.0, lambda: now)
    assert [quota.allows("U1") for _ in range(3)] == [True, True, False]
    now = 59.9
    assert not quota.allows("U1")
    now = 60.0
    assert quota.allows("U1")
    for number in range(10_001):
        quota.allows(f"V{number}")
    assert quota.allows("U1")
    assert quota.allows("U1")
    assert not quota.allows("U1")


async def test_a_deprecated_term_is_marked(office: TermOffice, database: Database) -> None:
    old = replace(ROE, status="deprecated")
    await TermChanges(database).put(old, who="U1", action="edit")
    assert "return on equity (ROE) [deprecated] · 净资产收益率" in texts(
        (await office.enter("ROE"))["blocks"]
    )
