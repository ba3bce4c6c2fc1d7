"""The order of clauses: a condition may follow what it is the condition of."""

from __future__ import annotations

import re

from bot.faq.chinese.orthography import BREAK

_CONDITION = re.compile(
    r"(?:如果|假如|要是|倘若|若是|若|除非|按照?|根据|依照|以便|以防止|为了|对于|针对|由于|因为|关于)"
)
_IN_CASE = re.compile(r"(?!谁|什么)[^?]{2,}的话")
_MODAL_FIRST = re.compile(
    r"(?P<may>能不能|可不可以|是否可以|能否|可否|可以|能|是否需要|要不要|需不需要|需要)"
    rf"在(?P<when>[^{BREAK}什哪]{{1,12}}?(?:期间|[之以]?[前后]|时|内))(?P<rest>[^{BREAK}]+)"
)
_TO_PREVENT = re.compile(r"^以(?=防止|避免)")
_ASKS = re.compile(r"什么|怎么|怎样|如何|为何|多少|多久|多长|谁|哪|何时|是否|[吗么]\??$|(.)不\1")
_AT_A_TIME = re.compile(r"[^什怎如何多几谁哪何吗不?]{4,}(?:以后|之后|以前|之前|期间|的时候)")
# 孩子的抚养费在离婚后由谁付; who lets somebody do something after a time is not there
_TOPIC_FIRST = re.compile(
    rf"(?P<topic>[^{BREAK}在让请使令叫求说规约定知通把被如若因是]{{1,12}})"
    rf"在(?P<when>[^{BREAK}在什哪多几]{{1,12}}?(?:以后|之后|后|以前|之前|期间|的时候))"
    r"(?P<rest>(?:应该|应当|可以|能|需要|该)?(?:由谁|怎么|如何|怎样|多久|什么时候|何时|哪里|为什么|为何|是否|"
    rf"能不能|可不可以|能否|要不要|需不需要)[^{BREAK}]*)"
)
_BY_A_RULE = re.compile(  # 礼品，根据制度要不要上交
    r"(?P<rule>(?:根据|按照|依照|依据)[^什怎哪谁几多要能可应需该是]{2,12}?)"
    r"(?P<rest>(?:要不要|能不能|可不可以|是否|需不需要|该不该|应该|应当|可以|需要|怎么|如何|怎样|由谁|多久|什么时候).+)"
)
_IN_A_PLACE = re.compile(
    rf"(?P<topic>[^{BREAK}在的]{{1,10}})在(?P<where>[^{BREAK}在的]{{1,4}}[^{BREAK}在的里中内前后时上下])是多少(?P<end>\??)"
)


def condition_first(text: str) -> str:
    """Put a condition that stands at the end of two clauses in front of the other.

    Args:
        text: a normalised text.
    """
    clauses = text.split(BREAK)
    if len(clauses) == 2 and (by := _BY_A_RULE.fullmatch(clauses[1])):
        clauses = [by["rule"], clauses[0] + by["rest"]]
    elif len(clauses) == 2:
        clauses[1] = _TO_PREVENT.sub("为了", clauses[1])
        if _ASKS.search(clauses[0]) and _AT_A_TIME.fullmatch(clauses[1].rstrip("?")):
            clauses = [clauses[1].rstrip("?"), clauses[0].rstrip("?")]
    if len(clauses) == 2 and _trails(clauses[1].rstrip("?")) and not _trails(clauses[0]):
        clauses = [clauses[1].rstrip("?"), clauses[0].rstrip("?")]
    if len(clauses) > 1 or _CONDITION.match(clauses[0]):
        clauses[0] = clauses[0].removesuffix("的话")
    clauses = [_time_first(clause) for clause in clauses]
    return BREAK.join(clauses)


def _trails(clause: str) -> bool:
    return bool(_CONDITION.match(clause) or _IN_CASE.fullmatch(clause))


def _time_first(clause: str) -> str:
    """能不能在停牌期间撤单 as 停牌期间能不能撤单, 抚养费在离婚后由谁付 as 离婚后抚养费由谁付."""
    if placed := _IN_A_PLACE.fullmatch(clause):
        return f"在{placed['where']}{BREAK}{placed['topic']}是多少{placed['end']}"
    if timed := _TOPIC_FIRST.fullmatch(clause):
        return "".join(timed.group("when", "topic", "rest"))
    match = _MODAL_FIRST.fullmatch(clause)
    return "".join(match.group("when", "may", "rest")) if match else clause
