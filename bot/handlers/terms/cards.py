"""A term's card: what ``/term NAME`` shows, alone or before everybody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from bot.handlers.block_kit import (
    Block,
    Card,
    actions,
    button,
    divider,
    facts,
    literal,
    mrkdwn,
    one_line,
    shortened,
    shown,
    text_length,
    title,
)
from bot.handlers.slack_text import escape
from bot.handlers.terms.entries import Entry, key_text
from bot.handlers.terms.texts import TERM_WORDS
from bot.question import Language, Term
from bot.terms.lookup import Lookup

Reader = Literal["asker", "direct", "modal", "thread", "channel"]
"""Who sees a card: its asker alone (``direct``: where nobody else is), a thread, or a channel."""

_MOST_NAME = 200  # characters
_MOST_DEFINITION = 2_500
_MOST_FACT = 300
_MOST_TEXT = 12_000  # of the 13,200 that all blocks may have
_MOST_BLOCKS = 44  # of the 50; the rest is for what follows the senses
_MOST_OTHERS = 5
_MEMBER = re.compile(r"<?@?([UW][A-Z0-9]{4,30})>?")
_OFFERED: dict[Reader, tuple[str, ...]] = {
    "asker": ("ask", "share", "change"),
    "direct": ("ask", "change"),
    "modal": ("ask",),
    "thread": ("ask", "change"),
    "channel": ("change",),
}
_DEEDS = {"ask": "ask_about", "share": "share_term", "change": "change_term"}


def entries_card(entries: Sequence[Entry], language: Language, reader: Reader = "asker") -> Card:
    """The card of a name.

    Args:
        entries: the concepts that it stands for.
        language: the language of the card's own words.
        reader: who will see it.
    """
    text = "; ".join(f"{_names(one)}: {one.term.definition}" for one in entries)
    blocks = entries_blocks(entries, language, reader)
    return {"text": escape(one_line(text, 2_000)), "blocks": blocks}


def entries_blocks(
    entries: Sequence[Entry], language: Language, reader: Reader = "asker"
) -> list[Block]:
    """The blocks of a card; senses that it has no room for become buttons."""
    blocks: list[Block] = []
    for number, entry in enumerate(entries):
        more = [divider()] if blocks else []
        more += _sense(number, entry, language, reader)
        if blocks and not _fits([*blocks, *more]):
            return [*blocks, *_others(entries[number:], language)]
        blocks += more
    return blocks


def shared_card(entry: Entry, language: Language, user_id: str) -> Card:
    """A card for all in a channel, which says who shared it."""
    card = entries_card([entry], language, "channel")
    by = TERM_WORDS[language]["shared_by"].format(who=f"<@{user_id}>")
    return card | {"blocks": [*card["blocks"], facts([mrkdwn(by)])]}


def unknown_card(lookup: Lookup) -> Card:
    """What is shown for a name that the glossary does not have, with the nearest it has."""
    blocks = [shown(unknown_text(lookup)), *unknown_blocks(lookup)]
    return {"text": escape(unknown_text(lookup)), "blocks": blocks}


def unknown_blocks(lookup: Lookup) -> list[Block]:
    """What can be done about a name that the glossary does not have."""
    words = TERM_WORDS[lookup.language]
    near = [button(f"show_term:{place}", name, name) for place, name in enumerate(lookup.nearest)]
    suggest = button("define_term:0", words["suggest"], one_line(lookup.name, _MOST_NAME))
    return [
        shown(words["nearest"] if near else words["none_near"]),
        *actions(near),
        *actions([suggest]),
    ]


def unknown_text(lookup: Lookup) -> str:
    """The sentence that the glossary has no such name."""
    name = one_line(lookup.name, 80)  # of any length can be typed
    return TERM_WORDS[lookup.language]["unknown"].format(name=name)


def titled(term: Term, language: Language) -> str:
    """A term's name with its short form, and a mark where it is not approved."""
    name = one_line(term.name, _MOST_NAME)
    if term.abbreviation and term.abbreviation != term.name:
        name += f" ({one_line(term.abbreviation, _MOST_NAME)})"
    if term.status != "approved":
        name += f" [{TERM_WORDS[language][term.status]}]"
    return name


def _sense(number: int, entry: Entry, language: Language, reader: Reader) -> list[Block]:
    words = TERM_WORDS[language]
    heading = " · ".join(dict.fromkeys(titled(term, language) for term in entry.terms))
    value = key_text(entry.term)
    offered = [button(f"{_DEEDS[deed]}:{number}", words[deed], value) for deed in _OFFERED[reader]]
    return [
        title(heading),
        *(shown(shortened(term.definition, _MOST_DEFINITION)) for term in entry.terms),
        facts(_facts(entry, language)),
        *(_related(number, entry, language) if reader != "channel" else ()),
        *actions(offered),
    ]


def _facts(entry: Entry, language: Language) -> list[Block]:
    """The small print of an entry."""
    words, first = TERM_WORDS[language], entry.term
    aliases = dict.fromkeys(alias for term in entry.terms for alias in term.aliases)
    told = [words["field"].format(field=first.field)]
    if aliases:
        told.insert(0, words["aliases"].format(aliases=words["between"].join(aliases)))
    told += [words["source"].format(source=first.source)] if first.source else []
    told += [words["licence"].format(licence=first.licence)] if first.licence else []
    told.append(_revision(entry))
    if any(len(term.definition) > _MOST_DEFINITION for term in entry.terms):
        told.append(words["cut"])
    return [
        *(literal(one_line(fact, _MOST_FACT)) for fact in told),
        *([_owner(first.owner, words["owner"])] if first.owner.strip() else []),
    ]


def _revision(entry: Entry) -> str:
    revisions = {term.revision for term in entry.terms}
    if len(revisions) == 1:
        return f"v{entry.term.revision}"
    return " · ".join(f"{term.language} v{term.revision}" for term in entry.terms)


def _owner(owner: str, label: str) -> Block:
    if member := _MEMBER.fullmatch(owner.strip()):
        return mrkdwn(label.format(owner=f"<@{member[1]}>"))
    return literal(one_line(label.format(owner=owner), _MOST_FACT))


def _related(number: int, entry: Entry, language: Language) -> list[Block]:
    buttons = [
        button(f"term_card:{number}.{place}", term.name, key_text(term))
        for place, term in enumerate(entry.related)
    ]
    label = facts([literal(TERM_WORDS[language]["related"])])
    return [label, *actions(buttons)] if buttons else []


def _others(entries: Sequence[Entry], language: Language) -> list[Block]:
    buttons = [
        button(f"term_card:other{place}", f"{one.term.name} ({one.term.field})", key_text(one.term))
        for place, one in enumerate(entries[:_MOST_OTHERS])
    ]
    label = TERM_WORDS[language]["more_senses"].format(count=len(entries))
    return [facts([literal(label)]), *actions(buttons)]


def _fits(blocks: list[Block]) -> bool:
    return len(blocks) <= _MOST_BLOCKS and text_length(blocks) <= _MOST_TEXT


def _names(entry: Entry) -> str:
    return " · ".join(dict.fromkeys(term.name for term in entry.terms))
