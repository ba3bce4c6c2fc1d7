"""The person who entered a command or used a button, and the ways of answering them alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
import structlog
from slack_bolt.async_app import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.block_kit import Card, said
from bot.handlers.terms.lists import modal
from bot.handlers.terms.texts import TERM_WORDS
from bot.question import Language

log = structlog.get_logger(__name__)

_FAULTS = (SlackApiError, aiohttp.ClientError, TimeoutError, OSError)


class Asker:
    """Answers one command or click.

    A ``response_url`` works where the app is no member; it takes five posts in 30 minutes
    (https://docs.slack.dev/interactivity/handling-user-interaction#message_responses). Where it
    takes no more, the person is told in the channel, or else in their direct message.

    Attributes:
        user_id: who it is.
        team_id: their workspace.
        channel_id: where it happened; empty in App Home and in a modal.
        thread_ts: the thread it happened in, or empty.
        trigger_id: opens one modal within three seconds, and tells this deed from all others.
        card_id: the message or the modal that was clicked in; empty for a command.
    """

    def __init__(
        self, body: Mapping[str, Any], respond: AsyncRespond, client: AsyncWebClient
    ) -> None:
        """Take over what Slack tells.

        Args:
            body: the payload of a command, of a click or of a shortcut.
            respond: answers by the ``response_url``, if there is one.
            client: calls Slack's methods.
        """
        container, message = body.get("container") or {}, body.get("message") or {}
        team, channel = body.get("team") or {}, body.get("channel") or {}
        self.user_id = str(body.get("user_id") or body["user"]["id"])
        self.team_id = str(body.get("team_id") or team.get("id") or body["user"]["team_id"])
        self.channel_id = str(body.get("channel_id") or channel.get("id") or "")
        self.thread_ts = str(container.get("thread_ts") or message.get("thread_ts") or "")
        self.trigger_id = str(body["trigger_id"])
        self._on_message = str(container.get("message_ts") or "")
        self.card_id = self._on_message or str((body.get("view") or {}).get("id") or "")
        self._before_all = bool(self._on_message) and not container.get("is_ephemeral")
        self._view = body.get("view") or {}
        self._respond = respond
        self._client = client

    async def show(self, card: Card, language: Language, *, replace: bool = True) -> None:
        """Show a card to this person alone.

        Args:
            card: what to show.
            language: the language of the modal's own words, where it needs one.
            replace: whether it takes the place of the card that was clicked; what all can see
                is never replaced.
        """
        if not self.channel_id:
            if not await self.open(modal(TERM_WORDS[language]["entry"], card["blocks"], language)):
                await self._write(card)
        elif self._before_all:
            if not await self._whisper(card):
                await self._post(card, response_type="ephemeral", replace_original=False)
        else:
            in_place = {"replace_original": replace} if self._on_message else {}
            shown = await self._post(card, response_type="ephemeral", **in_place)
            if not (shown or await self._whisper(card)):
                await self._write(card)

    async def tell(self, text: str) -> None:
        """Say something to this person alone, below what is there."""
        await self.show({"text": text, "blocks": [said(text)]}, "en", replace=False)

    async def announce(self, card: Card) -> bool:
        """Show a card to all in the channel, or the thread; False where Slack does not take it."""
        thread = {"thread_ts": self.thread_ts} if self.thread_ts else {}
        in_place = {"replace_original": False} if self._on_message else {}
        return await self._post(card, response_type="in_channel", **in_place, **thread)

    async def is_with_bot(self) -> bool:
        """Whether this is the person's direct message with the bot, not one with somebody else."""
        if not self.channel_id.startswith("D"):
            return False
        try:
            opened = await self._client.conversations_open(users=self.user_id)
        except _FAULTS as error:
            log.info("direct message not known", reason=_reason(error))
            return True  # a card without a button does less harm than one that fails
        return str(opened["channel"]["id"]) == self.channel_id

    async def _post(self, card: Card, **how: Any) -> bool:
        try:
            answer = await self._respond(**card, **how)
        except (*_FAULTS, ValueError) as error:  # ValueError: there is no response_url
            log.warning("response_url of no use", reason=repr(error))
            return False
        if answer.status_code != 200:
            log.warning("response_url of no use", status=answer.status_code, reason=answer.body)
        return answer.status_code == 200

    async def _whisper(self, card: Card) -> bool:
        thread_ts = self.thread_ts or (self._on_message if self._before_all else "")
        try:
            await self._client.chat_postEphemeral(
                channel=self.channel_id, user=self.user_id, thread_ts=thread_ts or None, **card
            )
        except _FAULTS as error:  # such as a channel that the app is not in
            log.info("not whispered", reason=_reason(error))
            return False
        return True

    async def _write(self, card: Card) -> bool:
        try:
            opened = await self._client.conversations_open(users=self.user_id)
            await self._client.chat_postMessage(channel=opened["channel"]["id"], **card)
        except _FAULTS as error:
            log.warning("nobody could be told", user=self.user_id, reason=_reason(error))
            return False
        return True

    async def open(self, view: dict[str, Any]) -> bool:
        """Show a modal: over the first one, and in the place of any further one."""
        try:
            if self._view.get("type") != "modal":
                await self._client.views_open(trigger_id=self.trigger_id, view=view)
            elif not self._view.get("previous_view_id"):
                await self._client.views_push(trigger_id=self.trigger_id, view=view)
            else:  # three at most lie one upon the other
                await self._client.views_update(view_id=self._view["id"], view=view)
        except _FAULTS as error:
            log.warning("modal not opened", reason=_reason(error))
            return False
        return True


def _reason(error: Exception) -> str:
    return str(error.response["error"]) if isinstance(error, SlackApiError) else repr(error)
