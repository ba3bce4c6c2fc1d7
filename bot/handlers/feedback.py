"""Thumbs under an answer, and asking the same question again."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.questions import Intake
from bot.handlers.texts import both
from conversation_store.records import Feedback, Verdict


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
        # One click is one new question, however often Slack delivers it.
        event_id = f"ask_again/{body['trigger_id']}"
        channel, user = body["channel"]["id"], body["user"]["id"]
        if not await intake.ask_again(channel, action["value"], user, event_id):
            await _tell(client, body, both("not_known_any_more"))


async def _tell(client: AsyncWebClient, body: dict[str, Any], text: str) -> None:
    message = body["message"]
    await client.chat_postEphemeral(
        channel=body["channel"]["id"],
        user=body["user"]["id"],
        thread_ts=message.get("thread_ts", message["ts"]),
        text=text,
    )
