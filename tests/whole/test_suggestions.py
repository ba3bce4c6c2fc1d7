"""The whole bot: what people suggest and approve is what the next question is answered with."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import text

from bot.playground.slack import SlackStandIn
from conversation_store.database import Database
from conversation_store.suggestions import Suggestions
from conversation_store.wanted import Wanted
from tests.glossaries import term
from tests.scripted import ScriptedRunner
from tests.whole.house import House, Json, at_work

ALICE, LILEI, HANMEI = "U0ALICE", "U0LILEI", "U0HANMEI"
REVIEWERS = (LILEI, HANMEI)
NAME = "客户净留存"
DEFINITION = "期初客户在一年后带来的收入与期初收入之比。"


async def seen(house: House, place: str, text: str) -> Json:
    """The newest message, or the Home tab, that holds a text."""
    async with asyncio.timeout(10):
        while True:
            shown = await house.get(place)
            for one in reversed(shown if isinstance(shown, list) else [shown]):
                if text in str(one):
                    return dict(one)
            await asyncio.sleep(0.02)


async def asked_for(folder: Path) -> None:
    """Somebody has asked by a name that nobody has defined."""
    database = await Database.open(f"sqlite:///{folder}/termwise.db")
    await Wanted(database).count(NAME, NAME, "zh", user_id=ALICE, in_public=True)
    await database.close()


async def act_at_home(house: House, user: str, action: str, text: str) -> None:
    await house.post("open-home", user=user)
    home = await seen(house, f"home/{user}", text)
    await house.post("interact", user=user, view_id=home["id"], action_id=action)


async def suggest(house: House) -> None:
    """A reviewer defines what people ask for: the other one is to approve it."""
    await act_at_home(house, LILEI, "define_name", NAME)
    view = await seen(house, f"views/{LILEI}", "suggest_term")
    entered = {"field": "finance", "definition": DEFINITION, "source": "内部口径", "note": "常问"}
    submit = {part: {"input": value} for part, value in entered.items()}
    answer = await house.post("interact", user=LILEI, view_id=view["id"], submit=submit)
    assert "errors" not in answer, answer
    await seen(house, "messages/D0LILEI", "已交给负责人")


async def test_the_next_question_is_answered_with_what_was_approved(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    runner = ScriptedRunner("不知道。", "知道了。")
    await asked_for(tmp_path)
    async with at_work(slack, runner, tmp_path, reviewers=REVIEWERS):
        await house.ask(f"@termwise 什么是{NAME}？")
        await suggest(house)
        await house.ask(f"@termwise {NAME}是多少？")
        card = await seen(house, "messages/D0HANMEI", "approve_suggestion")
        wish = {"channel": "D0HANMEI", "message_ts": card["ts"]}
        await house.post("interact", user=HANMEI, action_id="approve_suggestion", **wish)
        await seen(house, "messages/D0LILEI", "批准")
        await house.quiet()
        _, answer = await house.ask(f"@termwise 什么是{NAME}？")
    assert "知道了" in str(answer)  # not what was answered before
    texts = runner.texts()
    assert [DEFINITION in text for text in texts] == [False, False, True]


async def test_a_suggestion_that_reached_nobody_is_shown_once_after_a_restart(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    database = await Database.open(f"sqlite:///{tmp_path}/termwise.db")
    suggestions, new = Suggestions(database), term("nrr", NAME, "zh", definition=DEFINITION)
    # As a process leaves it that is killed right after the submission.
    made = await suggestions.add(
        new, team_id="T0PLAY", base_revision=0, suggested_by=ALICE, note=""
    )
    async with database.transaction() as connection:
        await connection.execute(text("UPDATE suggestions SET leased_until = 0"))
    for _ in range(2):
        async with at_work(slack, ScriptedRunner("好。"), tmp_path, reviewers=REVIEWERS):
            for user in REVIEWERS:
                await seen(house, f"messages/D0{user[2:]}", DEFINITION)
            await house.quiet()
    for user in REVIEWERS:
        shown = await house.get(f"messages/D0{user[2:]}")
        assert len([one for one in shown if DEFINITION in str(one)]) == 1
    noted = await suggestions.get(made.id)
    assert noted
    assert len(noted.cards) == 2
    await database.close()


async def test_a_suggestion_made_before_a_restart_waits_in_the_home_tab(
    house: House, slack: SlackStandIn, tmp_path: Path
) -> None:
    database = await Database.open(f"sqlite:///{tmp_path}/termwise.db")
    new = term("nrr", NAME, "zh", definition=DEFINITION)
    await Suggestions(database).add(
        new, team_id="T0PLAY", base_revision=0, suggested_by=ALICE, note=""
    )
    runner = ScriptedRunner("好。")
    async with at_work(slack, runner, tmp_path, reviewers=REVIEWERS):
        await act_at_home(house, LILEI, "approve_suggestion", NAME)
        await seen(house, "messages/D0ALICE", "批准")
        await house.ask(f"@termwise 什么是{NAME}？")
    assert DEFINITION in runner.texts()[0]
    await database.close()
