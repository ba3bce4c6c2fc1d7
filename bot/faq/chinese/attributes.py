"""Questions for one value of something: its number, its address, when it is due."""

from __future__ import annotations

import re

from bot.faq.chinese.framed import ASKS, Framed, is_agent
from bot.faq.chinese.orthography import BREAK

_X = rf"(?P<x>[^{BREAK}]+?)"
_IDENTIFIED = (
    r"(?P<n>地址|电话|电话号码|联系方式|密码|全称|编号|税号|识别号|账号|邮编|网址|邮箱|官网|热线|客服热线|"
    r"分机号?|开户行|传真号?|统一社会信用代码|信用代码|证书编号|车牌号)"
)
_MEASURED = (
    r"(?P<n>税率|利率|比例|金额|总数|总额|数量|额度|限额|上限|下限|基数|尺寸|面积|温度|正常值|参考值|正常范围|"
    r"费率|年限|汇率|余额|人数|占比|成本|单价|价格|起征点|注册资本|净利润|营收|营业额|工资|补贴|标准|罚款|定金|"
    r"押金|市值|有效率|死亡率|发病率|续费率|及格线|分数|容量|重量|高度|长度|宽度|保质期|期限|有效期|保修期|质保期|任期|工期|账期|宽限期|免租期|试用期|时效|周期|寿命|剂量|浓度)"
)
_HOURS = (
    r"(?P<n>营业时间|开放时间|上班时间|办公时间|下班时间|供应时间|"
    r"服务时间|作息时间|开门时间|探视时间)"
)
_DUE = (
    re.compile(
        rf"{_X}的?(?:截止时间|截止日期?|最后期限|截止期限?|最后日期|最后1天)(?:是|在|到|为)?"
        r"(?:什么时候|哪天|哪日|几点|什么)?"
    ),
    re.compile(rf"{_X}(?:是)?(?:到)?(?:什么时候|哪天)(?:截止|截至|结束申请|到期截止)"),
)
_VALUE = (
    ("value", re.compile(rf"{_X}的?{_IDENTIFIED}(?:是|在)?(?:多少|什么|哪里|几号)")),
    ("value", re.compile(rf"(?P<x>[^{BREAK}]*的(?:[^的{BREAK}]{{0,6}}?)){_IDENTIFIED}")),
    (
        "value",
        re.compile(
            rf"(?P<x>公司[^的{BREAK}]{{0,6}}|[^{BREAK}]*(?:公司|前台|hr|总部|办事处|中心|医院|银行|学校)){_IDENTIFIED}"
        ),
    ),
    (
        "hours",
        re.compile(
            rf"{_X}的?{_HOURS}(?:是|从)?(?:几点|什么|什么时候|几点到几点|怎么安排的?|几点-几点)?"
        ),
    ),
    (
        "measure",
        re.compile(rf"{_X}的?{_MEASURED}(?:是|为|有)?(?:多少|多久|多长|多大|多高|多重|多宽)"),
    ),
)
_PRICE = re.compile(
    rf"{_X}(?:(?:需要|要|得)?(?:卖|花|花费)?多少钱|的?(?:价格|售价|价钱)(?:是|为)?多少(?:钱)?)"
)
_PLACE = re.compile(
    rf"{_X}(?:(?:位于|坐落在?|设在)哪里|的(?:位置|具体位置|地点)(?:是|在)?(?:哪里|什么地方)|(?:是)?在哪里)"
    r"|(?P<y>.+?)的?(?P<v>存放|停放|摆放|保存)(?:的)?(?:位置|地点|地方)(?:(?:是|在)哪里)?"
)
_VERBAL = re.compile(
    r"[交付赔退买卖租借还罚扣领拿补给收欠值报花赚亏]|^(?:可以|需要|应当|必须|如果)|要$|需$"
)


def valued(text: str) -> Framed | None:
    """Recognise a question for one value of something.

    Args:
        text: a text in its canonical form.
    """
    for pattern in _DUE:
        if (match := pattern.fullmatch(text)) and _is_noun(match["x"]):
            return Framed("due", (match["x"].removesuffix("的"),))
    for kind, pattern in _VALUE:
        if (match := pattern.fullmatch(text)) and _is_noun(match["x"]):
            noun = match["x"].removesuffix("的")
            if noun.startswith("公司的"):
                noun = noun.replace("的", "", 1)
            return Framed(kind, (noun, "#", match["n"]))
    match = _PRICE.fullmatch(text)
    if (
        match
        and _is_noun(match["x"])
        and not _VERBAL.search(match["x"])
        and not is_agent(match["x"])
    ):
        return Framed("price", (match["x"].removesuffix("的"),))
    match = _PLACE.fullmatch(text)
    if match and match["y"] and _is_noun(match["y"]):
        return Framed("place", (match["y"] + match["v"],))
    if match and match["x"] and _is_noun(match["x"]):
        return Framed("place", (match["x"].removesuffix("的"),))
    return None


def _is_noun(text: str) -> bool:
    if ASKS.search(text):
        return False
    return not text.endswith(("是", "不", "没", "没有", "了", "在", "与", "或", "把", "被"))
