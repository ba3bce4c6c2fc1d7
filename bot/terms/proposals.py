"""A term as somebody would have it: what is wrong with it, what it changes, what becomes of it."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from bot.question import Language, Term
from bot.terms.formats.rules import LENGTHS, NAME_COUNT, REFUSED, is_nameless

CHANGEABLE = ("name", "abbreviation", "aliases", "field", "definition", "source")
"""What people change of a term; the rest follows from who decides."""

_LONGEST_TYPED = 2_000  # a form in Slack takes 3,000, and shows the definition beside the old one
LONGEST = {
    part: min(LENGTHS[part][1], _LONGEST_TYPED)
    for part in ("name", "abbreviation", "field", "definition", "source")
}
"""Characters that each part may have; an alias as many as a name."""

_REQUIRED = ("name", "field", "definition", "source")
_LISTED = re.compile(r"[\n,，、;；]")
_NOT_IN_SLUG = re.compile(r"[\W_]+")

_SENTENCES: dict[Language, dict[str, str]] = {
    "zh": {
        "empty": "此项不能为空。",
        "long": "此项最多 {most} 个字符，现在有 {count} 个。",
        "control": "此项含有看不见的控制字符 {code}（第 {place} 个字符），请删去。",
        "nameless": "名称至少要有一个文字、字母或数字。",
        "long_alias": "每个别名须少于 {most} 个字符：“{start}……”太长。",
        "many": "一个术语最多有 {most} 个名称，现在有 {count} 个。",
    },
    "en": {
        "empty": "This must not be empty.",
        "long": "This may have {most} characters; it has {count}.",
        "control": "This holds the invisible control character {code} (its character {place}): "
        "delete it.",
        "nameless": "A name must hold a letter or digit.",
        "long_alias": "An alias must have fewer than {most} characters: “{start}…” is too long.",
        "many": "A term may have {most} names; these are {count}.",
    },
}


def problems(term: Term) -> dict[str, str]:
    """What is wrong with a term: a sentence for each of its parts that will not do."""
    say = _SENTENCES[term.language]
    found = {
        part: sentence
        for part, most in LONGEST.items()
        if (sentence := _problem(getattr(term, part), most, say, required=part in _REQUIRED))
    }
    for part in ("name", "abbreviation"):
        name = getattr(term, part)
        if part not in found and name.strip() and is_nameless(name):
            found[part] = say["nameless"]
    if sentence := _problem_of_names(term, say):
        found["aliases"] = sentence
    return found


def problems_of_change(before: Term | None, after: Term) -> dict[str, str]:
    """What is wrong with what somebody changes; what was there before is not their doing."""
    changed = differences(before, after) if before else CHANGEABLE
    return {part: said for part, said in problems(after).items() if part in changed}


def aliases_in(text: str) -> tuple[str, ...]:
    """The names in a list that somebody typed: one in a line, or with commas between them."""
    return tuple(dict.fromkeys(name for part in _LISTED.split(text) if (name := part.strip())))


def differences(before: Term, after: Term) -> tuple[str, ...]:
    """The parts that two terms differ in."""
    return tuple(part for part in CHANGEABLE if getattr(before, part) != getattr(after, part))


def merged(base: Term, suggested: Term, current: Term) -> Term:
    """The present term with what a suggestion changes.

    Args:
        base: what was looked at when it was suggested.
        suggested: how it was to be then.
        current: what others have made of it since.
    """
    changed = {part: getattr(suggested, part) for part in differences(base, suggested)}
    return replace(current, **changed)


def concepts_for(name: str, most: int = 100) -> list[str]:
    """Ids for a new concept, made from its name in whatever language: the best one first."""
    slug = _NOT_IN_SLUG.sub("-", unicodedata.normalize("NFKC", name).casefold()).strip("-")
    slug = slug[:80] or "term"
    return [slug, *(f"{slug}-{number}" for number in range(2, most + 1))]


def spare_concepts(name: str) -> list[str]:
    """As :func:`concepts_for`, with one at the end that nobody else can have taken."""
    ids = concepts_for(name)
    return [*ids, f"{ids[0]}-{secrets.token_hex(4)}"]


def fields_of(counted: Iterable[tuple[str, object]]) -> list[str]:
    """The fields among what the glossary counts, each once, in their order."""
    return sorted({field for field, _ in counted if field})


def _problem(text: str, most: int, say: dict[str, str], *, required: bool) -> str | None:
    if not text.strip():
        return say["empty"] if required else None
    if len(text) > most:
        return say["long"].format(most=most, count=len(text))
    return _refusal(text, say)


def _refusal(text: str, say: dict[str, str]) -> str | None:
    if not (refused := REFUSED.search(text)):
        return None
    code = f"U+{ord(refused[0]):04X}"
    return say["control"].format(code=code, place=refused.start() + 1)


def _problem_of_names(term: Term, say: dict[str, str]) -> str | None:
    most = LONGEST["name"]
    if long := next((alias for alias in term.aliases if len(alias) >= most), None):
        return say["long_alias"].format(most=most, start=long[:20])
    if len(term.names) > NAME_COUNT:
        return say["many"].format(most=NAME_COUNT, count=len(term.names))
    for alias in term.aliases:
        if sentence := _refusal(alias, say):
            return sentence
    nameless = any(alias.strip() and is_nameless(alias) for alias in term.aliases)
    return say["nameless"] if nameless else None
