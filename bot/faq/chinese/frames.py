"""The type of a question, and what is left when its frame is taken off."""

from __future__ import annotations

import re

from bot.faq.chinese.acting import acted
from bot.faq.chinese.attributes import valued
from bot.faq.chinese.causes import caused
from bot.faq.chinese.computing import computed
from bot.faq.chinese.defining import definition
from bot.faq.chinese.doing import done
from bot.faq.chinese.framed import ASKS, Framed
from bot.faq.chinese.listing import listed
from bot.faq.chinese.orthography import BREAK
from bot.faq.chinese.which import holding

_FINE = re.compile(
    r"(?<=.)(?:可行|(?<![银进施执发运流举旅通平户分支央总商投同内外本])行|是可以的|可以的)吗$"
)
_SCOPED = re.compile(
    r"[只仅才都也不没未别除每各就再还又最谁或]|所有|全部|任何|一些|有些|必须|应当|如果|与"
)
_TELLS = re.compile(
    r"[知告诉说讲写问看查审核验判评测检证示称认为想猜疑议论决选定求让使叫请令准许答报载标注填明列察论述露"
    r"]|关心|担心|取决|了解|清楚|同意|影响|区分|公布|通过|承诺|考虑|导致|建议"
)
_NOUN = re.compile(rf"[^{BREAK}]{{1,20}}的[^的了吗吧呢不没{BREAK}]{{1,8}}")


def framed(text: str) -> Framed:
    """Take the frame off a question.

    Args:
        text: a text in its canonical form.

    Returns:
        Kind "other", and the whole text, for what fits no frame.
    """
    for recognise in (
        computed,
        done,
        caused,
        holding,
        listed,
        valued,
        definition,
        acted,
        _whether,
        _noun,
    ):
        if (found := recognise(text)) is not None:
            return found
    return Framed("other", (text,))


def _whether(text: str) -> Framed | None:
    """Whether something is so: 吗 at the end, or 是否 in front of the verb."""
    if (allowed := _allowed(text)) is not None:
        return allowed
    asked = text.removesuffix("吗")
    if not _asks_itself(text):
        return None
    bare = asked.replace("是否", "", 1)
    if bare == text or not bare or ASKS.search(bare):
        return None
    return Framed("whether", (bare,))


def _allowed(text: str) -> Framed | None:
    """Whether something may be done: the modal stands at the end as well as in front of the verb.

    Not beside what it has a scope over: "只有经理可以" is not "可以只有经理".
    """
    asked = _FINE.sub("可以", text).removesuffix("吗").replace("是否", "", 1)
    if not _asks_itself(text) or _hangs(asked):
        return None
    if asked == text or asked.count("可以") != 1 or ASKS.search(asked) or _SCOPED.search(asked):
        return None
    rest = asked.replace("可以", "")
    return Framed("whether", ("可以", rest), moved=True) if rest and BREAK not in rest else None


def _asks_itself(text: str) -> bool:
    """Whether 是否 asks the question, and is no part of what somebody tells or decides."""
    before, whether, _ = text.partition("是否")
    return not whether or not (text.endswith("吗") or _TELLS.search(before))


def _hangs(asked: str) -> bool:
    """Whether what may be done hangs on another verb: 员工要求公司可以裁员."""
    before, _, behind = asked.partition("可以")
    return bool(behind and _TELLS.search(before))


def _noun(text: str) -> Framed | None:
    """Something of something, and nothing said of it: "公司的地址"."""
    return Framed("what", (text,)) if _NOUN.fullmatch(text) and not ASKS.search(text) else None
