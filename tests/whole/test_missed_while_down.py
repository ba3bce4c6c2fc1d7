"""Questions that were asked while the bot was down and never came as events."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.playground.slack import SlackStandIn
from tests.scripted import ScriptedRunner
from tests.whole.downtime import asked_before, deaf, searched
from tests.whole.house import House, at_work

pytestmark = pytest.mark.usefixtures("swift_search")
ALICE = "U0ALICE"
FINANCE, GENERAL, DEAL_ROOM, DM = "C0FINANCE", "C0GENERAL", "G0DEALROOM", "D0ALICE"
CHANNELS = (FINANCE, GENERAL, DEAL_ROOM)


async def test_fifty_mentions_that_were_never_delivered_are_each_answered_once(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    await asked_before(house, slack, tmp_path)
    async with deaf(house):
        missed = [
            (channel, await house.say(f"@termwise 第 {number} 问？", channel=channel))
            for number in range(50)
            for channel in [CHANNELS[number % 3]]
        ]
    async with at_work(slack, ScriptedRunner("补上的回答。"), tmp_path):
        for channel, ts in missed:
            await house.settled(channel, ts)
        await house.quiet()
    counts = [len(await house.answers(channel, ts)) for channel, ts in missed]
    assert counts == [1] * 50


async def test_direct_messages_and_what_followed_in_threads_are_answered_too(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    joined = await asked_before(house, slack, tmp_path)
    async with deaf(house):
        direct = await house.say("什么是久期？", channel=DM)
        await house.say("那它有什么用？", channel=FINANCE, thread_ts=joined)
        opened = await house.say("@termwise 什么是市净率？", channel=GENERAL)
        await house.say("怎么定价？", channel=GENERAL, thread_ts=opened)
        chat = await house.say("周五做什么？", channel=DEAL_ROOM)
        await house.say("@termwise 什么是对冲？", channel=DEAL_ROOM, thread_ts=chat)
    runner = ScriptedRunner("好。")
    async with at_work(slack, runner, tmp_path):
        await house.settled(DM, direct)
        assert len(await house.settled(FINANCE, joined, turns=2)) == 2
        assert len(await house.settled(GENERAL, opened, turns=2)) == 2
        assert len(await house.settled(DEAL_ROOM, chat)) == 1
    assert len(runner.prompts) == 5


async def test_of_a_channel_what_was_asked_first_is_answered_first(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    await asked_before(house, slack, tmp_path)
    async with deaf(house):
        missed = [await house.say(f"第 {n} 问？", channel=DM) for n in range(4)]
    runner = ScriptedRunner("好。")
    async with at_work(slack, runner, tmp_path, concurrency=1):
        await house.settled(DM, missed[-1])
    assert [f"第 {n} 问" in text for n, text in enumerate(runner.texts())] == [True] * 4


async def test_a_follow_up_in_a_thread_too_old_for_the_history_is_answered(
    house: House, slack: SlackStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.missed._THREADS_BEGAN_S", 0.0)
    joined = await asked_before(house, slack, tmp_path)
    async with deaf(house):
        await house.say("那它有什么用？", channel=FINANCE, thread_ts=joined)
    async with at_work(slack, ScriptedRunner("补上的回答。"), tmp_path):
        answers = await house.settled(FINANCE, joined, turns=2)
    assert "补上的回答。" in str(answers[-1])


async def test_a_mention_in_a_thread_of_others_that_began_before_is_answered(
    house: House, slack: SlackStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.catch_up._OVERLAP_S", 0.0)
    chat = await house.say("周五做什么？", channel=FINANCE)
    await asked_before(house, slack, tmp_path)
    async with deaf(house):
        await house.say("@termwise 什么是久期？", channel=FINANCE, thread_ts=chat)
    async with at_work(slack, ScriptedRunner("补上的回答。"), tmp_path):
        [answer] = await house.settled(FINANCE, chat)
    assert "补上的回答。" in str(answer)


async def test_what_was_said_to_others_is_left_alone_now_and_at_the_next_start(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    joined = await asked_before(house, slack, tmp_path)
    async with deaf(house):
        await house.say("@韩梅梅 什么是久期？", channel=FINANCE)
        await house.say("@韩梅梅 你怎么看？", channel=FINANCE, thread_ts=joined)
        chat = await house.say("中午吃什么？", channel=FINANCE)
        await house.say("面条吧。", channel=FINANCE, thread_ts=chat)
        await house.say("@termwise 什么是面条？", channel=FINANCE, thread_ts=chat)
    runner = ScriptedRunner("好。")
    for _ in range(2):  # at the second start the thread is one that we follow
        async with at_work(slack, runner, tmp_path):
            await house.settled(FINANCE, chat)
            await searched(tmp_path)
            await house.quiet()
    assert len(runner.prompts) == 1


async def test_what_is_found_and_comes_as_an_event_too_is_answered_once(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    await asked_before(house, slack, tmp_path)
    missed = [await house.say(f"@termwise 第 {n} 问？", channel=FINANCE) for n in range(10)]
    runner = ScriptedRunner("一次。")
    async with at_work(slack, runner, tmp_path):
        for ts in missed:
            await house.settled(FINANCE, ts)
        await searched(tmp_path)
        await house.quiet()
    assert [len(await house.answers(FINANCE, ts)) for ts in missed] == [1] * 10
    assert len(runner.prompts) == 10


async def test_for_what_was_asked_too_long_ago_it_apologises_once_in_the_asker_s_language(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    await asked_before(house, slack, tmp_path)
    async with deaf(house):
        chinese = await house.say("@termwise 什么是久期？", channel=FINANCE)
        english = await house.say("What is duration?", channel=DM)
    runner = ScriptedRunner("不该说的话。")
    for _ in range(2):
        async with at_work(slack, runner, tmp_path, catch_up_s=0.001):
            for channel, ts in ((FINANCE, chinese), (DM, english)):
                await house.settled(channel, ts)
            await searched(tmp_path)
            await house.quiet()
    [one], [other] = await house.answers(FINANCE, chinese), await house.answers(DM, english)
    assert one["text"].startswith("抱歉")
    assert other["text"].startswith("Sorry")
    assert runner.prompts == []


async def test_what_was_said_before_the_first_question_is_left_alone(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("好。")
    async with deaf(house):
        await house.say("@termwise 有人吗？", channel=FINANCE)
    for _ in range(2):  # an empty inbox, then one that has begun later
        async with at_work(slack, runner, tmp_path):
            await house.ask("@termwise 什么是市盈率？", channel=DM, user=ALICE)
            await searched(tmp_path)
            await house.quiet()
    assert all("有人吗" not in prompt for prompt in runner.texts())
