"""Two sides that may change places: what A and B differ in is what B and A differ in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.faq.chinese.orthography import BREAK

_SIDE = rf"[^与{BREAK}的里中比或、以/]{{1,12}}?"
_PAIR = rf"(?P<a>{_SIDE})(?:与|、|vs\.?)(?P<b>{_SIDE})"
_RELATIVES = "人者员方户司东商亲子女父母属级家"
_DIFFER = r"(?:区别|不同之处|不同点|不同|差别|差异点|差异|分别|不相同|异同)"
_DIFFERENCE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_PAIR}(?:之间|相比|比较|相比较)?[{BREAK}]?(?:的|有什么|有)?(?P<of>主要|本质|"
        rf"最大的?)?(?:的)?{_DIFFER}(?:是什么|在哪里|在哪|有什么|点|在于什么)?",
        rf"{_PAIR}(?:之间)?(?:的)?(?:差在哪里|差在哪|差别在哪里|差哪里|区别开|怎么区分|"
        rf"怎么区别|怎么鉴别|怎么分辨|怎么辨别)(?P<of>)",
        rf"(?:怎么)?(?:区分|区别|鉴别|分辨|辨别|比较一下)(?:一下)?{_PAIR}(?P<of>)",
        rf"{_PAIR}的(?P<of>[^的与{BREAK}]{{1,8}}?)(?:差在哪里|(?:有什么|有|"
        rf"的)?{_DIFFER}(?:在哪里|是什么)?)",
    )
)
_HALF_DIFFERENCE = 3
_WEIGHED = (
    re.compile(rf"(?:对比|比较|比一比|对照)(?:一下)?{_PAIR}(?:的(?P<of>[^的与{BREAK}]{{1,8}}))?"),
    re.compile(rf"{_PAIR}的?(?P<of>[^的与{BREAK}]{{0,6}})(?:对比|比较)"),
)
_RELATION = re.compile(rf"{_PAIR}(?:之间)?(?:是什么|有什么)关系")
_MUTUAL = re.compile(
    rf"{_PAIR}(?:之中|之间|中|(?:相比较?|比起来|比较起来|比较|比)(?=哪|谁))?(?P<rest>(?:是否)?(?:可以|会|需要|应当|必须)?(?:同时|互相|相互|"
    rf"彼此|合并|共用|共享|哪个|哪家|哪1个|哪种|谁|怎么选|选哪|该选|相差|差多少|重叠|相同|不相同|是[1一]回事|冲突|矛盾|"
    r"有关系|有联系|等同|等价|通用|互换|兼容|有重叠).*)"
)
_MUTUAL_OF = re.compile(
    rf"{_PAIR}的(?P<of>[^的与{BREAK}]{{1,8}}?)(?P<rest>(?:是否)?(?:会)?(?:有)?"
    r"(?:重叠|重合|冲突|矛盾|相同|不相同|通用|兼容|可以互换)吗?)"
)
_BOTH = re.compile(
    rf"(?P<lead>(?:是否)?可以)(?P<rest>同时(?:用|吃|申请|使用|办理|报销|持有|"
    rf"担任|享受))(?P<a>{_SIDE})与(?P<b>{_SIDE})吗?"
)
_DATED = re.compile(r"[0-9][年月日]|[今去前明]年|[本上下]月")  # a date may belong to both sides
_MARK = re.compile(r"[\ue000-\uf8ff]")
_WHOSE = re.compile(
    r"(?:儿童|小儿|婴幼?儿|新生儿|孩子|老年|老人|成人|孕妇|妊娠|男性?|女性?|青少年|患者|[中美英法德日韩俄]国|香港|"
    r"欧盟|欧洲|国内|国外|国际|境内|境外|苹果|腾讯|阿里|华为|公司|企业|个人|员工|客户|我们|集团|上市)(?=.)"
)
_ORDERED = re.compile(r"前者|后者|前[一1]|后[一1]|前面|后面|另一|对方|分别|依次|各自|第")


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: two sides in any order, and what is asked about them."""

    kind: str
    rest: tuple[str, ...]
    sides: tuple[str, str]


def compared(text: str) -> Compared | None:
    """Take a comparison apart, if its sides may change places.

    Args:
        text: a text in its canonical form.

    Returns:
        None where they may not ("A比B高多少"), or where it is not clear how far they reach.
    """
    if text.count("与") + text.count("、") > 1:
        return None
    for at, pattern in enumerate(_DIFFERENCE):
        match = pattern.fullmatch(text)
        if match and (at < _HALF_DIFFERENCE or _tells_apart(match)):
            return _fair("difference", (match["of"] or "",), match)
    for pattern in _WEIGHED:
        if (match := pattern.fullmatch(text)) and (not match["of"] or _tells_apart(match)):
            return _fair("weighed", (match["of"] or "",), match)
    if match := _RELATION.fullmatch(text):
        return _fair("relation", (), match)
    if (match := _BOTH.fullmatch(text)) is not None:
        return _fair("mutual", (match["lead"].removeprefix("是否") + match["rest"],), match)
    if (match := _MUTUAL_OF.fullmatch(text)) and _tells_apart(match):
        rest = match["rest"].replace("是否", "").removesuffix("吗")
        return _fair("mutual", (match["of"] + rest,), match)
    if (match := _MUTUAL.fullmatch(text)) and not _ORDERED.search(match["rest"]):
        return _fair("mutual", (match["rest"].replace("是否", "").removesuffix("吗"),), match)
    return None


def _tells_apart(match: re.Match[str]) -> bool:
    """Whether 的 belongs to both sides: 甲和乙的父亲 are two persons or two fathers."""
    return match["of"][-1] not in _RELATIVES and "什么" not in match["of"]


def _fair(kind: str, rest: tuple[str, ...], match: re.Match[str]) -> Compared | None:
    sides = (match["a"], match["b"])
    if sides[0] == sides[1] or any(map(_DATED.search, sides)) or _reaches(*sides):
        return None
    return Compared(kind, rest, sides)


def _reaches(first: str, second: str) -> bool:
    """Whether what stands before the first side may hold of the second: 儿童高血压和糖尿病."""
    if first.endswith(second):
        return False
    if _WHOSE.match(first) and not _WHOSE.match(second):
        return True
    both_told = _MARK.search(second) and len(second) > 1  # 一型糖尿病 and 二型糖尿病
    if _MARK.search(first) and len(first) > 1 and not both_told:
        return True
    if first.endswith(("股东大会", "董事会", "监事会")):
        return False
    return len(first) > max(len(second), 3) and first[-1] == second[-1]
