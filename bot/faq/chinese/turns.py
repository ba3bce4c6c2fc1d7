"""Turns of long questions told plainly: where the word that asks may stand inside a clause.

Like the rules of :mod:`bot.faq.chinese.phrasing` these run before the signs are read.
"""

from __future__ import annotations

import re

from bot.faq.chinese.framed import ASKS, is_agent
from bot.faq.chinese.orthography import BREAK

_CARE = "验收|培训|体检|检查|评估|审计|维护|保养|考核|鉴定|备份|消毒|登记|公证|面试"
_CAUSES = "引起|导致|造成|引发|诱发"
_RULES = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        (rf"(?<={BREAK})那么(?![多大高长少快久早晚贵])", ""),
        (rf"(?<={BREAK})是(?=(?:谁|哪[一1]?[条个家位台款种间])[^的{BREAK}]{{3,}}$)", ""),
        (rf"(?<={BREAK})由(?=谁|哪)", ""),
        (rf"谁来?(?:给|为|对)([^{BREAK}的]{{1,12}})做({_CARE})(\??)$", r"\1由谁做\2\3"),
        (  # 什么细菌会引起猩红热
            rf"^((?:什么|啥|哪种|哪些)[^{BREAK}的]{{0,6}}?)会?({_CAUSES})([^{BREAK}的了]{{1,12}}?)(\??)$",
            r"\3由\1\2\4",
        ),
        (
            rf"^([^{BREAK}的]{{1,12}}?)(?:是由|是因|由)((?:什么|啥|哪种|哪些)[^{BREAK}的]{{0,6}}?)({_CAUSES})的?(\??)$",
            r"\1由\2\3\4",
        ),
        (
            r"([与和跟][^的与和跟]{1,12}?)(?:之中|当中|中|里)((?:更|最|没有?|不|有)[^的]{1,8})的是(哪个|哪家|哪种|哪款|谁)",
            r"\1\3\2",
        ),
        (r"(有(?:没有)?(?:重叠|重合|交叉|冲突|矛盾))(?:的部分|的地方|的内容|之处)", r"\1"),
        (
            r"的?(形成|运作|运行|产生|发生)(?:机制|机理|原理)(?:是什么|是怎样的)?(\??)$",
            r"怎么\1的\2",
        ),
        (  # 我们可以把证件保存多久: nobody but the company is asked about
            rf"(?<![^{BREAK}])(我们公司|我们|公司)(可以|能|需要|应该|必须|要)把([^{BREAK}]+?)"
            r"(保存|保留|存放|储存|冻结|借用|使用|延长)(多久|多长时间|几年|几天|几个月)",
            r"\3\1\2\4\5",
        ),
        (  # 打了疫苗之后 as 疫苗打了之后
            rf"(?<![^{BREAK}])([打吃做签买办交喝装填领])了([\ue000-\uf8ff]|[^{BREAK}了人客户员狗]{{2,8}}?)(以后|之后|后)",
            r"\2\1了\3",
        ),
        (  # 活疫苗不适合哪些人接种
            rf"^([^{BREAK}的不没]{{1,12}}?)(不适合|适合)(哪些人|什么人|哪类人|哪些人群)"
            rf"([^{BREAK}的了]{{1,3}}?)(\??)$",
            r"\3\2\4\1\5",
        ),
        (r"(?<=是[红蓝绿黑紫灰])色的", "的"),
        (r"比较(?=[远近贵难](?![近易]))", "较"),
    )
)
_TROUBLE = r"(?:[不没未]|无法|失败|报错|丢失|忘记|忘了|损坏|异常|出错|坏了|丢了|断了|卡住)"
_HOW = r"(?:应该|应当|该|要|需要)?(?:怎么|如何|怎样|咋)(?:处理|解决|办)"
_MENDED = re.compile(
    rf"(?P<x>(?:.*{BREAK})?[^{BREAK}]*{_TROUBLE}[^{BREAK}的]{{0,8}}){BREAK}?{_HOW}(?P<end>\??)"
)
_OBJECT_FIRST = re.compile(
    rf"(?P<o>[^{BREAK}]{{2,16}}){BREAK}(?P<s>[^{BREAK}不没都也]{{2,14}}?)"
    r"(?P<may>(?:多久|多长时间|什么时候|何时|怎么|如何|怎样|为什么)(?:可以|能|会|应该|该)?|"
    r"可以|能不能|可不可以|能否|能够|能|可否)"
    r"(?P<v>[^不没都也一]{1,2}?)(?:出来)?(?P<end>[吗么]?\??)"
)
_OFFICES = ("财务", "法务", "行政", "人事", "我们")
_DUTIES = "负责|审批|批准|管理|承担|支付|出具|签字|保管|监管|制定|发布|审核|缴纳|出|付|交|安排|组织"
_BY = re.compile(
    rf"(?P<case>(?:.*{BREAK})?)(?P<x>[^{BREAK}由]{{1,20}}?)(?:是)?"
    r"(?P<may>(?:应该|应当|必须|可以|能|需要|是否|是不是)?)"
    rf"由(?P<who>[^{BREAK}由和与跟或及还谁哪什]{{2,10}}?)(?P<v>{_DUTIES})的?(?P<end>[吗么]?\??)"
)
_HELD = re.compile(  # what 由 is under, or holds of only one place
    r"(?:[只都不没未才也还就仅]|一定|不能|应|会|能|要|该|仍|全|各|当|理)$"
)
_NO_OBJECT = re.compile(
    r"^(?:在|按|根据|依据|对|针对|关于|如果|因为|为了|当|除|从|用|就|除了|由于|若|要是|万一|假如)|"
    r"[时后前了期间内里上中下年月日天吗呢吧?]$|方面$|的话$|[不没未被把]|情况"
)


def told(text: str) -> str:
    """Tell the turns of a long question plainly.

    Args:
        text: a text with its quantities in one form, without courtesies.
    """
    for pattern, plain in _RULES:
        text = pattern.sub(plain, text)
    if (match := _MENDED.fullmatch(text)) and _is_trouble(match["x"]):
        text = f"{match['x']}怎么办{match['end']}"
    match = _OBJECT_FIRST.fullmatch(text)
    if match and _acts(match["s"]) and _is_thing(match["o"]) and not ASKS.search(match["s"]):
        text = "".join(match.group("s", "may", "v", "o", "end"))
    match = _BY.fullmatch(text)
    if (
        match
        and _acts(match["who"])
        and not _HELD.search(match["x"])
        and not ASKS.search(text[:-2])
    ):
        text = "".join(match.group("case", "who", "may", "v", "x", "end"))
    return text


def _acts(noun: str) -> bool:
    return is_agent(noun) or noun.endswith(_OFFICES)


def _is_trouble(case: str) -> bool:
    """Whether something has gone wrong, and no person, whom one handles, is named last."""
    return not (is_agent(case) or ASKS.search(case) or case.endswith("的"))


def _is_thing(noun: str) -> bool:
    return not (_NO_OBJECT.search(noun) or ASKS.search(noun) or is_agent(noun))
