"""Questions for the meaning of a word."""

from __future__ import annotations

import re

from bot.faq.chinese.framed import ASKS, Framed, is_agent
from bot.faq.chinese.orthography import BREAK

_WORD = (
    r"(?:(?:这个|这1|这一|该|这)(?:词语?|术语|专业术语|概念|说法|缩写|简称|名词|科目|指标|字段|单词|词汇)|"
    r"[1一](?:词|语))?"
)
_DEFINITION = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:什么是|怎么定义|定义一下|解释一下(?!合同|条款|法律|政策))(?!什么|怎么|为什么)"
        rf"(?P<x>.+?){_WORD}(?:的定义|的含义|的概念|的意思)?",
        r"怎么理解(?P<x>.+?)(?:的定义|的含义|的概念|的意思|(?:这个|这1|这一)(?:词|术语|概念|说法|名词)|[1一]词)",
        r"(?P<x>.+?)(?:这个|这1|这一)(?:词|术语|概念|说法|名词)(?:应当|该)?怎么理解",
        r"(?:请)?(?:给|为|对)(?P<x>.+?)下(?:一?1?个)?定义",
        rf"(?:所谓的?)?(?P<x>.+?){_WORD}"
        r"(?:(?<!意思)是什么意思|什么意思|代表什么意思|表示什么意思|是什么含义|怎么定义"
        r"|(?<=^[\ue000-\uf8ff])怎么解释|(?:的|是)?(?:定义|含义|意思|概念|释义)(?:是什么)?)",
    )
)
_WHAT_IS = re.compile(rf"(?:所谓的?)?(?P<x>.+?){_WORD}是(?:[1一][种个])?什么(?:东西|术语)?")
_WHOSE_INTENT = re.compile(
    r"(?:老板|领导|经理|客户|对方|[甲乙丙]方|公司|同事|主管|总监|医生|律师|法官|银行|法院|他|"
    r"她|们)$"
)
_IN = re.compile(
    r"(?P<where>[^里中的在]{1,6})里(?:的|所?说的|提到的)?(?P<x>[^里的]+)"
    r"|(?P<where3>[^里中的在]{2,8})中(?:的|所?说的|提到的)(?P<x3>[^里中的]+)"
    r"|(?P<x2>[^在的]+)在(?P<where2>[^里中的]{1,6})里"
)


def definition(text: str) -> Framed | None:
    """Recognise a question for what a word means.

    Args:
        text: a text in its canonical form.
    """
    for pattern in _DEFINITION:
        if (match := pattern.fullmatch(text)) and _is_noun(match["x"]):
            if is_agent(match["x"]) and text.endswith("意思"):
                return None  # 政府是什么意思 asks what it intends
            found = asked_for(match["x"])
            # 公司的注册资本的含义 is not the sum itself
            return Framed("meaning", found.rest) if found.kind == "what" else found
    match = _WHAT_IS.fullmatch(text)
    if match is None or not _is_noun(match["x"]):
        return None
    return asked_for(match["x"])


def asked_for(noun: str) -> Framed:
    """What a question for a noun asks: not what a word means in 公司的密码是什么, but a value.

    Args:
        noun: what the question asks for, without its frame.
    """
    return _defined("what" if "的" in _inside(noun)[0] else "definition", noun)


def _defined(kind: str, noun: str) -> Framed:
    inside = _inside(noun)
    return Framed(kind, inside, moved=len(inside) > 1)


def _is_noun(text: str) -> bool:
    """Whether a word may be asked for; "老板是什么意思" asks what he intends."""
    if ASKS.search(text) or BREAK in text or _WHOSE_INTENT.search(text):
        return False
    return not text.endswith(("的", "是", "不", "说"))


def _inside(noun: str) -> tuple[str, ...]:
    """X in a field: 合同里的X and X在合同里 name one sense."""
    noun = noun.removeprefix("所谓的").removeprefix("所谓")
    match = _IN.fullmatch(noun)
    if match is None:
        return (noun,)
    return (
        match["x"] or match["x2"] or match["x3"],
        "@",
        match["where"] or match["where2"] or match["where3"],
    )
