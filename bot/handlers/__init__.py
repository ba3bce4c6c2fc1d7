"""The Slack surface; nothing else imports slack_bolt or slack_sdk but the composition root."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.handlers.feedback import register_feedback
from bot.handlers.lifecycle import register_lifecycle
from bot.handlers.questions import Intake
from bot.handlers.review.review import Review, register_review
from bot.handlers.similar import register_similar
from bot.handlers.terms.entries import TermDesk
from bot.handlers.terms.listeners import register_terms
from bot.handlers.terms.quota import Quota
from bot.handlers.terms.sense_picker import register_sense_picker
from conversation_store.errors import StoreError
from conversation_store.records import Feedback
from conversation_store.threads import ThreadKey


def keep_questions(
    intake: Intake, me: str, store_failed: Callable[[], None]
) -> Callable[..., Awaitable[None]]:
    """The middleware that stores questions, for Bolt's ``before_authorize``.

    Bolt acknowledges an event before its listener runs, but after the middleware: only here is a
    question on the disk before Slack believes it delivered. And it must be before Bolt calls
    ``auth.test``: an event after which that fails is acknowledged and gone.

    Args:
        intake: takes questions in.
        me: the bot's own user id.
        store_failed: told when a question could not be stored.
    """

    async def keep(body: dict[str, Any], next_: Callable[[], Awaitable[None]]) -> None:
        if body.get("type") == "event_callback":
            try:
                await intake.receive(body, me)
            except StoreError:
                store_failed()
                raise  # so that it is not acknowledged
        await next_()

    return keep


def register(
    app: AsyncApp,
    *,
    intake: Intake,
    desk: TermDesk,
    lookups: Quota,
    feedback: Feedback,
    review: Review,
    stop: Callable[[ThreadKey], Awaitable[None]],
) -> None:
    """Connect the rooms to Slack's events, commands and clicks.

    Args:
        app: the Bolt app, made with :func:`keep_questions`.
        intake: takes questions in that are asked again, or by a click.
        desk: answers ``/term``.
        lookups: how often a person may enter it.
        feedback: keeps what people think of the answers.
        review: what people suggest and decide, and App Home.
        stop: ends what is being answered in a thread.
    """
    register_terms(app, desk, intake, review.suggesting.open, lookups)
    register_feedback(app, feedback, intake, review.verdicts)
    register_sense_picker(app, intake, desk.glossary)
    register_similar(app, intake)
    register_review(app, review)
    register_lifecycle(app, stop)

    @app.event(re.compile(".+"))
    async def acknowledge() -> None:
        """All other events: one without a listener is never acknowledged, so Slack repeats it."""
