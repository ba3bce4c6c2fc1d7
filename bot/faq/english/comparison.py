"""Questions that compare two things, neither of which comes first."""

from __future__ import annotations

import re

from bot.faq.english.capitals import NAME
from bot.faq.english.shared_nouns import shared
from bot.faq.english.wordlists import word_set
from bot.faq.parts import Parts

_AND = r"(?P<both>.+)"
_A, _B = r"(?P<a>.+)", r"(?P<b>.+)"
_LEAD = r"(?:what is |which is |explain |describe |state |list )?(?:main |key |basic |exact )?"
_FRAMES = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (rf"{_LEAD}(?:difference|distinction|contrast) between {_AND}", "difference"),
        (rf"how {_AND} differ(?: from each other| from 1 another)?", "difference"),
        (rf"how is {_AND} different(?: from each other)?", "difference"),
        (rf"how {_A} differ from {_B}", "difference"),
        (rf"how is {_A} different (?:from|to|than) {_B}", "difference"),
        (rf"which (?:distinguish|separate|differentiate) {_A} from {_B}", "difference"),
        (
            rf"(?:how to|how (?:you|i|1)) (?:distinguish|tell apart|differentiate) "
            rf"(?:between )?{_AND}",
            "tell apart",
        ),
        (rf"{_A} (?:vs|versus) {_B}", "difference"),
        (rf"{_A} (?:vs|versus) {_B} (?:; )?what is difference", "difference"),
        (rf"compare {_A} (?:with|to|and|against|versus|vs) {_B}", "comparison"),
        (rf"{_LEAD}comparison (?:between|of) {_AND}", "comparison"),
        (rf"how {_AND} compare", "comparison"),
        (rf"how {_A} compare (?:with|to) {_B}", "comparison"),
        (rf"what (?:do )?{_AND} have in common", "similarity"),
        (rf"{_LEAD}similarity between {_AND}", "similarity"),
        (rf"how is {_AND} (?:similar|alike)", "similarity"),
        (rf"how is {_A} similar to {_B}", "similarity"),
        (rf"is {_AND} (?:alike|similar)(?: in any way)?", "whether similar"),
        (rf"do {_AND} have any similarity", "whether similar"),
        (rf"is {_AND} same(?: thing)?", "whether same"),
        (rf"is {_A} same (?:thing )?as {_B}", "whether same"),
        (rf"is there (?:a |any )?difference between {_AND}", "whether different"),
        (rf"do {_AND} differ", "whether different"),
        (rf"is {_AND} different", "whether different"),
        (rf"is {_A} different from {_B}", "whether different"),
        (rf"{_LEAD}(?:relationship|relation) between {_AND}", "relation"),
        (rf"how is {_AND} related", "relation"),
        (rf"how is {_A} related (?:to|with) {_B}", "relation"),
        (rf"how similar is {_AND}", "how similar"),
        (rf"{_LEAD}(?:overlap) between {_AND}", "overlap"),
        (rf"is there (?:overlap|any overlap|some overlap) between {_AND}", "whether overlap"),
        (rf"do {_AND} overlap", "whether overlap"),
        (rf"is there (?:conflict|any conflict|contradiction) between {_AND}", "whether conflict"),
        (rf"do {_AND} (?:conflict|contradict each other)", "whether conflict"),
        (
            rf"is there (?:link|connection|relation|relationship|association) between {_AND}",
            "whether related",
        ),
        (
            rf"is {_AND} (?:related|connected|linked|associated)(?: to each other)?",
            "whether related",
        ),
        (rf"is there (?:correlation|any correlation) between {_AND}", "whether correlated"),
        (rf"is {_AND} correlated", "whether correlated"),
        (rf"is there (?:interaction|any interaction) between {_AND}", "whether interact"),
        (rf"do {_AND} interact(?: with each other)?", "whether interact"),
        (rf"how {_AND} interact(?: with each other)?", "interaction"),
        (
            rf"is {_AND} (?P<which>compatible|interchangeable|equivalent|identical|equal|"
            rf"comparable|"
            rf"mutually exclusive)(?: with each other)?",
            "whether",
        ),
        (rf"how far apart is {_AND}", "distance"),
        (rf"how far is {_A} from {_B}", "distance"),
        (rf"how far is it (?:from {_A} to {_B}|between {_AND})", "distance"),
        (rf"what is distance (?:between {_AND}|from {_A} to {_B})", "distance"),
        (rf"{_LEAD}(?:connection|link) between {_AND}", "relation"),
        (rf"compare and contrast {_AND}", "compare and contrast"),
        (rf"compare {_AND}", "comparison"),
        (rf"similarity and difference between {_AND}", "compare and contrast"),
        (rf"{_LEAD}similarity and difference between {_AND}", "compare and contrast"),
        (rf"what (?:do )?{_AND} share", "similarity"),
        (rf"(?:what|which) set {_A} apart from {_B}", "difference"),
        (rf"what (?:distinguish|separate|differentiate) {_A} from {_B}", "difference"),
        (
            rf"{_A} (?:vs|versus) {_B} (?:; )?(?:what is|which is) difference(?P<in> in .+)",
            "difference",
        ),
        (rf"what is difference(?P<in> (?:in|of) .+) between {_AND}", "difference"),
        (rf"how {_AND} differ(?P<in> in .+)", "difference"),
        (rf"how {_A} differ from {_B}(?P<in> (?:in|when) .+)", "difference"),
        (rf"{_LEAD}correlation between {_AND}", "correlation"),
        (rf"how correlated is {_A} (?:with|to) {_B}", "how correlated"),
        (rf"how correlated is {_AND}", "how correlated"),
        (r"(?P<or>.+?) (?:; )?which (?:1 )?is (?P<which>(?:more |less )?\S+)", "which"),
        (r"between (?P<both>.+) which (?:1 )?is (?P<which>(?:more |less )?\S+)", "which"),
        (r"is (?P<or>.+?) (?P<which>(?:more |less )\S+|\S+er|better|worse)", "which"),
        (rf"which make {_A} different from {_B}", "difference"),
        (r"(?:which|what) 1 is (?P<which>(?:more |less )?\S+) (?:; )?(?P<or>.+)", "which"),
        (r"(?:which|what) is (?P<which>(?:more |less )?\S+) (?:; )?(?P<or>.+)", "which"),
        (r"who is (?P<which>(?:more |less )?\S+) (?:; )?(?P<or>.+)", "which one"),
    )
)
_PLACE = (
    r"(?: (?:in|under|at|for|within) (?:our .+|\S+ law|(?:\S+ )?(?:accounting|finance|"
    r"medicine|law|practice|"
    r"purposes|reporting)|q[1-4](?: [0-9]{4})?|[0-9]{4}|ifrs|gaap))"
)
_FREE_PLACE = r" (?:in|at) (?:(?!and |or )\S+ ?){1,5}"
_WITH_PLACE = re.compile(rf"(.+?)({_PLACE}+|{_FREE_PLACE})")
_CURRENCIES = word_set("usd eur gbp jpy cny chf hkd rmb dollar euro yuan yen $ € £")
_PREPOSITION = re.compile(
    r"(?<!\S)(?:in|under|at|for|within|on|from|to|with|between|than|and|or)(?!\S)"
)
_CLAUSE = re.compile(r"(?<!\S)(?:;|if|when|who|that|because|but|what|why|how)(?!\S)")


def compared(asked: str) -> Parts | None:
    """Read a comparison.

    Args:
        asked: words with one blank between them, in the order of a plain question.

    Returns:
        None for what compares nothing, or has a first side ("how much higher is A than B").
    """
    for pattern, kind in _FRAMES:
        found = pattern.fullmatch(asked)
        if not found:
            continue
        groups = found.groupdict()
        which = groups.get("which")
        if which and kind != "whether" and not _is_comparative(which):
            continue
        sides = _sides(groups)
        if sides and not _is_ordered(pattern.pattern, sides):
            first, second, place = sides
            both = tuple(sorted((tuple(first.split()), tuple(second.split()))))
            return Parts(f"{kind}:{which}" if which else kind, tuple(place.split()), both)
    return None


def _is_ordered(pattern: str, sides: tuple[str, str, str]) -> bool:
    """Whether names stand in an order: a case, a rate of exchange, a relation of persons."""
    if not re.search(r"vs\|versus|related \(", pattern) or "what is" in pattern:
        return False
    return any(NAME in side or side in _CURRENCIES for side in sides)


def _is_comparative(word: str) -> bool:
    last = word.rpartition(" ")[2]
    return " " in word or last.endswith("er") or last in ("better", "worse", "less", "more")


def _sides(groups: dict[str, str | None]) -> tuple[str, str, str] | None:
    """The two sides, and what was said of both of them ("in our reports")."""
    joined = groups.get("both") or groups.get("or")
    if joined:
        word = " or " if groups.get("or") else " and "
        if joined.count(word) != 1:
            return None
        first, _, second = joined.partition(word)
    else:
        first, second = groups.get("a") or "", groups.get("b") or ""
    place = groups.get("in") or ""
    if not place and not _PREPOSITION.search(first) and (found := _WITH_PLACE.fullmatch(second)):
        second, place = found[1], found[2]
    first = shared(first, second)
    if first == second or _CLAUSE.search(f"{first} {second} {place}"):
        return None
    return first, second, place
