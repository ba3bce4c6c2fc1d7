"""What a person can do: ask, go on, be left alone, ask again, come back after a restart."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.playground.slack import SlackStandIn
from tests.scripted import ScriptedRunner
from tests.whole.house import House, at_work

LILEI, ALICE, HANMEI = "U0LILEI", "U0ALICE", "U0HANMEI"
FINANCE, GENERAL, DEAL_ROOM = "C0FINANCE", "C0GENERAL", "G0DEALROOM"


async def dm_of(house: House, user: str) -> str:
    channels = (await house.get("workspace"))["channels"]
    return str(next(c["id"] for c in channels if c.get("user") == user))


async def test_a_mention_is_answered_in_its_thread(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("**市盈率**是指股价与每股收益之比。")
    async with at_work(slack, runner, tmp_path):
        ts, answer = await house.ask("@termwise 什么是市盈率？")
    assert "**市盈率**是指股价与每股收益之比。" in answer["text"]
    assert answer["thread_ts"] == ts
    assert len(runner.prompts) == 1  # app_mention and message are one question


async def test_the_definitions_of_the_terms_are_in_the_prompt_and_named_under_the_answer(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("好。")
    async with at_work(slack, runner, tmp_path):
        _, answer = await house.ask("@termwise 什么是市盈率？")
    assert "市盈率" in str(answer["blocks"])
    assert "每股收益" in runner.texts()[0]


async def test_a_thread_goes_on_without_a_mention_and_remembers(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("第一个回答。", "第二个回答。")
    async with at_work(slack, runner, tmp_path):
        ts, _ = await house.ask("@termwise 什么是市盈率？")
        _, answer = await house.ask("那它有什么用？", thread_ts=ts)
    assert "第二个回答" in answer["text"]
    assert "第一个回答。" in runner.texts()[1]
    assert "什么是市盈率" in runner.texts()[1]


async def test_it_keeps_out_of_threads_it_was_not_asked_into(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("不该说的话。")
    async with at_work(slack, runner, tmp_path):
        ts = await house.say("中午吃什么？", channel=FINANCE)
        await house.say("面条吧。", channel=FINANCE, thread_ts=ts)
        await house.quiet()
    assert await house.answers(FINANCE, ts) == []
    assert runner.prompts == []


async def test_in_its_own_thread_it_keeps_out_of_what_is_said_to_somebody_else(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("好。")
    async with at_work(slack, runner, tmp_path):
        ts, _ = await house.ask("@termwise 什么是市盈率？")
        await house.say("@韩梅梅 你怎么看？", channel=FINANCE, thread_ts=ts)
        await house.quiet()
    assert len(runner.prompts) == 1


async def test_every_direct_message_opens_a_thread_of_its_own(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("一。", "二。")
    dm = await dm_of(house, ALICE)
    async with at_work(slack, runner, tmp_path):
        first, _ = await house.ask("什么是久期？", channel=dm)
        second, _ = await house.ask("什么是市净率？", channel=dm)
    assert first != second
    assert "久期" not in runner.texts()[1]


async def test_the_same_question_is_answered_from_the_cache_and_afresh_on_request(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("旧的回答。", "新的回答。")
    async with at_work(slack, runner, tmp_path):
        await house.ask("@termwise 什么是市盈率？")
        ts, cached = await house.ask("@termwise  什么是市盈率?", user=HANMEI, channel=GENERAL)
        assert "旧的回答。" in str(cached)
        assert "以前的回答，刚刚" in str(cached["blocks"])
        assert len(runner.prompts) == 1
        await house.post(
            "interact",
            user=HANMEI,
            channel=GENERAL,
            message_ts=cached["ts"],
            action_id="ask_again",
        )
        answers = await house.settled(GENERAL, ts, turns=2)
    assert "新的回答。" in str(answers[-1])
    assert len(runner.prompts) == 2


async def test_what_was_answered_in_a_direct_message_is_not_served_to_others(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("私下的回答。", "公开的回答。")
    async with at_work(slack, runner, tmp_path):
        await house.ask("什么是市盈率？", channel=await dm_of(house, ALICE), user=ALICE)
        _, public = await house.ask("@termwise 什么是市盈率？", user=LILEI)
    assert "公开的回答。" in str(public)


async def test_equal_questions_asked_at_once_cost_one_generation(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("只算一次。", seconds_per_token=0.05)
    async with at_work(slack, runner, tmp_path):
        threads = [await house.say("@termwise 什么是久期？", channel=FINANCE) for _ in range(5)]
        answers = [(await house.settled(FINANCE, ts))[-1] for ts in threads]
    assert all("只算一次。" in str(answer) for answer in answers)
    assert len(runner.prompts) == 1


async def test_after_a_restart_the_thread_is_still_known(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("重启之前。"), tmp_path):
        ts, _ = await house.ask("@termwise 什么是市盈率？")
    runner = ScriptedRunner("重启之后。")
    async with at_work(slack, runner, tmp_path):
        await house.say("那它有什么用？", channel=FINANCE, thread_ts=ts)
        answers = await house.settled(FINANCE, ts, turns=2)
    assert "重启之后。" in str(answers[-1])
    assert "重启之前。" in runner.texts()[0]


async def test_a_question_stored_but_not_answered_before_a_stop_is_answered_after_the_start(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    slow = ScriptedRunner("半" * 400, seconds_per_token=0.1)
    async with at_work(slack, slow, tmp_path, answer_timeout_s=60, drain_s=0.2):
        ts = await house.say("@termwise 什么是市盈率？", channel=FINANCE)
        async with asyncio.timeout(10):
            while not slow.prompts:
                await asyncio.sleep(0.02)
    async with at_work(slack, ScriptedRunner("完整的回答。"), tmp_path):
        async with asyncio.timeout(20):
            while not any("完整的回答。" in str(a) for a in await house.answers(FINANCE, ts)):
                await asyncio.sleep(0.05)
        await house.quiet()
    assert len(await house.answers(FINANCE, ts)) == 1  # what the first try had begun is gone


async def test_the_session_is_processing_and_then_active_again(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("好。"), tmp_path):
        ts, _ = await house.ask("@termwise 什么是市盈率？")
    statuses = [
        call["arguments"]["status"]
        for call in await house.calls("agents.sessions.setStatus")
        if call["arguments"]["thread_ts"] == ts
    ]
    assert statuses == ["processing", "active"]


async def test_stop_ends_the_generation_within_a_second_and_keeps_what_was_said(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("一直说下去，" * 300, seconds_per_token=0.02)
    async with at_work(slack, runner, tmp_path):
        ts = await house.say("@termwise 讲讲市盈率", channel=FINANCE, user=LILEI)
        async with asyncio.timeout(10):
            while "一直说下去" not in str(await house.messages(FINANCE)):
                await asyncio.sleep(0.02)
        await house.post("stop", channel=FINANCE, user=LILEI, thread_ts=ts)
        async with asyncio.timeout(1):
            while not runner.cancelled:
                await asyncio.sleep(0.01)
        answer = (await house.settled(FINANCE, ts))[-1]
        appends = len(await house.calls("chat.appendStream"))
        await asyncio.sleep(1)
        assert len(await house.calls("chat.appendStream")) == appends
    assert "一直说下去" in answer["text"]


async def test_a_thumb_is_kept_and_thanked_for(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("好。"), tmp_path):
        _, answer = await house.ask("@termwise 什么是市盈率？", user=ALICE)
        await house.post(
            "interact",
            user=ALICE,
            channel=FINANCE,
            message_ts=answer["ts"],
            action_id="answer_feedback",
            value="good",
        )
        await house.quiet()
    thanks = [m for m in await house.messages(FINANCE) if m.get("visible_to") == ALICE]
    assert len(thanks) == 1


async def test_the_home_tab_tells_what_it_can_do(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner(), tmp_path):
        await house.post("open-home", user=ALICE)
        async with asyncio.timeout(5):
            while not (view := await house.get(f"home/{ALICE}")):
                await asyncio.sleep(0.05)
    assert "/term" in str(view)
