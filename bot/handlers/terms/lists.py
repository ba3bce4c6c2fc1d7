"""Cards that list terms: help, fields, the terms of a field, wanted ones, those in a message."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.handlers.block_kit import (
    MOST_VALUE,
    Block,
    Card,
    actions,
    button,
    facts,
    literal,
    mrkdwn,
    one_line,
    said,
    shortened,
    shown,
    title,
)
from bot.handlers.slack_text import escape
from bot.handlers.terms.cards import titled
from bot.handlers.terms.entries import key_text
from bot.handlers.terms.texts import TERM_WORDS, in_both
from bot.question import Language, Term
from conversation_store.wanted import WantedTerm

ON_A_PAGE = 20  # terms
_NUMBER = re.compile("[0-9]{1,6}")  # of a page
_MOST_FIELDS = 20
_MOST_LINE = 200  # characters of a definition on one line
_MOST_WANTED = 20
_MOST_EXPLAINED = 45  # of the 100 blocks of a modal, two for each term
_MOST_DEFINITIONS = 8_000  # characters of all definitions in a modal


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a field's terms; ``number`` counts from 0."""

    field: str
    language: Language
    number: int = 0

    def __str__(self) -> str:
        return f"{self.language}:{self.number}:{self.field}"

    @classmethod
    def parse(cls, text: str) -> Page:
        """Read back what ``str(page)`` wrote; of anything else, what can be read as a page."""
        language, _, rest = text.partition(":")
        digits, _, field = rest.partition(":")
        number = int(digits) if _NUMBER.fullmatch(digits) else 0
        return cls(field, "zh" if language == "zh" else "en", number)


def help_card(counts: Mapping[str, int], recent: Sequence[Term], latest: Sequence[Term]) -> Card:
    """What ``/term`` alone shows, in both languages since nothing tells which one is read.

    Args:
        counts: how many concepts each field has.
        recent: what the asker looked up last.
        latest: what was changed last.
    """
    text = in_both("help")
    blocks = [*(said(words["help"]) for words in TERM_WORDS.values())]
    blocks += fields_blocks(counts, "zh", "en")
    for name, terms in (("recent", recent), ("latest", latest)):
        buttons = [
            button(f"term_card:{name}{place}", term.name, key_text(term))
            for place, term in enumerate(terms)
        ]
        label = facts([literal(" · ".join(words[name] for words in TERM_WORDS.values()))])
        blocks += [label, *actions(buttons)] if buttons else []
    return {"text": text, "blocks": blocks}


def fields_card(counts: Mapping[str, int], language: Language, notice: str = "") -> Card:
    """The fields that there are, after a sentence about why they are shown."""
    blocks = [*([shown(notice)] if notice else []), *fields_blocks(counts, language)]
    text = notice or TERM_WORDS[language]["fields"]
    return {"text": escape(one_line(text, 2_000)), "blocks": blocks}


def fields_blocks(counts: Mapping[str, int], *languages: Language) -> list[Block]:
    """The fields with their sizes, in one or two languages; a click lists a field's terms."""
    several = [TERM_WORDS[language] for language in languages]
    if not counts:
        return [shown("\n".join(words["no_fields"] for words in several))]
    largest = sorted(counts, key=lambda field: (-counts[field], field))[:_MOST_FIELDS]
    buttons = [
        button(
            f"term_list:{place}",
            several[-1]["count"].format(field=one_line(field, 50), count=counts[field]),
            str(Page(field, languages[-1])),
        )
        for place, field in enumerate(largest)
    ]
    blocks = [facts([literal(" · ".join(words["fields"] for words in several))]), *actions(buttons)]
    if hidden := len(counts) - len(largest):
        more = " · ".join(words["more_fields"].format(count=hidden) for words in several)
        blocks.append(facts([literal(more)]))
    return blocks


def page_card(page: Page, terms: Sequence[Term], *, more: bool) -> Card:
    """A page of a field's terms, each with the beginning of its definition.

    Args:
        page: which part this is.
        terms: its terms, ``ON_A_PAGE`` at most.
        more: whether there is a page after it.
    """
    words, first = TERM_WORDS[page.language], page.number * ON_A_PAGE + 1
    about = {"field": one_line(page.field, 100), "first": first, "last": first + len(terms) - 1}
    heading = words["page" if terms else "no_terms"].format(**about)
    lines = [
        shown(
            one_line(f"{titled(term, page.language)} — {term.definition}", _MOST_LINE),
            button(f"open_term:{place}", words["show"], key_text(term)),
        )
        for place, term in enumerate(terms)
    ]
    turns = [("previous", page.number - 1)] if page.number else []
    turns += [("next", page.number + 1)] if more else []
    buttons = [
        button(f"term_list:{turn}", words[turn], str(Page(page.field, page.language, number)))
        for turn, number in turns
    ]
    other = Page(page.field, "en" if page.language == "zh" else "zh")
    buttons.append(button("term_list:language", words["other_language"], str(other)))
    return {"text": escape(heading), "blocks": [title(heading), *lines, *actions(buttons)]}


def wanted_card(wanted: Sequence[WantedTerm], language: Language) -> Card:
    """The names that people asked by and nobody defined."""
    words = TERM_WORDS[language]
    text = words["wanted" if wanted else "nothing_wanted"]
    lines = [
        shown(
            f"{one_line(one.name, 200)}\n{_asked(one, words)}",
            button(f"define_term:{place}", words["define"], one.name),
        )
        for place, one in enumerate(wanted[:_MOST_WANTED])
    ]
    return {"text": text, "blocks": [said(text), *lines]}


def _asked(one: WantedTerm, words: dict[str, str]) -> str:
    times = words["once" if one.asked == 1 else "times"].format(count=one.asked)
    people = words["person" if one.people == 1 else "people"].format(count=one.people)
    return words["asked"].format(times=times, people=people)


def field_set_card(field: str | None, user_id: str, language: Language) -> Card:
    """The line that tells a channel who has set or removed its field."""
    text = TERM_WORDS[language]["set" if field else "unset"].format(who=f"<@{user_id}>")
    blocks = [facts([mrkdwn(text), *([literal(one_line(field, 300))] if field else [])])]
    return {"text": f"{text} {escape(one_line(field, 300))}" if field else text, "blocks": blocks}


def explained_view(terms: Sequence[Term], language: Language) -> dict[str, Any]:
    """The modal that defines the terms of a message."""
    words, listed = TERM_WORDS[language], terms[:_MOST_EXPLAINED]
    most = min(2_500, _MOST_DEFINITIONS // max(1, len(listed)))
    blocks: list[Block] = []
    for place, term in enumerate(listed):
        beside = button(f"term_card:{place}", words["show"], key_text(term))
        blocks += [
            title(one_line(titled(term, language), 150)),
            shown(shortened(term.definition, most), beside),
        ]
    if hidden := terms[_MOST_EXPLAINED:]:
        blocks.append(facts([literal(words["not_all_explained"].format(count=len(hidden)))]))
        value = concepts_text([term.concept for term in hidden], language)
        blocks += actions([button("explain_more:0", words["more"], value)])
    return modal(words["explained"], blocks or [shown(words["nothing_explained"])], language)


def concepts_text(concepts: Sequence[str], language: Language) -> str:
    """Concepts, and the language to show them in, as a button's value: as many as it has room for.

    Slack tells a click nothing else of the message, which the app may have no right to read again.
    """
    value = json.dumps([language])
    for count in range(1, len(concepts) + 1):
        longer = json.dumps([language, *concepts[:count]], ensure_ascii=False)
        if len(longer) > MOST_VALUE:
            break
        value = longer
    return value


def parse_concepts(value: str) -> tuple[list[str], Language]:
    """Read back what :func:`concepts_text` wrote."""
    language, *concepts = json.loads(value)
    return concepts, language


def modal(heading: str, blocks: list[Block], language: Language) -> dict[str, Any]:
    """A modal that only shows something."""
    close = literal(TERM_WORDS[language]["close"])
    return {"type": "modal", "title": literal(heading, 24), "close": close, "blocks": blocks}
