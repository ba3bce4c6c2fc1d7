"""Questions for how, where, when, how long or for how much something is done."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.faq.chinese.framed import ASKS, Framed, is_agent, is_short_name
from bot.faq.chinese.method_words import (
    BOTH_WAYS,
    HANDLED,
    OPENED,
    PAID,
    PLACED,
    PROCESSED,
    TIMED,
    WITHOUT_OBJECT,
)
from bot.faq.chinese.orthography import BREAK


def _one_of(verbs: Iterable[str]) -> str:
    return f"(?P<v>{'|'.join(sorted(verbs, key=len, reverse=True))})"


def _whole(verbs: Iterable[str]) -> list[str]:
    return [verb for verb in verbs if len(verb) > 1]


_X = rf"(?P<x>[^{BREAK}]+?)"
_PLACE = "(?:在|去|到|从)?哪里"
_PATH = r"(?:流程|步骤|方法|办法)"
_IS_HOW = r"(?:是什么|有什么|是怎么的|是怎么样的)?"
_TAKES = r"(?:的?(?:时间|周期|时长)(?:是|为|有)?)?(?:大概|大约)?(?:需要花|需要|要花|要|得|需|花)?"
_SPEND = r"(?:(?:需要|要|得|需)?(?:花费|花|付|交)?多少钱|的?费用(?:是|为)?多少(?:钱)?)"
_LINK = r"(?:入口|链接|地址|网址)(?:是什么|在哪里|是多少|是哪里)?"
_WHEN = r"(?:时间|日期)(?:是|在|为)(?:什么时候|哪天)"
_OBJECT = (
    # kind, the verbs, and the turns that ask it: before their object, and behind it
    ("怎么", HANDLED, (rf"怎么V{_X}", rf"{_X}(?:是)?怎么V")),
    ("怎么", HANDLED, (rf"V{_X}的?{_PATH}{_IS_HOW}", rf"{_X}的?V的?{_PATH}{_IS_HOW}")),
    ("在哪里", PLACED, (rf"{_PLACE}V到?{_X}", rf"{_X}(?:是)?{_PLACE}V到?")),
    ("在哪里", OPENED, (rf"V{_X}的?{_LINK}", rf"{_X}的?V{_LINK}")),
    ("什么时候", TIMED, (rf"(?:什么时候|哪天)V{_X}", rf"{_X}(?:是)?(?:什么时候|哪天)V")),
    ("什么时候", TIMED, (rf"V{_X}的?{_WHEN}", rf"{_X}的?V{_WHEN}")),
    ("找谁", HANDLED, (rf"找谁V{_X}", rf"{_X}找谁V")),
    ("多久", PROCESSED, (rf"V{_X}{_TAKES}多久", rf"{_X}的?V{_TAKES}多久")),
    ("多少钱", PAID, (rf"V{_X}{_SPEND}", rf"{_X}的?V{_SPEND}")),
)
_HOW = tuple(
    # of one character it is most often the end of another word in the middle of a text
    (kind, re.compile(turn.replace("V", _one_of(_whole(verbs) if "的?V" in turn else verbs))))
    for kind, verbs, turns in _OBJECT
    for turn in turns
)
_HOW_BARE = tuple(
    re.compile(turn.replace("V", _one_of(WITHOUT_OBJECT)))
    for turn in ("怎么V", rf"V的?(?:流程|步骤){_IS_HOW}", "V走什么流程")
)
_WITH = rf"(?P<x>(?:给|把|用|在|让|将|从|通过|对|为)[^的{BREAK}]+)"
_HOW_WITH = (re.compile(rf"怎么{_WITH}"), re.compile(rf"{_WITH}的(?:方法|办法|步骤){_IS_HOW}"))
_ANY_VERB = (
    re.compile(rf"{_X}怎么(?P<v>[\u4e00-\u9fff]{{2}})的?"),
    re.compile(rf"{_X}的(?P<v>[\u4e00-\u9fff]{{2}})(?:方法|方式|办法|流程|步骤)(?:是什么|有什么)?"),
)
_TIME_FIRST = re.compile(
    rf"(?P<when>[^怎哪什谁多几{BREAK}]{{1,10}}?(?:后|前|时|期间))(?=怎么|哪里|什么时候)"
)
_NOT_A_METHOD = re.compile(
    r"[是有个么样算会能].*|回事|解释|理解|定义|.*[了的样]|[具主常基不没].*|计算|办理"
)
_NOT_IN_FRONT = re.compile(  # what is no object, or only the first part of one
    r"[的了过得不没]|病$|医生|[^\ue000-\uf8ff]?后|前[^台]|到|什么"
)
_NOT_BEHIND = re.compile(
    r"(?:[的了过被把由让给在对向不没未已]|可以|应当|必须|需要|如果|时候)$|^(?:的|在)"
)
_NAME = re.compile(r"[\ue000-\uf8ffa-z0-9]$")
_SHORT = {
    "领取": "领",
    "使用": "用",
    "预订": "订",
    "预定": "订",
    "填写": "填",
    "维修": "修",
    "开具": "开",
    "更换": "换",
    "选择": "选",
    "撰写": "写",
    "编写": "写",
    "购买": "买",
    "发放": "发",
    "安装": "装",
    "缴纳": "交",
    "交纳": "交",
    "缴": "交",
    "挑选": "选",
    "签署": "签",
}
_SAME_PLACE = {"查看": "查", "看": "查"}  # 怎么看 may also ask what to make of it


def done(text: str) -> Framed | None:
    """Recognise how, where, when ... something is done, its object in front or behind.

    Args:
        text: a text in its canonical form.
    """
    if BREAK in text:
        return None
    if found := _of(text):
        return found
    timed = _TIME_FIRST.match(text)  # 离职后怎么转移社保 asks as 离职后社保怎么转移
    found = _of(text[timed.end() :]) if timed else None
    if found is None or timed is None or len(found.rest) < 2:
        return None
    return Framed(found.kind, (found.rest[0], timed["when"] + found.rest[1]))


def _of(text: str) -> Framed | None:
    for pattern in _HOW_BARE:
        if match := pattern.fullmatch(text):
            return Framed("怎么", (match["v"],))
    if named := _method_of(text, _ANY_VERB[1]):
        return named
    for kind, pattern in _HOW:
        match = pattern.fullmatch(text)
        if match and _is_object(match["x"], match["v"], behind=match.start("v") < match.start("x")):
            verb = _SHORT.get(match["v"], match["v"])
            verb = _SAME_PLACE.get(verb, verb) if kind == "在哪里" else verb
            return Framed(kind, (verb, match["x"].removesuffix("的")))
    for pattern in _HOW_WITH:
        if (match := pattern.fullmatch(text)) and not ASKS.search(match["x"]):
            return Framed("怎么", (match["x"],))
    return _method_of(text, _ANY_VERB[0])


def _method_of(text: str, pattern: re.Pattern[str]) -> Framed | None:
    match = pattern.fullmatch(text)
    if match and not _NOT_A_METHOD.fullmatch(match["v"]) and _is_object(match["x"], match["v"]):
        return Framed("怎么", (_SHORT.get(match["v"], match["v"]), match["x"]))
    return None


def _is_object(noun: str, verb: str, *, behind: bool = False) -> bool:
    if ASKS.search(noun) or is_agent(noun):
        return False
    if behind and _NOT_IN_FRONT.match(noun):
        return False
    if _NOT_BEHIND.search(noun):
        return False
    if is_short_name(noun):
        return False
    return not (_NAME.search(noun) and verb in BOTH_WAYS)
