"""A question about a term, asked in the person's direct message with the bot by one click."""

from __future__ import annotations

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.block_kit import Block, one_line, said, shown
from bot.handlers.questions import Intake
from bot.handlers.slack_text import escape
from bot.handlers.terms.asker import Asker
from bot.handlers.terms.texts import TERM_WORDS
from bot.question import Language, Term
from conversation_store.errors import StoreError

# A message of ours without a nonce would be taken for an answer that landed late, see
# own_messages.py; this one belongs to no answer.
_MARK = {"event_type": "termwise_asked", "event_payload": {"nonce": "asked by a click"}}


class AskAboutTerm:
    """Asks what a term means, for somebody."""

    def __init__(self, client: AsyncWebClient, intake: Intake) -> None:
        """Connect to Slack, and to what takes questions in."""
        self._client = client
        self._intake = intake

    async def ask(self, asker: Asker, term: Term, language: Language) -> None:
        """Open a thread with the question, take it in, and tell where the answer will be.

        Args:
            asker: who clicked.
            term: what it is about.
            language: what to ask in.

        Raises:
            StoreError: the question cannot be kept.
        """
        words = TERM_WORDS[language]
        question = words["question"].format(name=one_line(term.name, 200))
        try:
            channel, ts = await self._open_thread(
                asker, words["you_asked"].format(question=question)
            )
        except SlackApiError as error:
            await asker.tell(words["no_message"].format(code=escape(str(error.response["error"]))))
            return
        try:
            is_new = await self._intake.ask(
                channel,
                ts,
                asker.user_id,
                question,
                f"ask_about/{asker.trigger_id}",
                asker.team_id,
                senses=(term.concept,),
            )
        except StoreError:
            await self._client.chat_delete(channel=channel, ts=ts)
            raise
        if not is_new:  # the click was delivered twice
            await self._client.chat_delete(channel=channel, ts=ts)
            return
        text = words["answering"].format(question=question)
        link = await self._link(channel, ts, words["open_thread"])
        card = {"text": escape(text), "blocks": [shown(text), *link]}
        await asker.show(card, language, replace=False)

    async def _open_thread(self, asker: Asker, text: str) -> tuple[str, str]:
        opened = await self._client.conversations_open(users=asker.user_id)
        channel = str(opened["channel"]["id"])
        posted = await self._client.chat_postMessage(
            channel=channel, text=escape(text), blocks=[shown(text)], metadata=_MARK
        )
        return channel, str(posted["ts"])

    async def _link(self, channel: str, ts: str, label: str) -> list[Block]:
        """A link to the thread; nothing where Slack does not tell its address."""
        try:
            answer = await self._client.chat_getPermalink(channel=channel, message_ts=ts)
        except (SlackApiError, aiohttp.ClientError, TimeoutError):
            return []
        return [said(f"<{answer['permalink']}|{label}>")]
