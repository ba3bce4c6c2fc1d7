"""What every term must keep, wherever it comes from: a file, or a form in Slack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

from bot.errors import UserError
from bot.terms.folding import normalize
from conversation_store.term import Language, Status, Term

NAME_LENGTH = 200
DEFINITION_LENGTH = 4_000
NAME_COUNT = 100
RELATED_COUNT = 200
ROW_BYTES = 8 * 1024 * 1024  # what one row, or one entry of an XML file, may hold

LENGTHS = {  # least and most characters
    "concept": (1, NAME_LENGTH),
    "name": (1, NAME_LENGTH),
    "definition": (1, DEFINITION_LENGTH),
    "source": (0, 500),
    "field": (0, 60),
    "abbreviation": (0, NAME_LENGTH),
    "owner": (0, NAME_LENGTH),
    "licence": (0, 500),
}
# Control characters but for tab and line ends, which become spaces; halves of surrogate pairs,
# which UTF-8 cannot hold; and the two characters of the BMP that no XML file may hold.
_UNSHOWABLE = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
# What has no width or turns the direction of what follows, and letters that are blank: a reviewer
# would approve something else than they see (Unicode UTS #39, section 3; UTR #36, section 2.10).
_UNSEEN = (
    "\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\U000e0000-\U000e007f"
)
INVISIBLE = re.compile(f"[{_UNSEEN}]")
REFUSED = re.compile(f"[{_UNSHOWABLE}{_UNSEEN}]")
_SEEN = re.compile(r"[^\W_]")  # a letter or a digit


def checked(term: Term, where: str) -> Term:
    """The term with its white space collapsed, if it keeps the rules.

    Args:
        term: as it was read or typed.
        where: the file and the line that it comes from; empty for what a person typed.

    Raises:
        UserError: it breaks a rule; the message names the place and the field.
    """
    for problem in problems(term).values():
        raise UserError(located(problem, where))
    return _tidy(term)


def located(sentence: str, where: str) -> str:
    """A sentence with the place that it speaks of before it, if there is one."""
    return f"{where}: {sentence[0].lower()}{sentence[1:]}" if where else sentence


def problems(term: Term) -> dict[str, str]:
    """What is wrong with a term.

    Returns:
        By the name of a field, a sentence that says what is wrong with it and what to do; empty
        where the term keeps all rules.
    """
    return dict(_problems(term))


def collapse(text: str) -> str:
    """The text with each run of white space made one space, and none at its ends."""
    return " ".join(text.split())


def is_nameless(name: str) -> bool:
    """Whether a name has nothing that could be found in a text: no letter and no digit."""
    # Folding is dear, and makes letters of symbols such as ℃, but takes none away that is seen.
    return not (_SEEN.search(name) or _SEEN.search(normalize(name)))


def _problems(term: Term) -> Iterator[tuple[str, str]]:
    for field, (least, most) in LENGTHS.items():
        text = getattr(term, field)
        said = _text_problem(field, text, least, most)
        if not said and field in ("name", "abbreviation"):
            said = _name_problem(field, text)
        if said:
            yield field, said
    if term.concept and term.concept != collapse(term.concept):
        yield "concept", "The field concept has white space at an end or in a row: take it out."
    if term.language not in get_args(Language):
        yield "language", "The field language must be zh or en."
    if term.status not in get_args(Status):
        yield "status", f"The field status must be one of {', '.join(get_args(Status))}."
    # Name and abbreviation count as names; a million aliases are refused before any is looked at.
    for field, values, most in (
        ("aliases", term.aliases, NAME_COUNT - 1 - bool(term.abbreviation)),
        ("related", term.related, RELATED_COUNT),
    ):
        said = _list_problem(field, values, most)
        if said:
            yield field, said


def _text_problem(field: str, text: str, least: int, most: int) -> str:
    refused = REFUSED.search(text)
    if refused:
        return (
            f"The field {field} holds the character U+{ord(refused[0]):04X} (its character "
            f"{refused.start() + 1}), which cannot be seen: take it out."
        )
    length = len(collapse(text)) if len(text) > most or not text.strip() else least
    if length < least:
        return f"The field {field} is empty: fill it in."
    if length > most:
        return f"The field {field} has {length:,} characters: shorten it to {most:,}."
    return ""


def _list_problem(field: str, values: Sequence[str], most: int) -> str:
    if len(values) > most:
        return f"The field {field} has {len(values):,} values: keep no more than {most}."
    for value in values:
        said = _text_problem(field, value, 0, NAME_LENGTH)
        said = said or (_name_problem(field, value) if field == "aliases" else "")
        if said:
            return said
    return ""


def _name_problem(field: str, name: str) -> str:
    if not name.strip() or not is_nameless(name):
        return ""
    return f"The field {field} has a name without a letter or digit: write one that has."


def _tidy(term: Term) -> Term:
    return replace(
        term,
        name=collapse(term.name),
        definition=collapse(term.definition),
        source=collapse(term.source),
        field=collapse(term.field),
        aliases=tuple(filter(None, map(collapse, term.aliases))),
        abbreviation=collapse(term.abbreviation),
        related=tuple(filter(None, map(collapse, term.related))),
        owner=collapse(term.owner),
        licence=collapse(term.licence),
    )
