"""The passive, turned into the active where it names who does it."""

from __future__ import annotations

import re

from bot.faq.english.order import AUX
from bot.faq.english.verbs import BASE_OF, PAST_OF, is_participle

_MODAL = "can|could|may|might|must|shall|should|will|would"
_WH = r"(?:(?:why|when|where|how|how (?:long|often|much|soon)|who|what|which(?: \S+){1,3}?) )?"
_WHO_BY = re.compile(
    r"((?:who|what|which(?: \S+){1,3}?)) (is|was) (.+) ((?!down|up|out|off)\S+)( (?:down|up|out|"
    r"off))? by"
)
_WHO_MODAL_BY = re.compile(rf"(who|which(?: \S+){{1,3}}?) ({_MODAL}) (not )?(.+) be (\S+) by")
# "Who is the pump that cools hall 2 serviced by": the clause has no helping verb of its own.
_WHO_RELATIVE_BY = re.compile(
    rf"(who|which(?: \S+){{1,3}}?) (is|was) ((?:(?!(?:{AUX}|by|and|or|that|which|who) )\S+ ){{1,5}}"
    rf"(?:that|which|who) (?:(?!(?:{AUX}|by|and|or|be|been) )\S+ ){{2,9}})(\S+) by"
)
_EITHER = re.compile(r"((?:(?!of |in |at |for |to |on )\S+ ){1,3})(or|and) (\S+(?: \S+){0,2})")
_TO_SOMEBODY = re.compile(  # no infinitive: "the shipment to Brazil"
    rf"(?<=\S) to (?!(?:{AUX}|be|{'|'.join(PAST_OF)})(?!\S))(?=\S)"
)
_PREPOSITIONS = (["of"], ["for"], ["about"], ["after"], ["into"], ["upon"], ["to"])
_RELATIVE = re.compile(
    rf"({_MODAL}) (not )?((?:(?!by |and |or )\S+ )+?(?:that|which|who) "
    r"(?:(?!by |and |or |be )\S+ )+?)"
    rf"(not )?be (\S+) by ((?:(?!(?:{AUX}|that|who|which|and|or|if|when)(?!\S))\S+ ?){{1,4}})"
)
_DATED = re.compile(
    r"( (?:in|on|during|since|until|before|after) (?:\w+:month.*|[0-9]{4}|[qh][1-4](?: [0-9]{4})?|"
    r"fy[0-9]+)| (?:during|until) (?:(?!during |until )\S+ ?){1,6})$"
)
_AUX_WORD = re.compile(rf"(?<!\S)(?:{AUX}|be|by|that|which|who|to|if|when|and|or)(?!\S)")
# Not after "which fund": "which fund do managers trust" is no question about fund managers.
_DO = re.compile(r"((?:who|what|when|where|why|how|how long|how often|how soon) )do (?=\S)")
# Whoever asks "how can I" or "how does one" asks how it is done.
_ANYBODY = re.compile(
    r"\b(how|where) (?:can|do|does|would|could) (?:i|you|one|people|someone|somebody|a person)\b"
)


_FIND = re.compile(r"\bwhere do you (?:find(?! out)|locate)\b")


# By these things are done, but not by them as those who do them.
_MEANS = re.compile(
    r" by (?:(?:\S+ ){0,2}?(?:bankcheck|check|cash|card|transfer|wire|mail|post|phone|fax|letter|"
    r"hand|default|law|statute|contract|agreement|email|number|vote|air|sea|mistake|accident|text|"
    r"proxy|courier|bus|train|plane|ship|road|rail|credit|debit|installment|force|chance|design))"
    r"(?= |$)"
)


def impersonal(text: str) -> str:
    """Give "how can I", "how does one" and "how do you" one form; "how do we" is the company's."""
    return _FIND.sub("where is", _ANYBODY.sub(r"\1 do you", text))


def active(asked: str) -> str:
    """Turn "who is O audited by" into "who audit O", and "is O audited by S" into "do S audit O".

    Only verbs whose forms are known are turned, and only where nothing else could be meant: one
    "by", at the end or before all that follows the verb.

    Args:
        asked: words with one blank between them, in the order of a plain question.
    """
    if asked.count(" by") != 1 or _MEANS.search(asked):
        return asked
    if found := _WHO_MODAL_BY.fullmatch(asked):
        who, modal, negation, thing, verb = found.groups()
        if verb in BASE_OF and not _AUX_WORD.search(thing):
            return f"{who} {modal} {negation or ''}{BASE_OF[verb]} {thing}"
        return asked
    if (found := _RELATIVE.fullmatch(asked)) and found[5] in BASE_OF:
        modal, negation, thing, late, verb, subject = found.groups()
        return f"{modal} {negation or ''}{subject} {late or ''}{BASE_OF[verb]} {thing.strip()}"
    if (found := _WHO_RELATIVE_BY.fullmatch(asked)) and found[4] in BASE_OF:
        return f"{found[1]} {_finite(found[2], found[4])} {found[3].strip()}"
    if found := _WHO_BY.fullmatch(asked):
        who, be, thing, verb, particle = found.groups()
        if verb in BASE_OF and not _AUX_WORD.search(thing):
            return f"{who} {_finite(be, verb)}{particle or ''} {thing}"
        return asked
    return _turned(asked)


def _finite(be: str, participle: str) -> str:
    base = BASE_OF[participle]
    return PAST_OF[base] if be == "was" else base


def _turned(asked: str) -> str:
    before, _, subject = asked.rpartition(" by ")
    if dated := _DATED.search(subject):
        subject, before = subject[: dated.start()], before + dated[1]
    found = re.match(rf"({_WH})(is|was|have|had|{_MODAL}) (not )?", before)
    if not subject or not found:
        return asked
    head, aux, negation = found[1], found[2], found[3] or ""
    words = before[found.end() :].split(" ")
    if turned := _asked_for(head, aux, words, f"{negation}{subject}"):
        return turned
    at = next((at for at in range(len(words) - 1, 0, -1) if words[at] in BASE_OF), 0)
    if not at:
        return asked
    late = ["not"] if words[at - 1] == "not" and not negation else []
    thing, verb, rest = words[: at - len(late)], BASE_OF[words[at]], words[at + 1 :]
    if aux in ("have", "had"):
        if thing[-1:] != ["been"]:
            return asked
        thing, verb = thing[:-1], words[at]
    elif aux not in ("is", "was"):
        if thing[-1:] != ["be"]:
            return asked
        thing = thing[:-1]
    told = _TO_SOMEBODY.sub(" ", f"{' '.join(thing)} {' '.join(rest)}")
    if not thing or _AUX_WORD.search(f"{told} {_one_doer(subject)}"):
        return asked
    helper = {"is": "do", "was": "did"}.get(aux, aux)
    done = [*rest, *thing] if rest in _PREPOSITIONS else [*thing, *rest]
    return " ".join((*head.split(), helper, *negation.split(), subject, *late, verb, *done))


def _one_doer(subject: str) -> str:
    """The subject, or the first word of two that are named with "or" between them."""
    found = _EITHER.fullmatch(subject)
    words = f"{found[1]}{found[3]}".split() if found else []
    clean = words and not any(is_participle(word) or word.endswith("ing") for word in words)
    return words[0] if clean and not _AUX_WORD.search(" ".join(words)) else subject


def _asked_for(head: str, aux: str, words: list[str], subject: str) -> str | None:
    """Turn "what is covered by the plan" into "what do plan cover"."""
    if head.split(" ")[0] not in ("what", "which", "who") or aux not in ("is", "was"):
        return None
    if words[0] not in BASE_OF or _AUX_WORD.search(" ".join((*words, subject))):
        return None
    helper = "do" if aux == "is" else "did"
    return " ".join((head.strip(), helper, subject, BASE_OF[words[0]], *words[1:]))


def without_do(asked: str) -> str:
    """Leave out the "do" that only makes a question, and never the one that is its verb."""
    found = _DO.match(asked)
    return asked[: found.end(1)] + asked[found.end() :] if found else asked
