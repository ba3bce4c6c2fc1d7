"""What the buttons of the glossary's cards do, wherever such a card stands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bot.handlers.terms.ask import AskAboutTerm
from bot.handlers.terms.asker import Asker
from bot.handlers.terms.cards import shared_card
from bot.handlers.terms.command import Suggest, TermCommand
from bot.handlers.terms.entries import Entry, TermDesk, parse_key
from bot.handlers.terms.lists import Page, explained_view, parse_concepts
from bot.handlers.terms.quota import Quota
from bot.handlers.terms.texts import TERM_WORDS
from bot.question import Language

_SHARED_S = 60.0  # a card is shared in a channel once in so many seconds

Deed = Callable[[Asker, str], Awaitable[None]]
"""What a click does, told who clicked and the button's value."""


@dataclass(frozen=True, slots=True)
class TermButtons:
    """The deeds of all buttons; each raises ``StoreError`` where the store fails it."""

    desk: TermDesk
    command: TermCommand
    asking: AskAboutTerm
    suggest: Suggest
    shares: Quota = field(default_factory=lambda: Quota(1, _SHARED_S))  # of a card in a channel

    def deeds(self) -> Mapping[str, Deed]:
        """By the beginning of the buttons' ``action_id``; a number follows after a colon."""
        return {
            "show_term": self.command.look_up,
            "term_card": self.show,
            "open_term": self.open,
            "term_list": self.turn,
            "ask_about": self.ask,
            "share_term": self.share,
            "change_term": self.change,
            "define_term": self.define,
            "explain_more": self.explain_more,
        }

    async def show(self, asker: Asker, value: str) -> None:
        """Show a concept's card."""
        await self.command.show_entry(asker, *parse_key(value))

    async def open(self, asker: Asker, value: str) -> None:
        """Show a concept's card below a list, which somebody goes on reading."""
        await self.command.show_entry(asker, *parse_key(value), replace=False)

    async def turn(self, asker: Asker, value: str) -> None:
        """Show a page of a field's terms."""
        await self.command.show_page(asker, Page.parse(value))

    async def ask(self, asker: Asker, value: str) -> None:
        """Ask what a term means."""
        if entry := await self._entry(asker, value):
            await self.asking.ask(asker, entry.term, parse_key(value)[1])

    async def share(self, asker: Asker, value: str) -> None:
        """Show a card to all in the channel, once in a while."""
        if not (entry := await self._entry(asker, value)):
            return
        language, shared = parse_key(value)[1], f"{asker.channel_id}/{value}"
        if not self.shares.allows(shared):  # impatient clicks, or two people at once
            await asker.tell(TERM_WORDS[language]["shared_already"])
        elif not await asker.announce(shared_card(entry, language, asker.user_id)):
            self.shares.give_back(shared)
            await asker.tell(TERM_WORDS[language]["not_shared"])

    async def change(self, asker: Asker, value: str) -> None:
        """Open the form for a change of a term."""
        if entry := await self._entry(asker, value):
            await self.suggest(asker.trigger_id, entry.term, entry.term.name)

    async def define(self, asker: Asker, value: str) -> None:
        """Open the form for a term that is not there."""
        await self.suggest(asker.trigger_id, None, value)

    async def explain_more(self, asker: Asker, value: str) -> None:
        """Show the terms of a message that its modal had no room for."""
        concepts, language = parse_concepts(value)
        other: Language = "en" if language == "zh" else "zh"
        keys = [(concept, one) for concept in concepts for one in (other, language)]
        terms = await self.desk.concepts(keys)  # the later one counts
        await asker.open(explained_view(terms, language))

    async def _entry(self, asker: Asker, value: str) -> Entry | None:
        concept, language = parse_key(value)
        entry = await self.desk.entry(concept, language)
        if entry is None:
            await asker.tell(TERM_WORDS[language]["gone"])
        return entry
