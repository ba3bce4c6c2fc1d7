"""Types of questions, told by the words that frame what they ask about."""

from __future__ import annotations

import re

from bot.faq.english.frame_table import (
    BROKEN,
    DONE,
    EFFECT,
    FRAMES,
    MARK,
    NO_TERM,
    OF,
    OPENERS,
    PRICE,
    VALUES,
    WHAT,
    YES_NO,
)
from bot.faq.english.verbs import BASE_OF
from bot.faq.english.wordlists import word_set
from bot.faq.parts import Parts

# What only somebody who means to do it does, so that the passive tells nothing else.
_METHODS = word_set("""
calculated computed determined measured estimated recorded classified recognized depreciated
amortized capitalized consolidated reconciled written filed submitted stored sterilized
administered prepared booked installed pronounced spelled
""")
_CARE = word_set("treated diagnosed prevented managed detected valued priced")


def framed(asked: str, definite: bool, indefinite: bool) -> Parts:
    """Read a question by its frame.

    Args:
        asked: words with one blank between them, in the order of a plain question.
        definite: whether "the" went before what it asks about; "the rate" has a value, and
            "a rate" has a meaning.
        indefinite: whether "a" or "an" did.
    """
    if found := OF.fullmatch(asked):
        name, owner = (one for one in found.groups() if one)
        return Parts("what", (*name.split(), "of", *owner.split()))
    if found := EFFECT.fullmatch(asked):
        return _effect(*(one for one in found.groups() if one))
    for pattern, kind in FRAMES:
        if found := pattern.fullmatch(asked):
            content = found["x"] + (found.groupdict().get("y") or "")
            if kind == "explain":
                kind = "definition" if _is_term(content) else "explain"
            return Parts(kind, tuple(content.split()))
    if indefinite and (found := PRICE.fullmatch(asked)) and not BROKEN.search(asked):
        return Parts("cost", tuple(found[1].split()))
    if found := WHAT.fullmatch(asked):
        return _what(found[1], definite, indefinite)
    if (found := DONE.fullmatch(asked)) and (done := _done(found[1])):
        return Parts("how", done)
    return _opened(asked)


def _effect(*words: str) -> Parts:
    noun = next(word for word in words if word in ("effect", "impact", "affect"))
    cause, result = (word for word in words if word not in ("effect", "impact", "affect"))
    kind = "impact" if noun == "impact" else "effect"
    return Parts(kind, (*cause.split(), "on", *result.split()))


def _is_term(words: str, any_one: bool = False) -> bool:
    return bool(MARK.fullmatch(words)) or (
        len(words.split()) <= 4
        and not NO_TERM.search(words)
        and (any_one or not VALUES.fullmatch(words))
    )


def _what(rest: str, definite: bool, indefinite: bool) -> Parts:
    """Read "what is X": it asks what a term means, or, of a thing there is one of, what it is."""
    place = re.fullmatch(r"(.+?)( (?:in|under|for) .+)", rest) if indefinite else None
    named = place[1] if place else rest
    if MARK.fullmatch(rest) or (not definite and _is_term(named, indefinite)):
        return Parts("definition", tuple(rest.split()))
    owner = re.fullmatch(r"(\S+(?: \S+)?) 's (\S+(?: \S+)?)", rest)
    if owner and not NO_TERM.search(f"{owner[1]} {owner[2]}"):
        rest = f"{owner[2]} of {owner[1]}"
    return Parts("what", tuple(rest.split()))


def _done(rest: str) -> tuple[str, ...] | None:
    """Read "how is bad debt written off": it asks how to write it off, whoever does."""
    words = rest.split()
    at = next((at for at, word in enumerate(words) if at and word in BASE_OF), 0)
    if not at or any(word in BASE_OF for word in words[at + 1 :]) or BROKEN.search(rest):
        return None
    thing = " ".join(words[:at])
    if words[at] not in _METHODS and not (words[at] in _CARE and MARK.fullmatch(thing)):
        return None
    particle = (
        words[at + 1 : at + 2] if words[at + 1 : at + 2] in (["off"], ["up"], ["out"]) else []
    )
    return (BASE_OF[words[at]], *particle, *words[:at], *words[at + 1 + len(particle) :])


def _opened(asked: str) -> Parts:
    words = asked.split()
    for opener in OPENERS:
        size = opener.count(" ") + 1
        if words[:size] == opener.split() and len(words) > size:
            return Parts(opener, tuple(words[size:]))
    if words[0] == "do" and len(words) > 1:
        return Parts("whether", tuple(words[1:]))
    if words[0] in YES_NO:
        return Parts("whether", tuple(words))
    if MARK.fullmatch(asked):
        return Parts("definition", (asked,))
    return Parts("other", tuple(words))
