"""The passive told as the active: "货被客户退回了" is "客户退回了货"."""

from __future__ import annotations

import re

from bot.faq.chinese.orthography import BREAK

_ADVERB = (
    r"(?P<how>(?:会|可能)?(?:在(?:什么|哪些|何种)(?:情况|情形)下|为什么|为何|为啥|怎么|怎样|如何|什么时候|何时|多久)?(?:会不会|能不能|可不可以|"
    r"是否会|是否|会|能|可以|应当|应该)?"
    r"(?:因为?[^被]{1,8})?)"
)
_AGENT = (
    r"(?P<agent>[\ue000-\uf8ff]|[^\ue000-\uf8ff为怎如什何多会能可是应因]{0,7}?"
    r"(?:公司|银行|法院|部门|部|系统|平台|老板|领导|经理|主管|房东|法官|海关|hr|机构|客户|员工|人|者|方|商|局|院|会|所|师|医生|股东|政府|警察|"
    r"肝脏|肾脏|人体|身体|机体|肠道|细胞|细菌|病毒|狗|猫|蚊子|蜜蜂|老鼠|动物|宠物|"
    r"同事|谁|单位|企业|学校|医院))"
)
_THING = rf"(?P<thing>[^{BREAK}被把]+?)"
_PASSIVE = re.compile(
    rf"{_THING}被(?P<doing>{_AGENT}[^{BREAK}被把]{{1,12}}?)(?P<did>了?)(?P<end>吗?\??)"
)
_PASSIVE_HOW = re.compile(
    rf"{_THING}{_ADVERB}被{_AGENT}(?P<verb>[^{BREAK}被把的了]{{1,4}}?)(?P<did>了?)(?P<end>吗?\??)"
)
_PLACED = re.compile(rf"{_THING}被{_AGENT}(?P<verb>[^{BREAK}被把]*(?:[到在成给][^{BREAK}被把]*))")
_NOT_THING = re.compile(
    r"(?:[不没未后前时也都就还才已是]|没有|已经|一旦|如果|要是|若|因|[会能应]|可以|"
    r"应当|应该|怎么|怎样|咋|为什么|为何|为啥|如何|什么时候|何时|多久)$"
)
_NO_VERB = re.compile(
    r"[后时前吗么?]|什么|怎么|多|哪|谁.*[谁哪]|需要|要|能|可以|会|是|算|"
    r"[到在成给得]|的$"
)


_AFTER = (
    r"(?P<after>(?:怎么|如何|怎样|还能|还可以|能不能|能否|可不可以|要不要|需要|是否|算不算|会不会|要|需|得)"
    rf"[^{BREAK}被把]*)"
)
_PASSIVE_THEN = re.compile(
    rf"{_THING}被{_AGENT}(?P<verb>[^{BREAK}被把的了]{{1,3}})了{BREAK}?{_AFTER}"
)
_DISPOSED = re.compile(
    rf"{_AGENT}把{_THING}(?P<verb>[^{BREAK}被把的了到在成给得]{{1,2}})了{BREAK}?{_AFTER}"
)
_PASSIVE_WHEN = re.compile(
    rf"{_THING}被{_AGENT}(?P<verb>[^{BREAK}被把的了到在成给得]{{1,3}}?)了?"
    rf"(?P<when>以后|之后|后|以前|之前|前|的时候|时)(?P<then>{BREAK}.+)"
)
_WHY = re.compile(
    r"(?P<first>(?:为什么|为何|为啥)?)(?P<told>.+?)(?P<last>(?:的原因(?:是什么|有哪些)?\??)?)"
)
# 银行拒绝了申请以后: what has 后 behind it is done, with 了 or without
_DONE_WHEN = re.compile(rf"^(?P<did>[^{BREAK}了被把]{{2,12}})了(?=[^{BREAK}了]{{2,20}}后{BREAK})")


def active(text: str) -> str:
    """Tell a passive with one agent and one object as the active; leave what is not that plain.

    Args:
        text: a normalised text.
    """
    for pattern in (_PASSIVE_THEN, _DISPOSED):
        match = pattern.fullmatch(text)
        if match and not _NOT_THING.search(match["thing"]):
            return "".join((match["agent"], match["verb"], "了", match["thing"], match["after"]))
    asked = _WHY.fullmatch(text)
    return f"{asked['first']}{_active(asked['told'])}{asked['last']}" if asked else text


def _active(text: str) -> str:
    text = _DONE_WHEN.sub(r"\g<did>", text)
    if text.count("被") != 1:
        return text
    match = _PASSIVE_WHEN.fullmatch(text)
    if match and not _NOT_THING.search(match["thing"]):
        return "".join(match.group("agent", "verb", "thing", "when", "then"))
    if (match := _PLACED.fullmatch(text)) and not _NOT_THING.search(match["thing"]):
        return f"{match['agent']}把{match['thing']}{match['verb']}"
    match = _PASSIVE_HOW.fullmatch(text)
    if match and match["how"] and not _NOT_THING.search(match["thing"]):
        return "".join(match.group("agent", "how", "verb", "did", "thing", "end"))
    match = _PASSIVE.fullmatch(text)
    if match and not _NOT_THING.search(match["thing"]) and not _NO_VERB.search(match["doing"]):
        return f"{match['doing']}{match['did']}{match['thing']}{match['end']}"
    return text
