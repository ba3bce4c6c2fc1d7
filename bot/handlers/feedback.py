"""Thumbs under an answer, and asking the same question again."""

from __future__ import annotations

from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.questions import Intake
from bot.handlers.review.clicks import SLACK_FAILURES, error_code
from bot.handlers.review.recall_cards import asked_note, is_note
from bot.handlers.texts import both
from conversation_store.records import Feedback, Verdict

log = structlog.get_logger(__name__)


def register_feedback(app: AsyncApp, feedback: Feedback, intake: Intake) -> None:
    """Handle the elements under an answer."""

    @app.action("answer_feedback")
    async def judged(
        ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], client: AsyncWebClient
    ) -> None:
        await ack()
        verdict: Verdict = "good" if action["value"] == "good" else "bad"
        await feedback.save(
            team_id=body["team"]["id"],
            channel_id=body["channel"]["id"],
            message_ts=body["message"]["ts"],
            user_id=body["user"]["id"],
            verdict=verdict,
        )
        await _tell(client, body, both(f"thanks_{verdict}"))

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
        if await intake.ask_again(channel, action["value"], user, event_id) == "gone":
            await _tell(client, body, both("not_known_any_more"))
        elif under_note:
            await _without_button(client, channel, body["message"])


async def _without_button(client: AsyncWebClient, channel: str, note: dict[str, Any]) -> None:
    try:
        await client.chat_update(channel=channel, ts=note["ts"], **asked_note(note))
    except SLACK_FAILURES as error:  # a click on what is left of it asks nothing twice
        log.warning("note not updated", channel=channel, error=error_code(error))


async def _tell(client: AsyncWebClient, body: dict[str, Any], text: str) -> None:
    message = body["message"]
    await client.chat_postEphemeral(
        channel=body["channel"]["id"],
        user=body["user"]["id"],
        thread_ts=message.get("thread_ts", message["ts"]),
        text=text,
    )
