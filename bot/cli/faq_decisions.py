"""Approving standard answers, letting them expire, and dismissing suggestions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time

from bot.cli.answer_differences import called
from bot.cli.faq_lists import answer_with
from bot.cli.output import say
from bot.cli.store import who, with_store
from bot.errors import UserError
from bot.faq.files.row import NAME_LENGTH, date_of, line_of
from conversation_store.asked_questions import AskedQuestions
from conversation_store.cache_removals import CacheRemovals
from conversation_store.database import Database
from conversation_store.standard_answers import StandardAnswer, StandardAnswers

_USER = re.compile(r"[UW][A-Z0-9]{2,}")
_WITHIN_S = 10
_ALL = 100_000  # suggestions: more than anybody reads


def approve(id: int, by: str, expires_on: str) -> None:
    """Approve a standard answer.

    Args:
        id: its id.
        by: who vouches for it.
        expires_on: the day from which on it is not served; empty to leave that as it is.

    Raises:
        UserError: there is no such answer, or it would have expired already.
    """
    name, now = _name(by), datetime.now(UTC)
    day = date_of("--expires-on", expires_on, "termwise faq approve")
    until = datetime.combine(day, time.min, UTC) if day else None

    def approved(before: StandardAnswer) -> StandardAnswer:
        expires_at = until or before.expires_at
        if expires_at and expires_at <= now:
            raise UserError(
                f"Standard answer {id} would have expired on {expires_at:%Y-%m-%d}: give a later "
                "day by --expires-on."
            )
        return replace(
            before, status="approved", verified_by=name, verified_at=now, expires_at=expires_at
        )

    with_store(lambda database: _decide(database, id, approved, name, "approve"))


def expire(id: int, by: str) -> None:
    """Let a standard answer expire.

    Args:
        id: its id.
        by: who decides so.

    Raises:
        UserError: there is no such answer.
    """

    def expired(before: StandardAnswer) -> StandardAnswer:
        return replace(before, status="expired")

    with_store(lambda database: _decide(database, id, expired, _name(by), "expire"))


def forget(user: str) -> None:
    """Take all cached answers out that somebody asked for.

    Raises:
        UserError: it is no user's id.
    """
    if not _USER.fullmatch(user):
        raise UserError(f"{user!r} is no Slack user's id: it looks like U012ABCDEF.")

    async def forgotten(database: Database) -> None:
        await CacheRemovals(database).add("person", user)
        await AskedQuestions(database).forget_person(user)

    with_store(forgotten)
    say(f"Forgotten: running bots take out within {_WITHIN_S} seconds what {user} asked for.")


def dismiss(key: str) -> None:
    """Take a suggestion off the list for good.

    Raises:
        UserError: there is none with this key.
    """

    async def forget(database: Database) -> None:
        asked = AskedQuestions(database)
        if key not in {one.key for one in await asked.most(_ALL)}:
            raise UserError(
                f"No suggestion has the key {key}: `termwise faq suggestions` shows them all."
            )
        await asked.dismiss(key)

    with_store(forget)
    say(f"{key}: dismissed for good.")


async def _decide(
    database: Database,
    id: int,
    change: Callable[[StandardAnswer], StandardAnswer],
    by: str,
    action: str,
) -> None:
    before = await answer_with(database, id)
    after = await StandardAnswers(database).put(
        change(before), who=f"{by} ({who()})", action=action, expected=before.revision
    )
    if after.revision == before.revision:
        say(f"{called(after)}: {after.status} already, revision {after.revision}")
    else:
        statuses = f"{before.status} -> {after.status}"
        say(f"{called(after)}: {statuses}, revision {before.revision} -> {after.revision}")


def _name(by: str) -> str:
    return line_of("--by", by, "termwise faq", NAME_LENGTH, least=1)
