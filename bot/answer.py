"""THE path: every surface makes a Question and calls ``Answerer.answer``."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Literal, Protocol

import structlog

from bot.errors import AccessLost, EngineError, LeaseLost, ReplyFailed, ReplyStopped
from bot.faq.asked import Asked
from bot.faq.frequent import FrequentQuestions
from bot.faq.recalled import Recalled
from bot.llm.engine import Engine
from bot.llm.sequence import FinishReason, SamplingParams
from bot.prompt import BuiltPrompt, PromptBuilder
from bot.question import Question, Revisions, Term
from bot.terms.lookup import Lookup, card_asked_for, name_asked_for
from bot.terms.terminology import Ambiguity, Terminology
from conversation_store.errors import StoreError
from conversation_store.threads import Message, ThreadKey, Threads

log = structlog.get_logger(__name__)

Outcome = Literal[
    "finished", "length", "timed_out", "stopped", "failed", "help", "card", "which_sense",
    "too_late", "missed", "busy", "too_many", "person_quota", "channel_quota",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, ready to be shown.

    Attributes:
        text: the model's Markdown; empty where the outcome says it all.
        outcome: how it ended: by itself, at the length limit, out of time, stopped by the asker,
            or failed; or that nothing was asked, so help is due; or that a card is shown, or a
            choice of senses; or why it was not answered: it waited too long, came while we were
            away, too much waits, its asker or channel has asked too much.
        terms: the terms whose definitions were in the prompt.
        recalled: where it comes from, if it had not to be made.
        similar: wordings of other questions that have an answer and look like this one.
        question_kept: how many characters of a too long question were read.
        lookup: what the glossary has, where a term's card was asked for.
        unclear: the word whose sense is to be chosen before there is an answer.
    """

    text: str
    outcome: Outcome = "finished"
    terms: tuple[Term, ...] = ()
    recalled: Recalled | None = None
    similar: tuple[str, ...] = ()
    question_kept: int | None = None
    lookup: Lookup | None = None
    unclear: Ambiguity | None = None


class Reply(Protocol):
    """Where an answer goes: a Slack thread, a terminal, an evaluation."""

    async def append(self, text: str) -> None:
        """Show a further piece of the answer.

        Raises:
            ReplyStopped: the asker wants no more of it.
            ReplyFailed: it can be shown nowhere any more.
        """

    async def finish(self, answer: Answer) -> str:
        """Show the whole answer in its final form, once; returns the ts of its last message.

        Raises:
            ReplyFailed: it can be shown nowhere any more.
        """


class Answerer:
    """Answers questions from history, cache, glossary and model."""

    def __init__(
        self,
        *,
        threads: Threads,
        frequent: FrequentQuestions,
        terms: Terminology,
        prompts: PromptBuilder,
        engine: Engine,
        params: SamplingParams,
        revisions: Revisions,
    ) -> None:
        self._threads = threads
        self._frequent = frequent
        self._terms = terms
        self._prompts = prompts
        self._engine = engine
        self._params = params
        self._revisions = revisions

    async def answer(
        self, question: Question, reply: Reply, stop: asyncio.Event | None = None
    ) -> Answer:
        """Answer a question into ``reply`` and remember both.

        Args:
            question: what is asked.
            reply: where the answer goes.
            stop: once set, the answer ends with what there is of it.

        Returns:
            The answer as it was shown.

        Raises:
            ReplyFailed: the answer could not be shown.
            AccessLost, LeaseLost: likewise, and it may be asked again.
            StoreError: what was said before cannot be read; nothing was shown.
        """
        stop = stop or asyncio.Event()
        question = replace(question, text=question.instead or question.text)
        if question.late:
            return await _finish(reply, Answer("", "missed"))
        if not question.text.strip():
            return await _finish(reply, Answer("", "help"))
        if lookup := await self._card(question):
            return await _finish(reply, Answer("", "card", lookup=lookup))
        if question.edited:  # what its old wording got is nobody's answer any more
            await self._frequent.forget(question)
        revisions = replace(self._revisions, glossary=await self._terms.revision(question))
        asked = await self._frequent.open(question, revisions)
        if asked is None:
            return await self._generate(question, reply, stop)
        flight = self._frequent.single_flight(asked)
        if not await _until(stop, flight.acquire()):
            return await _finish(reply, Answer("", "stopped"))
        try:
            hit = await self._recall(asked)
            if hit is None:
                answer = await self._generate(question, reply, stop, asked)
                await self._keep(asked, answer)
                return answer
        finally:
            flight.release()
        await self._deliver(question, reply, hit, asked)
        await self._terms.note_unknown(question, await self._terms.unknown(question))
        return hit

    async def look_ahead(self, thread: ThreadKey) -> None:
        """Make ready for a thread's next question; to be called when nobody waits any more.

        Trims its history where another turn would not fit, and has its prompt read in idle time.
        """
        history = await self._threads.history(thread)
        ahead = await asyncio.to_thread(self._prompts.ahead, thread, history)
        if ahead is None:
            return
        prompt, history_start = ahead
        if history_start is not None:
            await self._threads.start_history_at(thread, history_start)
        self._engine.read_ahead(prompt, self._params)

    async def forget(self, question: Question) -> None:
        """Forget a question that was deleted, and its answer."""
        await self._frequent.forget(question)
        await self._terms.forget(question)
        await self._threads.forget_turn(question.thread, question.ts)

    async def _card(self, question: Question) -> Lookup | None:
        """The card that is asked for; what was once taken for a look-up gets one in any case.

        Such a question is not in the model's line, even if the glossary has lost the name since.
        """
        if question.looks_up:
            return await self._terms.look_up(name_asked_for(question.text) or question.text)
        return await card_asked_for(self._terms.look_up, question.text)

    async def _recall(self, asked: Asked) -> Answer | None:
        hit = await self._frequent.recall(asked)
        if hit is None:
            return None
        return Answer(hit.text, terms=await self._terms.defined(hit.concepts), recalled=hit)

    async def _keep(self, asked: Asked, answer: Answer) -> None:
        if answer.outcome == "finished" and answer.text and answer.question_kept is None:
            concepts = [(term.concept, term.language) for term in answer.terms]
            await self._frequent.keep(asked, answer.text, concepts)

    async def _generate(
        self, question: Question, reply: Reply, stop: asyncio.Event, asked: Asked | None = None
    ) -> Answer:
        draft = _Draft()
        outcome: Outcome
        try:
            history = await self._history(question)
            found = await self._terms.find(question, history)
            draft.unknown = found.unknown
            if found.unclear:
                return await _finish(reply, Answer("", "which_sense", unclear=found.unclear))
            built = await asyncio.to_thread(self._prompts.build, question, history, found.terms)
            draft.terms, draft.question_kept = built.terms, built.question_kept
            draft.history_start = built.history_start
            whole = await _until(stop, self._stream(built, reply, draft))
            outcome = draft.finish_reason if whole else "stopped"
        except ReplyStopped:
            outcome = "stopped"
        except (ReplyFailed, AccessLost, LeaseLost, StoreError):
            raise
        except EngineError as error:  # it says all that is to be known
            log.error("no answer", event_id=question.event_id, reason=str(error))
            outcome = "failed"
        except Exception:  # whatever failed, the asker is told that no answer comes
            log.exception("no answer", event_id=question.event_id)
            outcome = "failed"
        if outcome == "failed" and not draft.text:
            draft.terms = ()  # nothing was said by them
        similar = await self._frequent.like(asked) if asked and draft.text else ()
        answer = Answer(
            draft.text, outcome, draft.terms, question_kept=draft.question_kept, similar=similar
        )
        await self._deliver(question, reply, answer, asked)
        await self._terms.note_unknown(question, draft.unknown)
        if draft.history_start is not None:  # now, when nobody waits for the answer any more
            await self._threads.start_history_at(question.thread, draft.history_start)
        return answer

    async def _history(self, question: Question) -> list[Message]:
        if question.opens_thread:  # nothing was said before
            return []
        return await self._threads.history(question.thread, before_ts=question.ts)

    async def _stream(self, built: BuiltPrompt, reply: Reply, draft: _Draft) -> None:
        async with aclosing(self._engine.generate(built.prompt, self._params)) as deltas:
            async for delta in deltas:
                if delta.text:
                    draft.text += delta.text
                    await reply.append(delta.text)
                if delta.finish_reason:
                    draft.finish_reason = delta.finish_reason

    async def _deliver(
        self, question: Question, reply: Reply, answer: Answer, asked: Asked | None
    ) -> None:
        answer_ts = await reply.finish(answer)
        if answer.text and answer.outcome != "failed":
            await self._terms.note_answer(question, answer_ts, answer.terms)
            if asked:
                await self._frequent.note(asked, answer.recalled, answer_ts)
            # Of a too long question what was read: the next prompt has room for no more.
            heard = Message("user", question.text[: answer.question_kept], question.ts)
            # Under the question's ts: whatever comes later in the thread sorts behind both.
            said = Message("assistant", answer.text, question.ts)
            try:
                await self._threads.save_turn(question.thread, heard, said, question.user_id)
            except StoreError:  # it is answered all the same, and is not to be answered twice
                log.exception("turn not remembered", event_id=question.event_id)


@dataclass(slots=True)
class _Draft:
    """An answer as far as it has come."""

    text: str = ""
    finish_reason: FinishReason = "timed_out"
    terms: tuple[Term, ...] = ()
    unknown: tuple[str, ...] = ()
    question_kept: int | None = None
    history_start: str | None = None


async def _finish(reply: Reply, answer: Answer) -> Answer:
    await reply.finish(answer)
    return answer


async def _until(stop: asyncio.Event, work: Coroutine[None, None, object]) -> bool:
    """Run ``work`` until it ends (True) or ``stop`` is set, which cancels it (False)."""
    working = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            return False
        await working
        return True
    finally:
        stopping.cancel()
        working.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)
