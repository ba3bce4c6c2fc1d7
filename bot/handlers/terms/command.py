"""``/term``: what was entered, and the card that answers it. No model has a part in it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import structlog

from bot.handlers.block_kit import Card, one_line
from bot.handlers.terms.asker import Asker
from bot.handlers.terms.cards import Reader, entries_card, unknown_card
from bot.handlers.terms.entries import Entry, TermDesk
from bot.handlers.terms.lists import (
    ON_A_PAGE,
    Page,
    field_set_card,
    fields_card,
    help_card,
    page_card,
    wanted_card,
)
from bot.handlers.terms.texts import TERM_WORDS
from bot.question import Language, Term, language_of
from bot.terms.lookup import look_up
from bot.terms.matcher import normalize
from bot.terms.name_readings import bare
from conversation_store.errors import StoreError

log = structlog.get_logger(__name__)

Suggest = Callable[[str, Term | None, str], Awaitable[None]]
"""Opens the form for a suggestion: (trigger id, the term to change or None, the name typed)."""

Verb = Literal["help", "list", "add", "field", "wanted", "look up"]

_VERBS: dict[str, Verb] = {
    "help": "help", "list": "list", "add": "add", "field": "field", "wanted": "wanted",
    "帮助": "help", "列表": "list", "添加": "add", "领域": "field", "待补": "wanted",
}  # fmt: skip
_ALONE: frozenset[Verb] = frozenset({"help", "wanted"})  # what follows makes a name of them
_QUOTES = "\"'“”‘’「『《"
_NO_FIELD = frozenset({"none", "无", "無"})
_MOST_NAME = 200  # characters
_NOTED_S = 0.3  # the card waits no longer for the look-up to be noted


@dataclass(frozen=True, slots=True)
class Entered:
    """What somebody entered after ``/term``: what to do, with what, in which language."""

    verb: Verb
    rest: str
    language: Language


def parse(text: str) -> Entered:
    """Read a command; what begins with a quotation mark is a name whatever it says."""
    text = text.strip()
    word, *rest = text.split(maxsplit=1) or [""]
    verb = None if text[:1] in _QUOTES else _VERBS.get(word.casefold())
    if verb and not (rest and verb in _ALONE):
        return Entered(verb, bare(rest[0]) if rest else "", language_of(text))
    return Entered("look up", bare(text), language_of(text))


class TermCommand:
    """Answers ``/term`` and shows the cards that its buttons lead to."""

    def __init__(self, desk: TermDesk, suggest: Suggest) -> None:
        """Connect to the glossary and to the form for suggestions."""
        self._desk = desk
        self._suggest = suggest

    async def run(self, asker: Asker, text: str) -> None:
        """Do what was entered.

        Args:
            asker: who entered it.
            text: what stands after ``/term``, without Slack's escapes.

        Raises:
            StoreError: the glossary cannot be read.
        """
        entered = parse(text)
        # A term may begin with one of our words: "list price", "field of use".
        if entered.rest and self._desk.glossary.knows(text):
            entered = Entered("look up", bare(text), entered.language)
        match entered.verb:
            case "help":
                await self._help(asker)
            case "list":
                await self._list(asker, entered)
            case "add":
                name = one_line(entered.rest, _MOST_NAME) if entered.rest else ""
                await self._suggest(asker.trigger_id, None, name)
            case "field":
                await self._field(asker, entered)
            case "wanted":
                card = wanted_card(await self._desk.wanted.most(), entered.language)
                await asker.show(card, entered.language)
            case "look up":
                await self.look_up(asker, entered.rest)

    async def look_up(self, asker: Asker, name: str) -> None:
        """Show what the glossary has under a name, or help where there is none.

        Raises:
            StoreError: the glossary cannot be read.
        """
        if not bare(name):
            await self._help(asker)
            return
        lookup = await look_up(self._desk.glossary, name)
        if not lookup.senses:
            await asker.show(unknown_card(lookup), lookup.language)
            return
        entries = await self._desk.with_related(lookup.senses, lookup.language)
        await self._show(asker, entries, lookup.language)

    async def show_entry(
        self, asker: Asker, concept: str, language: Language, *, replace: bool = True
    ) -> None:
        """Show a concept's card, in the place of the one that was clicked or below it.

        Raises:
            StoreError: the glossary cannot be read.
        """
        if entry := await self._desk.entry(concept, language):
            await self._show(asker, [entry], language, replace=replace)
        else:
            await asker.tell(TERM_WORDS[language]["gone"])

    async def show_page(self, asker: Asker, page: Page) -> None:
        """Show a part of a field's terms.

        Raises:
            StoreError: the glossary cannot be read.
        """
        last = max(0, (await self._counts()).get(page.field, 0) - 1) // ON_A_PAGE
        page = replace(page, number=min(page.number, last))  # of both languages
        terms = await self._terms_on(page)
        if not terms and page.number:
            page = replace(page, number=0)
            terms = await self._terms_on(page)
        card = page_card(page, terms[:ON_A_PAGE], more=len(terms) > ON_A_PAGE)
        await asker.show(card, page.language)

    async def _terms_on(self, page: Page) -> list[Term]:
        """A page's terms, and the first of the next one."""
        return await self._desk.terms.listed(
            field=page.field,
            status="approved",
            language=page.language,
            limit=ON_A_PAGE + 1,
            offset=page.number * ON_A_PAGE,
        )

    async def _show(
        self, asker: Asker, entries: Sequence[Entry], language: Language, *, replace: bool = True
    ) -> None:
        noting = asyncio.create_task(self._note(asker.user_id, entries))
        await asyncio.wait([noting], timeout=_NOTED_S)
        reader: Reader = "asker" if asker.channel_id else "modal"
        if await asker.is_with_bot():  # there is nobody else to share it with
            reader = "direct"
        card = entries_card(entries, language, reader)
        await asker.show(card, language, replace=replace)
        await noting

    async def _note(self, user_id: str, entries: Sequence[Entry]) -> None:
        """Remember what was looked up."""
        try:
            for entry in entries:
                term = entry.term
                await self._desk.lookups.note(user_id, (term.concept, term.language))
        except StoreError as error:  # the card is shown all the same
            log.error("look-up not noted", reason=str(error))

    async def _help(self, asker: Asker) -> None:
        desk = self._desk
        recent = await desk.concepts(await desk.lookups.recent(asker.user_id))
        await asker.show(help_card(await self._counts(), recent, await desk.terms.latest()), "en")

    async def _list(self, asker: Asker, entered: Entered) -> None:
        language = entered.language
        counts = await self._counts()
        if not entered.rest:
            await asker.show(fields_card(counts, language), language)
        elif field := _field_called(entered.rest, counts):
            await self.show_page(asker, Page(field, language))
        else:
            await asker.show(_unknown_field(entered, counts), language)

    async def _field(self, asker: Asker, entered: Entered) -> None:
        language, channel = entered.language, asker.channel_id
        counts = await self._counts()
        present = await self._desk.fields.get(channel)
        words = TERM_WORDS[language]["channel_field" if present else "no_channel_field"]
        state = fields_card(counts, language, words.format(field=one_line(present or "", 100)))
        if not entered.rest:
            await asker.show(state, language)
            return
        field = _field_called(entered.rest, counts)
        if not field and entered.rest.casefold() not in _NO_FIELD:
            await asker.show(_unknown_field(entered, counts), language)
            return
        if field == (present or None):  # nothing changes, so nobody else needs to hear of it
            await asker.show(state, language)
            return
        await self._desk.fields.set(channel, field, asker.user_id)
        card = field_set_card(field, asker.user_id, language)
        if not await asker.announce(card):
            await asker.show(card, language)

    async def _counts(self) -> dict[str, int]:
        """How many approved concepts each field has."""
        counts = await self._desk.terms.counts()
        return {field: count for (field, status), count in counts.items() if status == "approved"}


def _field_called(name: str, counts: dict[str, int]) -> str | None:
    return next((field for field in counts if normalize(field) == normalize(name)), None)


def _unknown_field(entered: Entered, counts: dict[str, int]) -> Card:
    words = TERM_WORDS[entered.language]["unknown_field"]
    return fields_card(counts, entered.language, words.format(field=one_line(entered.rest, 80)))
