"""``/term``, the buttons of its cards, and the shortcut that explains a message's terms."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.questions import Intake
from bot.handlers.slack_text import unescape
from bot.handlers.terms.ask import AskAboutTerm
from bot.handlers.terms.asker import Asker
from bot.handlers.terms.buttons import Deed, TermButtons
from bot.handlers.terms.command import Suggest, TermCommand
from bot.handlers.terms.entries import TermDesk
from bot.handlers.terms.explain import CALLBACK_ID, ExplainTerms
from bot.handlers.terms.quota import Quota
from bot.handlers.terms.texts import in_both
from conversation_store.errors import StoreError

log = structlog.get_logger(__name__)


def register_terms(
    app: AsyncApp,
    desk: TermDesk,
    intake: Intake,
    suggest: Suggest,
    quota: Quota,
) -> None:
    """Answer ``/term``, the buttons of its cards and the shortcut "Explain terms".

    Everything is acknowledged before the store is asked: Slack waits for three seconds only.

    Args:
        app: the Bolt app.
        desk: the glossary, and what is remembered about its use.
        intake: takes in what is asked by a click.
        suggest: opens the form for a suggestion.
        quota: of commands for each person.
    """
    command = TermCommand(desk, suggest)
    buttons = TermButtons(desk, command, AskAboutTerm(app.client, intake), suggest)
    explaining = ExplainTerms(desk.glossary, app.client)

    @app.command("/term")
    async def entered(
        ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        if not quota.allows(body["user_id"]):
            await ack(response_type="ephemeral", text=in_both("slow_down", most=quota.most))
            return
        await ack()
        asker = Asker(body, respond, client)
        await _answer(asker, command.run, unescape(body.get("text") or ""))

    @app.shortcut(CALLBACK_ID)
    async def explained(ack: AsyncAck, shortcut: dict[str, Any]) -> None:
        await ack()
        await explaining.explain(shortcut)

    for name, deed in buttons.deeds().items():
        app.action(re.compile(f"^{name}:"))(_clicked(deed))


def _clicked(deed: Deed) -> Callable[..., Awaitable[None]]:
    """The listener for a click that does ``deed``."""

    async def clicked(
        ack: AsyncAck,
        body: dict[str, Any],
        action: dict[str, Any],
        respond: AsyncRespond,
        client: AsyncWebClient,
    ) -> None:
        await ack()
        chosen = action.get("selected_option") or action
        await _answer(Asker(body, respond, client), deed, str(chosen.get("value") or ""))

    return clicked


async def _answer(asker: Asker, deed: Deed, value: str) -> None:
    """Do what somebody wants; whatever fails, they are told so."""
    try:
        await deed(asker, value)
    except StoreError as error:  # it says all that is to be known
        log.error("glossary not read", reason=str(error))
        await asker.tell(in_both("store"))
    except Exception:  # a fault of ours, or of Slack's: no reason to be silent
        await asker.tell(in_both("failed"))
        log.exception("not done")
