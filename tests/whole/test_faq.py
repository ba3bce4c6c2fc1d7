"""The whole bot: questions that come again, in the same words and in others."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.playground.slack import SlackStandIn
from tests.scripted import ScriptedRunner
from tests.whole.house import House, Json, at_work
from tests.whole.test_suggestions import seen

ALICE, LILEI, HANMEI = "U0ALICE", "U0LILEI", "U0HANMEI"
FINANCE, GENERAL, DEAL_ROOM = "C0FINANCE", "C0GENERAL", "G0DEALROOM"
ROE, SAME, NEAR = "@termwise What is ROE?", "@termwise what does ROE mean", "How is ROE computed?"


async def use(
    house: House, message: Json, action: str, user: str = ALICE, channel: str = FINANCE, **more: str
) -> None:
    """Use an element of a message."""
    wish = {"channel": channel, "message_ts": message["ts"], "action_id": action} | more
    await house.post("interact", user=user, **wish)


async def judge(house: House, message: Json, verdict: str, user: str, channel: str) -> None:
    await use(house, message, "answer_feedback", user, channel, value=verdict)
    await house.quiet()


async def test_a_question_in_other_words_gets_the_answer_that_there_is(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("Profit over equity.", "Something else.")
    async with at_work(slack, runner, tmp_path):
        await house.ask(ROE)
        _, second = await house.ask(SAME, channel=GENERAL, user=HANMEI)
        _, third = await house.ask("@termwise What's ROE?", user=LILEI)
    assert len(runner.prompts) == 1
    for answer in (second, third):
        assert "Profit over equity." in str(answer)
        assert "Answered before, just now" in str(answer["blocks"])
        assert "to “What is ROE?”" in str(answer["blocks"])
    assert "asked" not in str(second["blocks"])
    assert "asked 2 times" in str(third["blocks"])


async def test_a_question_in_other_chinese_words_gets_the_answer_that_there_is(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("股价与每股收益之比。", "别的。")
    async with at_work(slack, runner, tmp_path):
        await house.ask("@termwise 什么是市盈率？")
        _, second = await house.ask("@termwise 市盈率是什么意思", channel=GENERAL)
        _, third = await house.ask("@termwise 请问市盈率是什么？", user=LILEI)
    assert len(runner.prompts) == 1
    assert "以前的回答，刚刚 · 原问题：“什么是市盈率？”" in str(second["blocks"])
    assert "已问过 2 次" in str(third["blocks"])


async def test_a_near_miss_is_answered_itself_and_offers_the_other_question(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("Profit over equity.", "By dividing.", "Afresh.")
    async with at_work(slack, runner, tmp_path):
        await house.ask(ROE)
        ts, near = await house.ask(f"@termwise {NEAR}", user=HANMEI)
        assert "By dividing." in near["text"]
        assert "Similar questions" in str(near["blocks"])
        await use(house, near, "similar_question:0", HANMEI)
        chosen = (await house.settled(FINANCE, ts, turns=2))[-1]
        assert "Profit over equity." in str(chosen)
        assert "Answered before, just now · to “What is ROE?”" in str(chosen["blocks"])
        assert len(runner.prompts) == 2
        await use(house, chosen, "ask_again", HANMEI)
        afresh = (await house.settled(FINANCE, ts, turns=3))[-1]
        assert "Afresh." in str(afresh)
        assert "What is ROE?" in runner.texts()[2]
        _, served = await house.ask(SAME)
        assert "Afresh." in str(served)  # in place of the earlier answer
        _, served = await house.ask(f"@termwise {NEAR}")
        assert "By dividing." in str(served)
    assert len(runner.prompts) == 3


async def test_after_a_restart_similar_questions_are_known(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("Profit over equity."), tmp_path):
        await house.ask(ROE)
    async with at_work(slack, ScriptedRunner("By dividing."), tmp_path):
        await house.ask("@termwise What is a bond?")  # the cache is read in the background
        _, near = await house.ask(f"@termwise {NEAR}")
    assert "What is ROE?" in str(near["blocks"])


async def test_an_answer_that_somebody_finds_wrong_is_made_anew(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("A wrong answer.", "A better answer.")
    async with at_work(slack, runner, tmp_path, reviewers=[LILEI]):
        await house.ask(ROE)
        _, served = await house.ask(SAME, channel=GENERAL)
        assert "A wrong answer." in str(served)
        await judge(house, served, "bad", HANMEI, GENERAL)
        told = await seen(house, "messages/D0LILEI", "not helpful")
        assert "A wrong answer." in str(told["blocks"])
        _, afresh = await house.ask(ROE)
        _, again = await house.ask(SAME)
    assert "A better answer." in str(afresh)
    assert "A better answer." in str(again)
    assert len(runner.prompts) == 2


async def test_a_standard_answer_is_served_everywhere_until_it_is_found_wrong(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("Profit over equity.", "While it waits.")
    async with at_work(slack, runner, tmp_path, reviewers=[LILEI]):
        _, answer = await house.ask(ROE)
        await judge(house, answer, "good", LILEI, FINANCE)
        offer = await seen(house, f"messages/{FINANCE}", "make_standard")
        await use(house, offer, "make_standard", LILEI)
        await seen(house, f"messages/{FINANCE}", "Standard answer no. 1")
        for channel in (GENERAL, DEAL_ROOM):
            _, served = await house.ask(SAME, channel=channel, user=ALICE)
            assert "Profit over equity." in str(served)
            assert "Standard answer, verified by 李雷 on" in str(served["blocks"])
        await judge(house, served, "bad", ALICE, DEAL_ROOM)
        _, meanwhile = await house.ask("@termwise What's ROE?", channel=DEAL_ROOM)
        assert "While it waits." in str(meanwhile)
        notice = await seen(house, "messages/D0LILEI", "not helpful")
        await use(house, notice, "verify_standard", LILEI, "D0LILEI")
        await seen(house, "messages/D0LILEI", "shown until")
        _, served = await house.ask("@termwise ROE是什么", channel=GENERAL)
        assert "While it waits." in str(served)  # asked in Chinese: another question
        _, served = await house.ask(SAME, channel=DEAL_ROOM)
    assert "verified by 李雷" in str(served["blocks"])


async def test_what_was_answered_in_private_is_not_shown_in_public(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("To Alice.", "In the deal room.", "In public.")
    async with at_work(slack, runner, tmp_path):
        await house.ask("What is ROE?", channel="D0ALICE", user=ALICE)
        await house.ask(ROE, channel=DEAL_ROOM)
        _, public = await house.ask(SAME, user=ALICE)
        assert "In public." in str(public)
        assert "before" not in str(public["blocks"])
        _, near = await house.ask(f"@termwise {NEAR}", user=HANMEI)
        assert str(near["blocks"]).count("similar_question") == 1
        _, own = await house.ask("what does ROE mean", channel="D0ALICE", user=ALICE)
        assert "To Alice." in str(own)
        _, other = await house.ask("What is ROE?", channel="D0HANMEI", user=HANMEI)
        assert "In public." in str(other)  # everybody can read it


async def test_the_answer_to_a_deleted_question_is_served_to_nobody(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("To be forgotten.", "By dividing.", "Another.")
    async with at_work(slack, runner, tmp_path):
        ts, _ = await house.ask(ROE, user=ALICE)
        await house.post("delete", channel=FINANCE, user=ALICE, ts=ts)
        async with asyncio.timeout(5):
            while await house.answers(FINANCE, ts):
                await asyncio.sleep(0.02)
        await house.quiet()
        _, near = await house.ask(f"@termwise {NEAR}")
        assert "similar_question" not in str(near["blocks"])
        _, again = await house.ask(SAME)
    assert "Another." in str(again)


async def test_a_question_that_is_edited_after_a_similar_one_was_chosen_is_answered_itself(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("Profit over equity.", "By dividing.", "The edited one's.")
    async with at_work(slack, runner, tmp_path):
        await house.ask(ROE)
        ts, near = await house.ask(f"@termwise {NEAR}")
        await use(house, near, "similar_question:0")
        await house.settled(FINANCE, ts, turns=2)
        text = "@termwise Why does ROE matter to banks?"
        await house.post("edit", channel=FINANCE, user=ALICE, ts=ts, text=text)
        await house.settled(FINANCE, ts, turns=3)
        await house.quiet()
        shown = str(await house.answers(FINANCE, ts))
    assert "The edited one's." in shown
    assert "matter to banks" in runner.texts()[2]


async def test_the_shortcut_makes_a_standard_answer_of_a_changed_one(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("股价除以盈利。", "不该说的话。")
    async with at_work(slack, runner, tmp_path, reviewers=[LILEI]):
        _, answer = await house.ask("@termwise 什么是市盈率？")
        wish = {"channel": FINANCE, "message_ts": answer["ts"]}
        await house.post("shortcut", callback_id="make_standard_answer", user=LILEI, **wish)
        view = await seen(house, f"views/{LILEI}", "save_standard")
        submit = {
            "answer": {"input": "股价与每股收益之比。"},
            "wordings": {"input": "PE 是多少倍的意思？"},
        }
        done = await house.post("interact", user=LILEI, view_id=view["id"], submit=submit)
        assert "errors" not in done, done
        await seen(house, "messages/D0LILEI", "已保存标准回答")
        for text in ("市盈率是什么意思", "PE 是多少倍的意思"):
            _, served = await house.ask(f"@termwise {text}", channel=GENERAL)
            assert "股价与每股收益之比。" in str(served)
            assert "标准回答，由 李雷 于" in str(served["blocks"])
            assert "原问题：“什么是市盈率？”" in str(served["blocks"]) or "PE" in text
    assert len(runner.prompts) == 1
