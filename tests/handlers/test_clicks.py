"""Who clicked, as Slack vouches for it."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from sqlalchemy import text

from bot.handlers.review.clicks import click_of
from bot.handlers.review.deciders import Deciders
from conversation_store.database import Database
from conversation_store.records import Audit
from tests.glossaries import term

OWNED = term("roe", "ROE", owner="U0LILEI")


def body(**more: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {"user": {"id": "U0LILEI", "team_id": "T1"}, "team": {"id": "T1"}}
    return plain | more


def context() -> AsyncBoltContext:
    context = AsyncBoltContext()
    result = AuthorizeResult(enterprise_id=None, team_id="T1", bot_user_id="U0BOT")
    context.set_authorize_result(result)
    return context


@pytest.mark.parametrize(
    ("payload", "allowed"),
    [
        (body(), True),
        (body(user={"id": "U0LILEI"}), True),  # some payloads do not tell the person's team
        (body(user={"id": "U0LILEI", "team_id": "T2"}), False),
        (body(team={"id": "T2"}), False),
        (body(team=None), False),
        (body(user={"id": "U0ALICE", "team_id": "T1"}), False),
    ],
)
async def test_only_people_of_the_own_workspace_decide(
    payload: dict[str, Any], allowed: bool, tmp_path: Any
) -> None:
    database = await Database.open(f"sqlite:///{tmp_path}/termwise.db")
    deciders = Deciders([], Audit(database))
    click = click_of(payload, context())
    assert await deciders.allows(click, OWNED, "approve") is allowed
    async with database.reading() as connection:
        refusals = await connection.scalar(text("SELECT count(*) FROM audit WHERE allowed = 0"))
    assert refusals == (0 if allowed else 1)
    await database.close()


def test_an_owner_who_is_no_slack_user_decides_nothing() -> None:
    deciders = Deciders(["U0LILEI", "U0LILEI"], Audit.__new__(Audit))
    assert deciders.of(term("roe", "ROE", owner="Finance team")) == ("U0LILEI",)
    assert deciders.of(term("roe", "ROE", owner="W0HAN")) == ("W0HAN", "U0LILEI")
    assert deciders.of(None) == ("U0LILEI",)
