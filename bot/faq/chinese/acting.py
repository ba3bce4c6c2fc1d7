"""Questions for who does something, or has done it."""

from __future__ import annotations

import re

from bot.faq.chinese.framed import ASKS, Framed, is_agent, is_short_name
from bot.faq.chinese.orthography import BREAK

_WHO = (
    r"(?P<who>谁|哪个部门|哪个团队|哪个岗位|哪家公司|哪家机构|哪个机构|哪个单位|"
    r"什么部门|哪一方)"
)
_DUTY = (
    r"(?P<v>负责|管|保管|审批|批准|承担|签字|支付|管理|维护|出具|签发|制定|起草|审核|复核|监督|"
    r"监管|"
    r"解释|检查|保存|发放|盖章|赔偿|预订|订购|订|采购|验收|评审|安排|组织|召集|主持|保养|维修|付款|付|"
    r"报销|通知|培训|录入|登记|申报|编制|编写|撰写|更新|发布|公布|做验收|做|处理|跟进|确认|提供|提交|"
    r"准备|申请|做(?:培训|体检|检查|评估|审计|维护|保养|考核|鉴定|备份|消毒|登记|公证|面试)|开具|缴纳|交|出|买单|担责|配送|接待|面试|考核|分配|决定|任命|选举|推荐|参加|出席|列席|参与)"
)
_DONE = rf"(?P<v>[^了被由的{BREAK}]{{1,4}}"
_DOES = (
    re.compile(rf"{_WHO}(?:来)?{_DUTY}(?P<x>[^了{BREAK}]+)"),
    re.compile(rf"(?P<x>[^了{BREAK}]+?)(?:是)?(?:由|归){_WHO}(?:来)?{_DUTY}"),
    re.compile(rf"(?P<x>[^了{BREAK}]+?){_WHO}(?:来)?{_DUTY}"),
    re.compile(
        rf"(?P<x>[^了{BREAK}]+?)(?<!单位)(?<!公司)(?<!部门)的?(?P<v>负责|审批|批准|审核|复核|保管|"
        r"管理|维护|签字|起草|监督|出具)人(?:是谁|是哪位)(?P<who>)"
    ),
    re.compile(
        rf"(?P<v>负责|管|参加|出席|参与|保管|承担|管理|维护|监督)(?P<x>[^了的{BREAK}]+)的(?:人)?是"
        r"(?P<who>谁|哪个部门|哪个团队)"
    ),
)
_SHORT = {"预订": "订", "付款": "付", "支付": "付", "缴纳": "交"}
_TERM = re.compile(r"[\ue000-\uf8ffa-z0-9]$")
_NAMED = re.compile(rf"谁是(?P<x>[^{BREAK}]+)")

_DID = (
    re.compile(rf"{_WHO}{_DONE})了(?P<x>[^了]+)"),
    re.compile(rf"(?P<x>[^了]+?)(?:是由|是被|是|被|由)?{_WHO}{_DONE}?)(?:了的?|的)"),
)


def _may_act(match: re.Match[str]) -> bool:
    """Whether what stands before a bare 谁 may be of those who act: 公司谁赔偿."""
    noun = match["x"]
    if not match["who"] or match.start("who") != match.end("x"):
        return False
    return is_agent(noun) or is_short_name(noun) or _TERM.search(noun) is not None


def acted(text: str) -> Framed | None:
    """Recognise "who does X" and "X is done by whom"; that it has been done is another question.

    Args:
        text: a text in its canonical form.
    """
    if (named := _NAMED.fullmatch(text)) and not ASKS.search(named["x"]):
        text = f"{named['x']}是谁"
    for kind, patterns in (("who-does", _DOES), ("who-did", _DID)):
        for pattern in patterns:
            match = pattern.fullmatch(text)
            if match and not ASKS.search(match["x"]) and not _may_act(match):
                verb = _SHORT.get(match["v"], match["v"])
                return Framed(kind, (match["who"] or "谁", verb, match["x"]))
    if named and not ASKS.search(named["x"]):
        return Framed("other", (text,))
    return None
