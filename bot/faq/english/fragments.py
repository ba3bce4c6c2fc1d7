"""Nouns that ask by themselves ("opening hours of the library"), and requests to name something."""

from __future__ import annotations

import re

from bot.faq.english.order import AUX
from bot.faq.english.verbs import PAST_OF
from bot.faq.english.wordlists import word_set

_PEOPLE = (
    "member|head|director|manager|owner|founder|cofounder|chair|chairman|chairperson|ceo|cfo|cto|"
    "coo|leader|author|representative|signatory|trustee|shareholder|supervisor|coordinator|"
    "auditor|president|secretary|treasurer|sponsor|administrator|approver"
)
_PERSON = re.compile(rf"(?:\S+ ){{0,2}}?(?:{_PEOPLE}) (?:of|for|in|on|at) .+")
_NAMING = re.compile(
    r"(?:list|name|state|provide|specify|give me|give|show me|show|enumerate|find|look up|"
    r"get me|get|tell me|remind me of|point me to) (?!of |for |if |all )(.+)"
)
_NAMED = re.compile(rf"what is name of (?={_PERSON.pattern}$)")
_TOLD = re.compile(
    r"(?:describe|outline|explain|summarize|sketch) ((?:\S+ )?(?:process|procedure|step|"
    r"requirement|condition|reason|criterion|benefits|risk|duty|role|rule|purpose|difference|"
    r"effect|consequence|responsibility|relationship) (?:of|for|to|in|between|behind) .+)"
)
_NOUN_PHRASE = re.compile(r"(?:\S+ ){1,4}?(?:of|for) \S.*")
_NO_NOUNS = re.compile(
    rf"(?<!\S)(?:{AUX}|if|when|who|which|what|why|how|where|whether|that|because|unless|while|"
    r"and|or|but|not|no|i|me|my|you|we|us|they|it|this|these|than|only|so|;|vs|versus|please)"
    r"(?!\S)"
)
_RELATIVE = re.compile(r" (?:who|that|which|whose|if|when) \S+ \S")
_NO_HEAD = word_set(
    """
    in on at of for to from with by as under over about after before during without within if out
    instead because due apart per thanks asking looking waiting applying paying except
    """
)


def completed(asked: str) -> str:
    """Make a question of a noun phrase, or of a request to name what it names.

    "Members of the council" and "name the members of the council" ask who they are, where all
    other nouns ask what something is.

    Args:
        asked: words with one blank between them, in the order of a plain question.
    """
    asked = _NAMED.sub("who is ", asked)
    if found := _TOLD.fullmatch(asked):
        return f"what is {found[1]}"
    found = _NAMING.fullmatch(asked)
    named = found[1] if found else asked
    relative = _RELATIVE.search(named) if found else None
    if not _is_noun_phrase(named[: relative.start()] if relative else named):
        return asked
    return f"who is {named}" if _PERSON.fullmatch(named) else f"what is {named}"


def _is_noun_phrase(words: str) -> bool:
    if not _NOUN_PHRASE.fullmatch(words) or _NO_NOUNS.search(words):
        return False
    first, second = words.split(" ")[:2]
    return first not in _NO_HEAD and (first not in PAST_OF or second == "of")
