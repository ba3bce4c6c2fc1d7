"""Questions for which things something holds of: 哪些费用不能报销, 不能报销的费用有哪些."""

from __future__ import annotations

import re

from bot.faq.chinese.framed import ASKS, Framed
from bot.faq.chinese.orthography import BREAK

_HOLDS = (
    r"(?:不?可以|不?需要|不?必须|不?应当|不得|不?会|不?属于|不?适合|不?适用|不?允许|无法|免于|可能|"
    r"必须|不?享受|不?享有|没有|不|要|禁止|容易|最容易)"
)
_THINGS = (
    "费用|支出|成本|项目|材料|资料|文件|证件|证明|单据|票据|发票|药物|药品|药|食物|食品|水果|疫苗|人群|患者|病人|"
    "员工|人员|人|公司|企业|单位|部门|岗位|国家|地区|城市|行业|产品|商品|货物|物品|东西|合同|条款|"
    "行为|情形|情况|交易|业务|资产|收入|所得|权利|数据|字段|信息|内容|系统|软件|设备|渠道|客户|供应商|"
    "银行|医院|案件|纠纷|职业|学历|专业|指标|科目|账户|股票|基金|债券|保险|假期|假|检查|手术|会议"
)
_NOUN = rf"[^的不没可必需应会要是有属适无免享禁容能得{BREAK}]{{2,6}}"
_SUBJECT = (
    r"(?:公司|企业|单位|员工|病人|客户|银行|医院|学校|国家|医保|保险|股东|孕妇|"
    r"孩子|老人|个人|商家|供应商|卖家|买家)"
)
_WHICH = (
    re.compile(rf"(?:什么|哪些)(?P<n>{_THINGS})下?(?P<vp>(?:是)?{_HOLDS}[^的{BREAK}]+)"),
    re.compile(rf"(?:什么|哪些)(?P<n>{_THINGS})下?(?P<s>{_SUBJECT})(?P<vp>{_HOLDS}[^的{BREAK}]+)"),
    re.compile(
        rf"(?P<s>{_SUBJECT})(?P<vp>{_HOLDS}[^的{BREAK}]+)的(?P<n>{_THINGS})"
        r"(?:有什么|是什么|是哪些|包括什么)"
    ),
    re.compile(rf"(?P<n>谁)(?P<vp>{_HOLDS}[^的{BREAK}]+)"),
    re.compile(rf"哪些(?P<n>{_NOUN})(?P<vp>{_HOLDS}[^的{BREAK}]+)"),
    re.compile(
        rf"(?P<vp>{_HOLDS}[^的{BREAK}]+)的(?P<n>{_THINGS}|{_NOUN})(?:有什么|是什么|是哪些|包括什么)"
    ),
    re.compile(rf"(?P<vp>{_HOLDS}[^的{BREAK}]+)的(?:是|有)(?:什么|哪些)(?P<n>{_THINGS})"),
)
_WITH_OBJECT = 6  # characters: 哪些人可以罚 may also ask who is fined


def holding(text: str) -> Framed | None:
    """Recognise a question for the things of which something holds.

    Args:
        text: a text in its canonical form.
    """
    for pattern in _WHICH:
        match = pattern.fullmatch(text)
        if match and not ASKS.search(match["vp"]):
            thing = match["n"].replace("情况", "情形")
            if len(match["vp"]) >= _WITH_OBJECT:
                thing = thing.replace("谁", "人")
            subject = match.groupdict().get("s") or ""
            return Framed("which", (thing, "#", subject + match["vp"].removeprefix("是")))
    return None
