"""The order of words: a question's own, wherever its phrases stand."""

from __future__ import annotations

import re

from bot.faq.english import contexts
from bot.faq.english.verbs import PAST_OF, is_participle

AUX = "is|was|do|did|have|had|can|could|may|might|must|shall|should|will|would"
_WH_ONE = "what|who|when|where|why|which|how"
_WH = (
    r"(?:how (?:long|often|much|many|soon|far|fast|high|low|old|large|late|early|likely)|"
    rf"{_WH_ONE})"
)
_QUESTION = rf"(?:(?:(?:by|from|to|for|with|at|in|on|under) )?(?:{_WH_ONE})|{AUX})"
_PREPOSITION = (
    "in|on|at|under|for|after|before|during|without|with|from|by|within|outside|inside|per|until|"
    "since|upon|besides|despite|as|according to|due to|in case of|as of|across|throughout|among"
)
_CLAUSE = "if|unless|when|once|while|where|although|though|because|whenever|provided"
_LAST = r"(?:last|next) (?:year|quarter|month|week)"

_FRONTED = re.compile(
    rf"((?:(?:{_PREPOSITION}|{_CLAUSE}) |{_LAST}\b)[^,;?]*?) , ((?:{_QUESTION}) [^,;]*)"
)
_PIED = re.compile(
    r"(from|to|by|with|for|on|in|under|of|at|about|against|through) "
    rf"(who|what|when|where|which(?: (?!(?:{AUX})(?!\S))\S+){{1,3}}) ((?:{AUX}) .*)"
)
_PREPOSITION_WHAT = re.compile(
    rf"^(from|to|by|with|for|on|in|under|of|at|about|against|through) what (?!(?:{AUX}) )(?=\S)"
)
_NOT_AFTER_SUBJECT = re.compile(
    rf"((?:(?:why|when|where|how|(?:which|"
    rf"what) (?!(?:{AUX}) )\S+) )?(?:{AUX})) ((?:\S+ ){{1,6}}?)not (?!to |only |just |but )(.*)"
)
_VERBS = frozenset(PAST_OF) - {"present"} | {
    "have", "go", "come", "need", "want", "like", "exist", "belong", "become", "grow", "fit",
    "expire", "happen", "comply", "qualify", "agree", "attend", "travel", "print", "receive", "eat",
}  # fmt: skip
_PLACE_OR_END = re.compile(rf"\S+(?:$| (?:{_PREPOSITION}|to) )")
_STARTS_PLACE = re.compile(rf"(?:{_PREPOSITION}) ")
_ADJECTIVE = re.compile(
    r"(?:able|ible|al|ent|ant|ous|ive|ful|less|ary|ory|ic|ing)$|^(?:due|liable|free|safe|subject|"
    r"ok|"
    r"okay|fair|exempt|valid|wrong|right|new|late|old|void|sick|open|full|true|good|bad|sure|"
    r"ready)$"
)
_NO_SUBJECT = re.compile(
    rf"\b(?:{AUX}|be|been|that|who|which|what|if|when|and|or|but|to|whether|because|not|it|all|"
    r"every|each|both|some|most|many|any|only|few|several|half|everyone|everything|anyone|"
    r"anything)\b"
)
_REASON = re.compile(
    r"what is (?:main |real |exact )?reason (?:why |that |for which |"
    r"(?!for |of |to |behind |and |or |given |in |is |code |on ))(.+ .+)"
)
_EMBEDDED_YES_NO = re.compile(r"(?:if|whether) (.*)")
_SUBJECT_FIRST = re.compile(rf"({_WH} )(.*)")
_MEANS = re.compile(r"(what .+) means((?: (?:in|for|under|when|if|on|at|to|;) .+)?)")
_WHAT_IS = re.compile(r"what (.+) (is|was)( .+)?")
_AUX_WORD = re.compile(rf"(?<!\S)(?:{AUX})(?!\S)")
_NO_MOVE = re.compile(rf"(?:how (?:many|much)|which|what) (?!(?:{AUX})(?!\S))")
_BROKEN = re.compile(r"(?<!\S)(?:if|when|who|which|that|because|unless|while|to)(?!\S)")
_HOW_IT_WORKS = re.compile(  # the verb; the noun would not stand there
    rf"^(how (?:(?!(?:{AUX}|to) )\S+ )+?work)s"
    r"((?: (?:in|on|at|with|without|when|if|during|under) .+)?)$"
)
_WHY_CLAUSE = re.compile(rf"why (?!(?:{AUX}|not|if|when|be) )\S")  # "how come it is"
_CLAUSE_WORD = re.compile(r"(?<!\S)(?:if|when|who|which|that|because|unless|while)(?!\S)")
_NO_OWNING = AUX.replace("|have|had", "")
_OF_PRONOUN = re.compile(
    rf"^((?:which|what|how many|how much)(?: (?!(?:{AUX})(?!\S))\S+){{0,3}}?)"
    rf" (we|you|they|i) (?!(?:{_NO_OWNING}) )"
)
_WHAT_THING = re.compile(rf"^what (?!(?:{AUX}|if|about|else|to|not|happen|kind) )(?=\S+ \S)")


def fronted(asked: str) -> str:
    """What stands before a question, and a comma after it, or "".

    Args:
        asked: words with one blank between them, commas still among them.
    """
    found = _FRONTED.fullmatch(asked)
    return _without_commas(found[1]) if found else ""


def straight(asked: str, subordinate: bool, definite: bool) -> str:
    """Put a question's words in the order that a plain question has.

    Args:
        asked: words with one blank between them, commas still among them.
        subordinate: whether the question was a subordinate clause ("tell me where it is").
        definite: whether an article follows its "what" ("what the limit is").

    Returns:
        The words without commas.
    """
    if found := _FRONTED.fullmatch(asked):
        asked = f"{found[2]} {found[1]}"
    asked = _without_commas(asked)
    if _WHY_CLAUSE.match(asked):
        asked = inverted(asked, definite)
    if found := _REASON.fullmatch(asked):
        asked = inverted(f"why {found[1]}", definite)
    if subordinate:
        asked = inverted(_MEANS.sub(r"\1 mean\2", asked), definite)
    asked = _PREPOSITION_WHAT.sub(r"\1 which ", asked)
    if found := _PIED.fullmatch(asked):
        main, tail = contexts.apart(found[3])
        asked = f"{found[2]} {main} {found[1]} {tail}".rstrip()
    if subordinate:  # there "what clients owe" may ask for a sum
        asked = _OF_PRONOUN.sub(r"\1 do \2 ", asked)
    else:
        asked = _WHAT_THING.sub("which ", asked)
    asked = _HOW_IT_WORKS.sub(r"\1\2", asked)
    found = _NOT_AFTER_SUBJECT.fullmatch(asked)
    if found and _denies_all(asked, found[2], found[3]):
        asked = f"{found[1]} not {found[2]}{found[3]}"
    return asked


def _denies_all(asked: str, subject: str, rest: str) -> bool:
    """Whether a "not" after the subject denies the whole, so that it may as well go before it.

    It does not in "why are employees not paid overtime taxed", nor in "are people not resident in
    the country taxable": there must be nothing after it that could be what is asked.
    """
    if " but " in asked or _NO_SUBJECT.search(subject):
        return False
    helper = next(word for word in asked.split(" ") if _AUX_WORD.fullmatch(word))
    words = rest.removeprefix("been ").split(" ")
    if helper not in ("is", "was", "have", "had"):
        return words[0] in _VERBS or (words[0] == "be" and asked.startswith(("wh", "how")))
    if _STARTS_PLACE.match(rest):
        return len(words) <= 2
    if words[0] == "yet" or (is_participle(words[0]) and not _PLACE_OR_END.match(" ".join(words))):
        return False
    return not any(is_participle(word) or _ADJECTIVE.search(word) for word in words[1:])


def _without_commas(asked: str) -> str:
    """Leave commas out; but not after a "no", where the comma turns the sense round."""
    words = asked.split(" ")
    return " ".join(
        word
        for at, word in enumerate(words)
        if word != "," or (at and words[at - 1] in ("no", "not", "yes", "never", "only"))
    )


def inverted(asked: str, definite: bool) -> str:
    """Turn "where the key is" and "whether there is a key" into questions of their own.

    Args:
        asked: a subordinate clause, as words with one blank between them.
        definite: whether an article follows its "what".
    """
    if asked.startswith("what ") and not re.match(rf"what (?:{AUX}) ", asked):
        found = _WHAT_IS.fullmatch(asked)
        if not found or (found[3] and not definite):
            return asked
        if not found[3] and not _CLAUSE_WORD.search(found[1]):
            return f"what {found[2]} {found[1]}"
    yes_no = _EMBEDDED_YES_NO.fullmatch(asked)
    found = None if yes_no else _SUBJECT_FIRST.fullmatch(asked)
    head, rest = ("", yes_no[1]) if yes_no else (found[1], found[2]) if found else ("", "")
    if not rest:
        return asked
    if _NO_MOVE.match(asked) and not yes_no and not asked.startswith("what "):
        return asked
    first = _AUX_WORD.search(rest)
    if not first:
        return f"do {rest}" if yes_no else asked
    if first.start() == 0 or _BROKEN.search(rest[: first.start()]):
        return asked if not yes_no else f"whether {rest}"
    if first[0] in ("do", "did", "have", "had") and not yes_no and not rest[first.end() :].strip():
        return asked
    if first[0] in ("have", "had", "do", "did") and not re.match(
        r" (?:not|to|been|\S+ed|\S+en)\b", rest[first.end() :]
    ):
        return f"do {rest}" if yes_no else asked
    moved = f"{rest[: first.start()].strip()}{rest[first.end() :]}"
    return f"{head}{first[0]} {moved}".strip()
