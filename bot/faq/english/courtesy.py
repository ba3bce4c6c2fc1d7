"""Greetings, politeness and fillers: what is said around a question and asks nothing."""

from __future__ import annotations

import re

from bot.faq.english.preamble import without_preamble
from bot.faq.english.remarks import CLOSINGS, OPENINGS, SOFT, SOME
from bot.faq.english.requests import REQUESTS

_OPENING = re.compile(rf"(?:{'|'.join(OPENINGS)})")
_REQUEST = re.compile(rf"(?:{'|'.join(REQUESTS)})")
_PLEASE = re.compile(
    rf"{SOFT}(?:(?:can|could|would|will) {SOME} {SOFT})?"
    r"(?=(?:define|explain|list|give|name|state|describe|compare|provide|outline|summarize) "
    r")|(?:please|kindly),? "
)
_FOR_ME = re.compile(
    r"((?:define|explain|list|describe|compare|outline) .*) (?:for|to) (?:me|us)[?.! ]*"
)
_SURELY_CLOSING = (
    "please|thanks|thank you|many thanks|thx|lol|btw|by the way|exactly|by any chance|pls|cheers"
)
# What only gives a question word weight: "who actually owns", "what on earth is".
_WEIGHT = re.compile(
    r"^((?:and |so )?(?:what|who|whom|where|when|why|how)(?: (?:is|are|do|does|did|can|should))?) "
    r"(?:actually|exactly|precisely|really|basically|on earth|in the world|the (?:hell|heck))"
    r"(?= (?!(?:as|like|at|when|where|the same|[0-9])\b)\w|$)"
)
_ASIDE = re.compile(
    r" ?, (?:by the way|btw|please|if i may ask|if you know|if anyone knows|for the record) ?, "
)
_MEANT = re.compile(r"\b(what (?:does|do) .{1,60}?) (?:actually|really|exactly|even) mean\b")

_CLOSING = re.compile(
    rf"(?:[\s]*[,.?!;:-][\s,.?!;:-]*(?:{CLOSINGS})|\s+(?:{_SURELY_CLOSING}))[\s,.?!;:)-]*$"
)
_AND_TELL = re.compile(
    r"^((?:(?:please|could you|can you|would you|kindly) )*(?:find out|check|look up|see|ask "
    r"around) (?:what|who|whom|whose|when|where|why|which|how|if|whether|by|from) .+?),? and "
    r"(?:then )?(?:please )?(?:tell (?:me|us)|let (?:me|us) know|report back|get back to (?:me|us))"
    r"[ .!?]*$"
)
# "List the documents that a supplier has to submit" asks which documents these are.
_THINGS_THAT = re.compile(
    r"(?:list|name|tell me|state|give me|show me) the ((?:(?!(?:of|for|in|on|at|to|by|with|that|"
    r"which|who|reason|fact|way|idea|news|condition|only|first|last|and|or)\b)[\w\ue000-\uf8ff]+ )"
    r"{1,3})(?:that |which |who |(?=(?:the|our|an?) (?:\w+ ){1,4}?(?:must|can|may|should|has to|"
    r"have to|needs? to) ))((?!is\b|was\b)[^,;:?]+)"
)
_TAIL = 64  # characters: no closing is longer
_ROUNDS = 8


def strip(text: str) -> tuple[str, bool]:
    """Leave out what is only polite, or only fills.

    Args:
        text: in small letters, its contractions written out.

    Returns:
        The question, and whether it was asked in a subordinate clause ("tell me where it is").
    """
    asked = _ASIDE.sub(" ", text).strip(" ,;:.!")
    for _ in range(_ROUNDS):
        shorter = _without_closing(asked)
        if found := _OPENING.match(shorter):
            shorter = shorter[found.end() :]
        shorter = without_preamble(shorter)
        if shorter.strip(" ,;:.!?-") == "":
            break
        if shorter == asked:
            break
        asked = shorter
    asked, subordinate = _without_requests(_AND_TELL.sub(r"\1", asked))
    if (found := _PLEASE.match(asked)) and asked[found.end() :].strip():
        asked = asked[found.end() :]
    if found := _FOR_ME.fullmatch(asked):
        asked = found[1]
    if found := _THINGS_THAT.fullmatch(asked):
        asked, subordinate = f"which {found[1]}{found[2]}", True
    return _MEANT.sub(r"\1 mean", _WEIGHT.sub(r"\1", asked)), subordinate


def _without_requests(asked: str) -> tuple[str, bool]:
    subordinate = False
    for _ in range(3):
        found = _REQUEST.match(asked)
        rest = asked[found.end() :].lstrip(" ,:") if found else ""
        if not found or not _asks(found[0], rest):
            break
        asked, subordinate = rest, True
        if opening := _OPENING.match(asked):
            asked = asked[opening.end() :]
    return asked, subordinate


_CLAUSE = re.compile(r"(?:what|who|whom|whose|when|where|why|which|how|if|whether|by|from|to) ?")
_PLAIN_TELL = re.compile(
    r".*\b(?:tell|inform|remind) (?:me|us) $|.*\b(?:advise|state|specify)(?: (?:me|us))?(?: on)? $"
    r"|.*\bi (?:.* )?(?:know|ask|find out) $|.*\blook up $|.*question is,?:? $"
    r"|.*(?:\blike|\bwant|\bneed|\blooking for)(?: to (?:have|get|see))? $"
)
# "Can anyone look up the address of a customer" asks whether it may be done.
_MAY_I = re.compile(
    r"^(?!.*\b(?:please|kindly)\b).*\b(?:can|could|may|might|is|are) (?:i|we|anyone|anybody|"
    r"any of you|someone|somebody|one of you|you|u)\b.* "
    r"(?:look up|find out|see|check|share|state|specify)\b"
    r"|\b(?:can|could) i (?:.* )?know\b"
)
_MAY_I_KNOW = re.compile(r"\bmay i (?:.* )?know $")
_NOUN_START = re.compile(r"(?:the|our|an?) |\S+ (?:of|for) ")


def _asks(request: str, rest: str) -> bool:
    """Whether what follows a request can stand as a question by itself."""
    if _MAY_I.search(request):
        return False
    if found := _CLAUSE.match(rest):
        return found[0].strip() not in ("by", "from", "to") or rest.split()[1:2] in (
            ["whom"], ["what"], ["which"], ["who"],
        )  # fmt: skip
    if _MAY_I_KNOW.search(request):
        return False
    return bool(_PLAIN_TELL.match(request)) and bool(_NOUN_START.match(rest))


def _without_closing(text: str) -> str:
    head, tail = text[:-_TAIL], text[-_TAIL:]
    found = _CLOSING.search(tail)
    if not found:
        return text
    kept = head + tail[: found.start()]
    return kept if kept.strip(" ,;:.!?-") else text
