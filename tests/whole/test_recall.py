"""The whole bot: answers given with a definition that was changed since are found and flagged."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.playground.slack import SlackStandIn
from conversation_store.database import Database
from conversation_store.records import Audit
from conversation_store.term import Term
from conversation_store.term_changes import TermChanges
from conversation_store.terms import TermKey, Terms
from tests.scripted import ScriptedRunner
from tests.whole.house import House, Json, at_work
from tests.whole.test_suggestions import REVIEWERS, seen

ALICE, LILEI, HANMEI = "U0ALICE", "U0LILEI", "U0HANMEI"
FINANCE, DEAL_ROOM = "C0FINANCE", "G0DEALROOM"
NEW = "股价与每股收益之比，按最近四个季度计。"
NOTE = "之后已修改"


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.handlers.review.recall._PAUSE_S", 0.1)


@asynccontextmanager
async def store(folder: Path) -> AsyncIterator[Database]:
    """Another process's connection to the store."""
    database = await Database.open(f"sqlite:///{folder}/termwise.db")
    yield database
    await database.close()


async def change(folder: Path, **parts: str) -> Term:
    """Change the definition of 市盈率 as the command line does: in another process."""
    async with store(folder) as database:
        named = [n async for batch in Terms(database).named() for n in batch]
        (key,) = [one.key for one in named if "市盈率" in one.names and one.key[1] == "zh"]
        wanted: list[TermKey] = [key]
        (term,) = (await Terms(database).get(wanted)).values()
        changed = replace(term, **({"definition": NEW} | parts))  # type: ignore[arg-type]  # texts
        return await TermChanges(database).put(changed, who="cli", action="set")


async def card_of(house: House, user: str = LILEI, action: str = "flag_recall") -> Json:
    return await seen(house, f"messages/D0{user[2:]}", action)


async def click(house: House, user: str, card: Json, action: str) -> None:
    wish = {"channel": f"D0{user[2:]}", "message_ts": card["ts"], "action_id": action}
    await house.post("interact", user=user, **wish)


async def notes(house: House, channel: str) -> list[Json]:
    return [m for m in await house.messages(channel) if NOTE in m["text"] and m.get("bot_id")]


async def test_old_answers_are_flagged_once_though_two_people_click(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("旧的回答。", "私下的。", "新的回答。")
    async with at_work(slack, runner, tmp_path, reviewers=REVIEWERS):
        ts, _ = await house.ask("@termwise 什么是市盈率？")
        await house.ask("@termwise 什么是市盈率？", channel=DEAL_ROOM)
        await change(tmp_path)
        cards = {user: await card_of(house, user) for user in REVIEWERS}
        assert "v1 → v2" in cards[LILEI]["text"]
        assert "2 个回答" in cards[LILEI]["text"]
        assert f"archives/{FINANCE}" in str(cards[LILEI])
        assert DEAL_ROOM not in str(cards[LILEI])  # a private one is counted, never linked to
        clicks = [click(house, user, cards[user], "flag_recall") for user in REVIEWERS]
        await asyncio.gather(*clicks)
        await seen(house, "messages/D0HANMEI", "已提示 2/2")
        await house.quiet()
        assert [len(await notes(house, c)) for c in (FINANCE, DEAL_ROOM)] == [1, 1]
        (note,) = await notes(house, FINANCE)
        assert note["thread_ts"] == ts
        assert NEW in str(note["blocks"])
        wish = {"channel": FINANCE, "message_ts": note["ts"], "action_id": "ask_again"}
        await house.post("interact", user=ALICE, **wish)
        await seen(house, f"messages/{FINANCE}", "新的回答")
    assert NEW in runner.texts()[-1]


async def test_however_many_click_under_a_note_its_question_is_asked_afresh_once(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("旧的回答。", "新的回答。")
    async with at_work(slack, runner, tmp_path, reviewers=REVIEWERS):
        await house.ask("@termwise 什么是市盈率？")
        await change(tmp_path)
        await click(house, LILEI, await card_of(house), "flag_recall")
        await seen(house, "messages/D0LILEI", "已提示 1/1")
        (note,) = await notes(house, FINANCE)
        wish = {"channel": FINANCE, "message_ts": note["ts"], "action_id": "ask_again"}
        clicks = [house.post("interact", user=user, **wish) for user in (ALICE, LILEI, HANMEI)]
        await asyncio.gather(*clicks)
        await seen(house, f"messages/{FINANCE}", "新的回答")
        await seen(house, f"messages/{FINANCE}", "已请求重新回答")
        await house.quiet()
        (note,) = await notes(house, FINANCE)
        assert "ask_again" not in str(note["blocks"])
        assert NEW in str(note["blocks"])
    assert len(runner.texts()) == 2


async def test_a_thread_that_is_gone_is_counted_and_the_others_are_flagged(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("好。"), tmp_path, reviewers=REVIEWERS):
        await house.ask("@termwise 什么是市盈率？")
        await house.ask("@termwise 什么是市盈率？", channel=DEAL_ROOM)
        await house.post("archive", channel=DEAL_ROOM)
        await change(tmp_path)
        await click(house, LILEI, await card_of(house), "flag_recall")
        done = await seen(house, "messages/D0LILEI", "已提示 1/2")
    assert "1 个消息列已无法写入" in done["text"]


async def test_a_change_before_a_restart_is_asked_about_once_after_it(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("好。"), tmp_path, reviewers=REVIEWERS):
        await house.ask("@termwise 什么是市盈率？")
    await change(tmp_path)
    for _ in range(2):
        async with at_work(slack, ScriptedRunner("好。"), tmp_path, reviewers=REVIEWERS):
            await card_of(house)
            await house.quiet()
    cards = [m for m in await house.messages("D0LILEI") if "flag_recall" in str(m)]
    assert len(cards) == 1


async def test_what_was_left_is_not_asked_again_until_the_definition_changes_again(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("好。"), tmp_path, reviewers=REVIEWERS):
        await house.ask("@termwise 什么是市盈率？")
        await change(tmp_path)
        await click(house, LILEI, await card_of(house), "leave_recall")
        await seen(house, "messages/D0HANMEI", "决定不处理")
        await change(tmp_path, source="别的书")
        await house.quiet()
        assert "flag_recall" not in str(await house.messages("D0LILEI"))
        await change(tmp_path, definition="又一个定义。", source="别的书")
        card = await card_of(house)
        assert "v1 → v4" in card["text"]


async def test_a_newer_change_makes_the_older_card_void(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("好。"), tmp_path, reviewers=REVIEWERS):
        await house.ask("@termwise 什么是市盈率？")
        await change(tmp_path)
        old = await card_of(house)
        await change(tmp_path, definition="又一个定义。")
        await seen(house, "messages/D0LILEI", "v1 → v3")
        await click(house, LILEI, old, "flag_recall")
        await seen(house, "messages/D0LILEI", "这张卡片已失效")
        assert await notes(house, FINANCE) == []


async def test_whoever_does_not_decide_about_the_term_flags_nothing(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("好。"), tmp_path, reviewers=[LILEI]):
        await house.ask("@termwise 什么是市盈率？")
        await change(tmp_path)
        card = await card_of(house)
    async with at_work(slack, ScriptedRunner("好。"), tmp_path, reviewers=[HANMEI]):
        await click(house, LILEI, card, "flag_recall")
        await seen(house, "messages/D0LILEI", "只有术语的负责人")
        await house.quiet()
        assert await notes(house, FINANCE) == []
    async with store(tmp_path) as database:
        assert (await Audit(database).latest())[0] == (LILEI, "flag answers 1", False)


async def test_while_slack_is_in_trouble_the_others_wait(
    house: House, slack: SlackStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.review.recall._LEASE_S", 1.0)
    async with at_work(slack, ScriptedRunner("好。"), tmp_path, reviewers=[LILEI]):
        for _ in range(3):
            await house.ask("@termwise 什么是市盈率？")
        await change(tmp_path)
        card = await card_of(house)
        fault = {"method": "chat.postMessage", "kind": "error", "error": "internal_error"}
        await house.post("faults", rules=[fault | {"times": 1}])
        await click(house, LILEI, card, "flag_recall")
        await seen(house, "messages/D0LILEI", "已提示 2/3")
    assert len(await notes(house, FINANCE)) == 2  # of the first nobody knows whether it landed
