"""Thumbs under an answer, and asking the same question again."""

from __future__ import annotations

from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.block_kit import Block, Card
from bot.handlers.faq.verdicts import Verdicts
from bot.handlers.questions import Intake
from bot.handlers.review.clicks import SLACK_FAILURES, click_of, error_code
from bot.handlers.review.recall_cards import asked_note, is_note
from bot.handlers.review.words import both_words
from bot.handlers.slack_text import escape
from bot.handlers.texts import both
from bot.question import language_of
from conversation_store.errors import StoreError
from conversation_store.records import Feedback, Verdict

log = structlog.get_logger(__name__)


def register_feedback(
    app: AsyncApp, feedback: Feedback, intake: Intake, verdicts: Verdicts
) -> None:
    """Handle the elements under an answer.

    Args:
        app: the Bolt app.
        feedback: keeps the verdicts.
        intake: takes in what is asked again.
        verdicts: acts on them.
    """

    @app.action("answer_feedback")
    async def judged(
        ack: AsyncAck,
        body: dict[str, Any],
        action: dict[str, Any],
        client: AsyncWebClient,
        context: AsyncBoltContext,
    ) -> None:
        await ack()
        click = click_of(body, context)
        verdict: Verdict = "good" if action["value"] == "good" else "bad"
        offer: Card | None = None
        try:
            await feedback.save(
                team_id=body["team"]["id"],
                channel_id=body["channel"]["id"],
                message_ts=body["message"]["ts"],
                user_id=body["user"]["id"],
                verdict=verdict,
            )
            if verdict == "bad":
                await verdicts.bad(click)
            else:
                offer = await verdicts.offer(click, language_of(body["message"].get("text", "")))
        except StoreError as error:
            log.error("a verdict came to nothing", reason=str(error))
            await _tell(client, body, both_words("store_failed", error=escape(str(error))))
            return
        thanks = both(f"thanks_{verdict}")
        await _tell(client, body, **(offer or {"text": thanks}))

    @app.action("ask_again")
    async def again(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient
    ) -> None:
        await ack()
        channel, user = body["channel"]["id"], body["user"]["id"]
        under_note = is_note(action.get("block_id", ""))
        # One click is one new question, however often Slack delivers it; but all who click on a
        # note want the same answer.
        asking = f"{channel}/{body['message']['ts']}" if under_note else body["trigger_id"]
        event_id = f"ask_again/{asking}"
        try:
            asked = await intake.ask_again(channel, action["value"], user, event_id)
        except StoreError as error:
            log.error("question not asked again", reason=str(error))
            await _tell(client, body, both_words("store_failed", error=escape(str(error))))
            return
        if asked == "gone":
            await _tell(client, body, both("not_known_any_more"))
        elif under_note:
            await _without_button(client, channel, body["message"])


async def _without_button(client: AsyncWebClient, channel: str, note: dict[str, Any]) -> None:
    try:
        await client.chat_update(channel=channel, ts=note["ts"], **asked_note(note))
    except SLACK_FAILURES as error:  # a click on what is left of it asks nothing twice
        log.warning("note not updated", channel=channel, error=error_code(error))


async def _tell(
    client: AsyncWebClient, body: dict[str, Any], text: str, blocks: list[Block] | None = None
) -> None:
    message = body["message"]
    await client.chat_postEphemeral(
        channel=body["channel"]["id"],
        user=body["user"]["id"],
        thread_ts=message.get("thread_ts", message["ts"]),
        text=text,
        blocks=blocks,
    )
