"""Questions that are like the one that was asked, each a button that shows its answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.block_kit import MOST_LABEL, MOST_VALUE, Block, button, one_line, said
from bot.handlers.questions import Intake
from bot.handlers.review.words import both_words
from bot.handlers.slack_text import escape
from bot.handlers.texts import WORDS, both
from bot.question import Language
from conversation_store.errors import StoreError

log = structlog.get_logger(__name__)

_PREFIX = "similar:"  # of the block, before the question's ts


def similar_blocks(wordings: Sequence[str], language: Language, question_ts: str) -> list[Block]:
    """The buttons below an answer; none where nothing is similar."""
    buttons = [
        button(f"similar_question:{place}", one_line(wording, MOST_LABEL), wording)
        for place, wording in enumerate(wordings)
        if len(wording) <= MOST_VALUE
    ]
    if not buttons:
        return []
    block = {"type": "actions", "block_id": f"{_PREFIX}{question_ts}", "elements": buttons}
    return [said(WORDS[language]["similar"]), block]


def register_similar(app: AsyncApp, intake: Intake) -> None:
    """Answer the similar question that somebody has chosen, in place of the one that was asked."""

    @app.action(re.compile("^similar_question:"))
    async def chosen(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient
    ) -> None:
        await ack()
        channel, user, message = body["channel"]["id"], body["user"]["id"], body["message"]
        question_ts = action["block_id"].removeprefix(_PREFIX)
        # One answer for each button, however many click on it.
        event_id = f"similar/{channel}/{message['ts']}/{action['action_id']}"
        try:
            asked = await intake.ask_again(
                channel, question_ts, user, event_id, instead=action["value"]
            )
        except StoreError as error:
            log.error("similar question not taken in", reason=str(error))
            told = both_words("store_failed", error=escape(str(error)))
        else:
            told = both("not_known_any_more") if asked == "gone" else ""
        if told:
            await client.chat_postEphemeral(
                channel=channel,
                user=user,
                thread_ts=message.get("thread_ts", message["ts"]),
                text=told,
            )
