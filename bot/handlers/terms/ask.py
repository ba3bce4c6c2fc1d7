"""A question about a term, asked in the person's direct message with the bot by one click."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from weakref import WeakValueDictionary

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.block_kit import Block, one_line, said, shown
from bot.handlers.questions import Intake
from bot.handlers.slack_text import escape
from bot.handlers.terms.asker import Asker
from bot.handlers.terms.texts import TERM_WORDS
from bot.question import Language, Term

# A message of ours without a nonce would be taken for an answer that landed late, see
# own_messages.py; this one belongs to no answer.
_MARK = {"event_type": "termwise_asked", "event_payload": {"nonce": "asked by a click"}}

_MOST_KNOWN = 1_000  # threads, to which further clicks lead
_Thread = tuple[str, str]  # the ids of a channel, and of the message that opens it


class AskAboutTerm:
    """Asks what a term means, for somebody: once for each card, however often it is clicked."""

    def __init__(self, client: AsyncWebClient, intake: Intake) -> None:
        """Connect to Slack, and to what takes questions in."""
        self._client = client
        self._intake = intake
        self._asked: OrderedDict[str, _Thread] = OrderedDict()
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

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
        card_id = asker.card_id or asker.trigger_id
        event_id = f"ask_about/{card_id}/{term.concept}/{asker.user_id}"
        try:
            async with self._asking.setdefault(event_id, asyncio.Lock()):
                thread = self._asked.get(event_id)
                if thread is None:
                    thread = await self._take_in(asker, term, question, event_id, words)
        except SlackApiError as error:
            await asker.tell(words["no_message"].format(code=escape(str(error.response["error"]))))
            return
        text = words["answering"].format(question=question)
        link = await self._link(*thread, words["open_thread"]) if thread else []
        card = {"text": escape(text), "blocks": [shown(text), *link]}
        await asker.show(card, language, replace=False)

    async def _take_in(
        self, asker: Asker, term: Term, question: str, event_id: str, words: dict[str, str]
    ) -> _Thread | None:
        """Ask; None where it was asked before, by a process that knows where."""
        channel, ts = await self._open_thread(asker, words["you_asked"].format(question=question))
        senses = (term.concept,)
        is_new = False
        try:
            is_new = await self._intake.ask(
                channel, ts, asker.user_id, question, event_id, asker.team_id, senses=senses
            )
        finally:
            if not is_new:
                await self._client.chat_delete(channel=channel, ts=ts)
        if not is_new:
            return None
        self._asked[event_id] = channel, ts
        if len(self._asked) > _MOST_KNOWN:
            self._asked.popitem(last=False)
        return channel, ts

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
