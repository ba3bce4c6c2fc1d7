"""What only a plural tells, read while the words still have their endings."""

from __future__ import annotations

import re

from bot.faq.english.order import AUX
from bot.faq.english.verbs import BASE_OF, PAST_OF

_NUMBER_OF = re.compile(
    r"(?:what is )?the (?:exact )?number of (?!the |our |an? |my |this |that |these )"
    r"((?:[\w-]+ ){0,2}?[\w-]+[^\Wsui]s)(?= (?:in|at|on|per) |[ ?.!]*$)"
)
_WHICH_THINGS = re.compile(
    r"(which|what) ((?:[\w-]+ )?[\w\ue000-\uf8ff-]*[^\Wsui]s|[\ue000-\uf8ff]) ((?:the |our |an? )?)"
    r"([\w\ue000-\uf8ff-]+)((?: [\w\ue000-\uf8ff'-]+){1,6})"
)
_NO_SUBJECT = re.compile(
    rf"(?:{AUX}|has|does|are|were|be|been|not|in|on|at|of|for|from|to|by|with|under|over|about|per|"
    r"than|that|who|which|when|if|and|or|but|only|always|never|usually|often|also|still|already|"
    r"currently|we|you|they|i|it|he|she|within|without|between|during|after|before|count|apply|"
    r"expire|exist|remain|belong|cost|need|fall|come|go|work|become|qualify|arise)"
)
# The article tells where the thing ends and who must do something with it begins.
_WHICH_MUST = re.compile(
    r"((?:which|what|whose) (?:(?!of |for |in |on |at |to |by |the |our |an? )[\w\ue000-\uf8ff]+ )"
    rf"{{1,3}})((?:the|our|an?) (?:(?!(?:{AUX}|has|are|were|that|which|who|if|when|and|or) )"
    r"[\w\ue000-\uf8ff'-]+ ){1,4})"
    r"(must|can|may|should|will|has to|have to|needs? to) ((?!be )[a-z]+(?: .+)?)"
)
_FINITE = frozenset((*PAST_OF, *PAST_OF.values(), "need", "have", "want", "like", "eat", "receive"))


def counted(text: str) -> str:
    """Write "the number of seats in the hall" as "how many seats are there in the hall".

    Args:
        text: in small letters, without what is only polite.
    """
    return _NUMBER_OF.sub(r"how many \1 are there", text, count=1)


def with_do(text: str) -> str:
    """Write the clause "which vaccines lab staff need" as "which vaccines do lab staff need".

    A plural, a noun after it that is no verb, and a verb behind: another order would need the
    words "which" and "staff" to stand together.

    Args:
        text: a subordinate clause in small letters.
    """
    if found := _WHICH_MUST.fullmatch(text.strip(" ?.!")):
        return _helped(found)
    found = _WHICH_THINGS.fullmatch(text.strip(" ?.!"))
    if not found:
        return text
    _, things, article, first, rest = found.groups()
    words = rest.split()
    if not article and (_NO_SUBJECT.fullmatch(first) or first in PAST_OF or first in BASE_OF):
        return text
    at = next((at for at, word in enumerate(words) if word in _FINITE), None)
    if at is None or any(_NO_SUBJECT.fullmatch(word) for word in words[:at]):
        return text
    return f"which {things} do {article}{first}{rest}"


def _helped(found: re.Match[str]) -> str:
    thing, subject, helper, rest = found.groups()
    verb = helper.split(" ")[0].replace("has", "have").replace("needs", "need")
    if verb != helper:
        return f"{thing}do {subject}{verb} to {rest}"
    return f"{thing}{helper} {subject}{rest}"
