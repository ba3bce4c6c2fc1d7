"""A word with several senses: the bot asks which, and a click answers; cards without the model."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from bot.playground.slack import SlackStandIn
from conversation_store.database import Database
from conversation_store.term_changes import TermChanges
from conversation_store.terms import TermKey, Terms
from tests.scripted import ScriptedRunner
from tests.whole.house import House, Json, at_work


async def rename_everywhere(folder: Path, concept: str) -> None:
    """Take its names away from a concept, as another replica would."""
    database = await Database.open(f"sqlite:///{folder}/termwise.db")
    try:
        keys: list[TermKey] = [(concept, "zh"), (concept, "en")]
        for place, term in enumerate((await Terms(database).get(keys)).values()):
            other = replace(term, name=f"renamed {place}", aliases=(), abbreviation="")
            await TermChanges(database).put(other, who="U1", action="edit")
    finally:
        await database.close()


ALICE, BOB, FINANCE = "U0ALICE", "U0LILEI", "C0FINANCE"


def buttons(message: Json) -> dict[str, Json]:
    found = [e for b in message["blocks"] if b["type"] == "actions" for e in b["elements"]]
    return {element["text"]["text"]: element for element in found}


async def click(house: House, message: Json, label: str, user: str = ALICE) -> None:
    await house.post(
        "interact",
        user=user,
        channel=FINANCE,
        message_ts=message["ts"],
        action_id=buttons(message)[label]["action_id"],
    )


async def test_a_click_on_a_sense_answers_the_question_with_it(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("一种权利。")
    async with at_work(slack, runner, tmp_path):
        ts, asked = await house.ask("@termwise 什么是 PE？")
        assert "几个意思" in asked["text"]
        assert {"市盈率 (finance)", "肺栓塞 (medicine)"} <= set(buttons(asked))
        assert runner.prompts == []
        await click(house, asked, "肺栓塞 (medicine)")
        picked, answer = await house.settled(FINANCE, ts, turns=2)
    assert picked["text"] == "✓ 肺栓塞 (medicine)"
    assert "一种权利。" in str(answer)
    assert "肺" in runner.texts()[0]
    assert "每股收益" not in runner.texts()[0]


async def test_two_people_who_choose_at_once_get_one_answer(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("A bond.")
    async with at_work(slack, runner, tmp_path):
        ts, asked = await house.ask("@termwise What is PE?")
        first, second, *_ = list(buttons(asked))
        await asyncio.gather(
            click(house, asked, first), click(house, asked, second, BOB), return_exceptions=True
        )
        await house.settled(FINANCE, ts, turns=2)
        await house.quiet()
        messages = await house.messages(FINANCE)
    assert len(runner.prompts) == 1
    (picked,) = (one for one in messages if one["text"].startswith("✓ "))
    (told,) = (one for one in messages if "has chosen already" in one["text"])
    chosen = first if told["visible_to"] == BOB else second
    assert picked["text"] == f"✓ {chosen}"


async def test_a_meaning_that_was_taken_back_meanwhile_cannot_be_chosen(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("x")
    async with at_work(slack, runner, tmp_path):
        ts, asked = await house.ask("@termwise 什么是 PE？")
        label = "肺栓塞 (medicine)"
        await rename_everywhere(tmp_path, buttons(asked)[label]["value"])
        await click(house, asked, label)
        await house.quiet()
        told = [m for m in await house.messages(FINANCE) if m.get("visible_to") == ALICE]
        (left,) = await house.answers(FINANCE, ts)
    assert "not in the glossary any more" in told[-1]["text"]
    assert left["blocks"] == asked["blocks"]
    assert runner.prompts == []


async def test_a_choice_for_a_question_that_is_gone_says_so(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    async with at_work(slack, ScriptedRunner("x"), tmp_path):
        _, asked = await house.ask("@termwise What is PE?")
    async with at_work(slack, ScriptedRunner("x"), tmp_path / "another"):
        await click(house, asked, next(iter(buttons(asked))))
        await house.quiet()
        told = [m for m in await house.messages(FINANCE) if m.get("visible_to") == ALICE]
    assert "not known any more" in told[-1]["text"]


async def test_a_card_in_a_thread_does_not_wait_for_the_model(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("slow " * 300, seconds_per_token=0.05)
    async with at_work(slack, runner, tmp_path):
        await house.say("@termwise What is EBITDA?", channel=FINANCE)
        ts = await house.say("@termwise term ROE", channel=FINANCE)
        shown = await house.shown(ts)
        assert "return on equity" in str(shown)
