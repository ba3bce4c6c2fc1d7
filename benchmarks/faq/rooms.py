"""The rooms that recall answers, as the bot opens them, without a model and without Slack."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, replace
from pathlib import Path

from bot.faq.asked import Asked
from bot.faq.cache import AnswerCache
from bot.faq.frequent import FrequentQuestions
from bot.faq.recalled import Recalled
from bot.glossaries import open_glossary, open_terminology
from bot.question import Audience, Question, Revisions, Workspace
from bot.settings import PROJECT
from bot.terms.glossary import Glossary
from bot.terms.terminology import Terminology
from conversation_store.database import Database
from conversation_store.threads import ThreadKey

EVERYBODY = Workspace("T1")
GLOSSARIES = [
    PROJECT / "examples" / field / "glossary.csv" for field in ("finance", "medicine", "law")
]

_SIZE_MB, _TTL_S = 256, 7 * 24 * 3600  # as the settings have them
_REVISIONS = Revisions(model="measured", prompt="measured", glossary="")


@dataclass(frozen=True, slots=True)
class Met:
    """What a question meets: an answer, or none, and then what is like it.

    Attributes:
        asked: the question as it was read; None for one that cannot be recalled at all.
        recalled: the answer that it is served.
        offered: else the wordings of other questions that have one.
    """

    asked: Asked | None
    recalled: Recalled | None = None
    offered: tuple[str, ...] = ()


class Rooms:
    """Calls the rooms in the order in which :class:`bot.answer.Answerer` calls them."""

    def __init__(
        self,
        glossary: Glossary,
        terms: Terminology,
        cache: AnswerCache,
        frequent: FrequentQuestions,
    ) -> None:
        self.glossary = glossary
        self.cache = cache
        self._terms = terms
        self._frequent = frequent

    async def revisions(self, question: Question) -> Revisions:
        """What an answer to a question would be made with: it is looked up first."""
        return replace(_REVISIONS, glossary=await self._terms.revision(question))

    async def recall(
        self, question: Question, revisions: Revisions
    ) -> tuple[Asked | None, Recalled | None]:
        """Open a question and recall its answer."""
        asked = await self._frequent.open(question, revisions)
        return asked, await self._frequent.recall(asked) if asked else None

    async def read_in(self) -> None:
        """Wait until all that lay in the cache can be offered."""
        await self._frequent.read_in()

    async def like(self, asked: Asked) -> tuple[str, ...]:
        """The wordings that are offered beside a new answer."""
        return await self._frequent.like(asked)

    async def meet(self, question: Question, revisions: Revisions) -> Met:
        """Ask, without keeping what would be answered."""
        asked, recalled = await self.recall(question, revisions)
        if asked is None or recalled:
            return Met(asked, recalled)
        return Met(asked, offered=await self.like(asked))

    async def answer(self, question: Question, text: str) -> str | None:
        """Ask, and keep ``text`` as the answer where there is none.

        Returns:
            The text that is served from now on; None where nothing may be kept.
        """
        asked, recalled = await self.recall(question, await self.revisions(question))
        if recalled:
            return recalled.text
        if asked is None or not self._frequent.may_keep(asked):
            return None
        await self._frequent.keep(asked, text, ())
        return text


@asynccontextmanager
async def open_rooms(glossaries: Sequence[Path] = GLOSSARIES) -> AsyncIterator[Rooms]:
    """Open an empty store and an empty cache on disk, with the example glossaries."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="termwise-bench-")))
        database = await Database.open(f"sqlite:///{folder}/termwise.db")
        stack.push_async_callback(database.close)
        glossary = await open_glossary(database, glossaries)
        terms = await open_terminology(database, glossary, tagger=None)
        cache = stack.enter_context(closing(AnswerCache(folder / "cache", _SIZE_MB, _TTL_S)))
        frequent = FrequentQuestions(database, glossary, cache)
        stack.push_async_callback(frequent.close)
        yield Rooms(glossary, terms, cache, frequent)


def question(text: str, number: int, audience: Audience = EVERYBODY) -> Question:
    """A question that opens a thread of its own."""
    ts = f"17{number:08}.000000"
    return Question(
        event_id=f"Ev{number}",
        thread=ThreadKey("T1", "C1", ts),
        user_id=f"U{number % 97}",
        ts=ts,
        text=text,
        audience=audience,
    )
