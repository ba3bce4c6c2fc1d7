"""Questions for how something is computed."""

from __future__ import annotations

import re

from bot.faq.chinese.framed import ASKS, Framed
from bot.faq.chinese.orthography import BREAK

_MEASURED = (
    "率|额|费|金|税|值|价|成本|工资|利润|利息|天数|比例|折旧|指数|数量|薪|收益|年假|工龄|面积|系数"
)
_COMPUTE = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<x>.+?)的?(?:是)?怎么(?:计算|算)(?:的|得出|出来|出来的)?",
        r"怎么计算(?P<x>.+)",
        rf"怎么算(?P<x>[^算]*(?:{_MEASURED}))",  # 怎么算违约 asks what counts as a breach
        r"(?P<x>.+?)的?(?:计算公式|公式|计算方法|计算方式|算法)(?:是什么|是怎么的|有什么)?",
        r"(?:怎么|用什么)公式计算(?P<x>.+)",
        r"计算(?P<x>.+)用什么公式",
        r"(?P<x>.+?)用什么公式(?:计算|算)",
    )
)


def computed(text: str) -> Framed | None:
    """Recognise a question for a formula.

    Args:
        text: a text in its canonical form.
    """
    for pattern in _COMPUTE:
        match = pattern.fullmatch(text)
        if match and not ASKS.search(match["x"]) and BREAK not in match["x"]:
            return Framed("compute", (match["x"].removesuffix("的"),))
    return None
