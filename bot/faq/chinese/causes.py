"""Questions for the cause of something."""

from __future__ import annotations

import re

from bot.faq.chinese.framed import ASKS, Framed
from bot.faq.chinese.orthography import BREAK

_CAUSE = re.compile(r"(?P<x>.+?)的原因(?:是什么|在哪里|有什么)?")
_REASON = re.compile(r"(?P<x>.{3,}?)(?:是什么原因|是为什么|是因为什么|原因是什么|的理由是什么)")
_TROUBLE = re.compile(r"(?P<x>[^的]*(?:[不没]|失败|报错|无法|了)[^的]*)是?怎么回事")
_LONG = (  # no verb of saying or wishing in it, which 为什么 could hang on
    rf"[^{BREAK}求示告疑馈映答复称认怀提怨责议评谈聊报通总决不没需]{{9,24}}?(?=为什么(?:不|没有|无法|会|总是|"
    r"经常|一直|突然|返回|显示|报错|提示|打不开))"
)
_SUBJECT_FIRST = re.compile(
    rf"(?P<x>[\ue000-\uf8ff]|[a-z0-9]+|[^{BREAK}]{{0,6}}(?:公司|员工|企业|银行|法院|用人单位|客户|利润|收入|"
    rf"成本|股价|价格|汇率|利率|油价|房价|工资|系统|接口|账号|密码|页面|电脑|网络|软件|天空|"
    rf"股票|基金|债券|工资条|发票|订单|合同|邮件|会议|部门|报表|数据|服务器|打印机|邮箱)"
    rf"|[^{BREAK}]{{1,8}}?(?=为什么(?:不|没有|无法|需要|要|必须|应当|会|总是|经常|一直|突然|返回|显示|"
    rf"报错|提示|打不开|是))|{_LONG})为什么(?P<rest>[^{BREAK}]+)"
)
# 律师说公司为什么败诉 asks about the company, 公司裁员为什么 ... about what it has done
_SAYS = re.compile(r"[说问讲想知解释明懂查写析究论虑楚诉因以是使让导致裁影响把被了]")


def caused(text: str) -> Framed | None:
    """Recognise a question for a reason.

    Args:
        text: a text in its canonical form.
    """
    match = _CAUSE.fullmatch(text)
    if match and not ASKS.search(match["x"]):
        return Framed("why", (match["x"],))
    match = _REASON.fullmatch(text)
    if match is None and text.endswith("怎么回事"):
        match = _TROUBLE.fullmatch(text)
    if match and not ASKS.search(match["x"]) and BREAK not in match["x"]:
        return Framed("why", (match["x"].removesuffix("的"),))
    match = _SUBJECT_FIRST.fullmatch(text)
    if match and not _SAYS.search(match["x"]) and not ASKS.search(match["x"]):
        text = f"为什么{match['x']}{match['rest']}"
    if text.startswith("为什么") and len(text) > len("为什么") and not ASKS.search(text[3:]):
        return Framed("why", (text[3:],))
    return None
