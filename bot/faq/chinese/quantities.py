"""Numbers, quantities, dates and times, each in one form."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from bot.faq.chinese.numerals import NUMERALS, value_of
from bot.faq.chinese.units import COUNTED, UNITS

_NUMERAL = f"[{NUMERALS}]"
_COUNTED = "|".join(COUNTED)
_ALONE = r"(?<![a-z0-9.])"  # not the end of a name such as a100
_SINGLE = r"(?<![a-z0-9.,\-/:+、^])"  # nor the second number of "1-2周"

_PER = re.compile(
    rf"(百|千|万)分之({_NUMERAL}+(?:点{_NUMERAL}+)?|[0-9]+(?:\.[0-9]+)?)(?!个?(?:基点|百分点))"
)
_FRACTION = re.compile(
    rf"(?<!{_NUMERAL})({_NUMERAL}++|(?<![0-9])[0-9]++)分之({_NUMERAL}++|"
    rf"[0-9]++)"
)
_ORDINAL = re.compile(rf"第({_NUMERAL}++)")
_DEGREES = re.compile(rf"(?<!{_NUMERAL})({_NUMERAL}++)度([一二三四五六七八九])(?!{_NUMERAL})")
_COUNT = re.compile(
    rf"(?!两年级)(?<![0-9.{NUMERALS}])({_NUMERAL}++(?:点{_NUMERAL}++)?)(?=(?![种个]什么)(?:{_COUNTED})|"
    rf"[到至\-]{_NUMERAL}++(?:{_COUNTED}))"
)
_LARGE = re.compile(
    rf"(?<![0-9.{NUMERALS}])([一二两三四五六七八九十]{_NUMERAL}*[百千万亿]{_NUMERAL}*+)(?![点{NUMERALS}])(?!分之)"
)
# 二次手术 is the second one, 两次手术 are two of them, and 二元 is a word of its own
_NOT_COUNTED = {
    "二": tuple("次人层条元份件位张家项款个名轮场套段点种维度代倍"),
    "两": tuple("月日号级类期层条楼款季代度"),
}
_SPELT_YEAR = re.compile(r"([一二][〇零一二三四五六七八九]{3})(?=年)")
_THOUSANDS = re.compile(r"(?<![a-z0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_SCALED = re.compile(
    _SINGLE + r"(?<![百千万亿])(?!0[0-9])"
    r"((?:[0-9]++(?:\.[0-9]++)?\s?(?:[百千]?[万亿]|[百千](?![瓦米克卡帕伏赫焦])))++)"
    r"(?![0-9百千万亿])"
)
_SCALE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s?([百千]?)([万亿]?)")
_RANGE = re.compile(r"(?<=[0-9])\s?(?:到|至|~)\s?(?=[0-9])")
_HALF_YEAR = re.compile(r"(?<![上下前后0-9年])半年(?!度)")
_YEAR_AND_HALF = re.compile(_SINGLE + r"([1-9][0-9]?)年半(?!年)")
_HALF_HOUR = re.compile(  # 后半小时 is the later half, 下单后半小时内 is not
    r"(?<![上下大小多0-9个时])(?:(?<!(?<![以之])[前后])半个?(?:小时|钟头)(?!工)|"
    r"半个?(?:小时|钟头)(?=[以之]?内))"
)
_HOURS_AND_HALF = re.compile(
    _SINGLE + r"([1-9][0-9]?)(?:个半(?:小时|钟头)|个?小时半)(?![年天个月小])"
)
_TEMPERATURE = re.compile(  # of degrees without a scale only these are of Celsius
    r"((?:体温|气温|水温|室温|温度|发烧|高烧|低烧)[^，0-9]{0,5}[0-9]+(?:\.[0-9]+)?)度(?!数)"
)
_YUAN = re.compile(r"(?<=[0-9]{3})块(?=的|以|怎|要|能|可|吗|$|，)")  # not 100块砖
_UNIT = re.compile(
    _SINGLE + r"(?<!第)(?!0[0-9])([0-9]+(?:\.[0-9]+)?)\s?("
    + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
    + r")(?!(?<=[a-z])[a-z0-9]|[/每]|(?<=周)[年期末边]|(?<=年)(?:[0-9]|月|度|级|代|报|检)|"
        r"(?<=块)地|(?<=元)[素件])"
)  # fmt: skip
_DAY = re.compile(_ALONE + r"0?([1-9][0-9]?)月0?([1-9][0-9]?)[日号]")
_ISO_DAY = re.compile(
    r"(?<![a-z0-9.\-/])([12][0-9]{3})([\-/.])0?([1-9][0-9]?)\2(?:0?)([1-9][0-9]?)(?![0-9\-/.])"
)
_CLOCK = re.compile(
    r"(上午|早上|凌晨|下午|晚上|中午)?(?<![0-9.:第])([0-9]{1,2})(?:点(半|[0-9]{1,2}分?)?|"
    r":([0-9]{2}))(?![0-9:.])"
)
_QUARTER = re.compile(r"(?:第|(?<=年)|(?<![^，]))([1-4])季度|(?<![a-z0-9.])q([1-4])(?![a-z0-9])")
_HALF = re.compile(r"([上下])半年度?|(?<![a-z0-9.])h([12])(?![a-z0-9])")

_WHOSE_YEAR = re.compile(  # 公司2023年的利润 is 2023年公司的利润
    r"(?P<whose>[\ue000-\uf8ff]|[a-z]+|公司|我们公司|我们|集团|全国|中国|我国|国内|全球)"
    r"(?P<year>[12][0-9]{3}年(?:q[1-4]|h[12]|[0-9]{1,2}月(?:[0-9]{1,2}日)?)?)(?P<rest>(?!以|之|前|后|内|起|到|至|-)[^0-9，]+)"
)


def canonical(text: str) -> str:
    """Write each number by its value, with one name for its unit (百分之五 as 5%, 半年 as 6个月).

    Args:
        text: a normalised text.
    """
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    match = _WHOSE_YEAR.fullmatch(text)
    return "".join(match.group("year", "whose", "rest")) if match else text


def plain(value: Decimal) -> str:
    """A value without the zeros at its end."""
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def _number(written: str) -> Decimal | None:
    return Decimal(written) if written[0].isascii() else value_of(written)


def _per(match: re.Match[str]) -> str:
    share, written = match.groups()
    value = _number(written)
    if value is None:
        return match.group()
    return plain(value * {"百": 100, "千": 10, "万": 1}[share] / 100) + "%"


def _fraction(match: re.Match[str]) -> str:
    below, above = map(_number, match.groups())
    return match.group() if below is None or above is None else f"{plain(above)}/{plain(below)}"


def _counted(match: re.Match[str]) -> str:
    value = value_of(match[1])
    counter = match.string[match.end(1) : match.end(1) + 1]
    ordinal = match.group().startswith("第")
    if value is None or (counter in _NOT_COUNTED.get(match[1], ()) and not ordinal):
        return match.group()
    return match.group().replace(match[1], plain(value), 1)


def _degrees(match: re.Match[str]) -> str:
    degrees, tenths = value_of(match[1]), value_of(match[2])
    return match.group() if degrees is None else f"{plain(degrees)}.{tenths}度"


def _scaled(match: re.Match[str]) -> str:
    value = Decimal(0)
    for number, tens, myriads in _SCALE.findall(match[1]):
        factor = {"": 1, "百": 100, "千": 1000}[tens] * {"": 1, "万": 10**4, "亿": 10**8}[myriads]
        value += Decimal(number) * factor
    return plain(value)


def _unit(match: re.Match[str]) -> str:
    written, name = match.groups()
    if name == "年" and len(written) > 1 and written.isdigit():  # 2022年 and 22年 may be dates
        return match.group()
    kept, factor = UNITS[name]
    return plain(Decimal(written) * Decimal(factor)) + kept


def _iso_day(match: re.Match[str]) -> str:
    year, _, month, day = match.groups()
    likely = int(month) <= 12 and int(day) <= 31
    return f"{year}年{month}月{day}日" if likely else match.group()


def _clock(match: re.Match[str]) -> str:
    part, hour_written, after, minutes = match.groups()
    hour = int(hour_written)
    after = (after or "0").removesuffix("分")
    minute = int(minutes or ("30" if after == "半" else after))
    if minutes is None and part is None and hour < 13:  # 3点: at night, at noon, or three points
        return match.group()
    if part in ("下午", "晚上") and hour < 12:
        hour += 12
    elif part and (hour > 12 or (hour == 12 and part != "中午") or (part == "中午" and hour < 11)):
        return match.group()
    return f"{hour}:{minute:02}" if hour < 25 and minute < 60 else match.group()


def _quarter(match: re.Match[str]) -> str:
    return f"q{match[1] or match[2]}"


def _half(match: re.Match[str]) -> str:
    return {"上": "h1", "下": "h2"}.get(match[1] or "", f"h{match[2]}")


_Replacement = str | Callable[[re.Match[str]], str]
_RULES: tuple[tuple[re.Pattern[str], _Replacement], ...] = (
    (_PER, _per),
    (_FRACTION, _fraction),
    (_ORDINAL, _counted),
    (_DEGREES, _degrees),
    (_SPELT_YEAR, _counted),
    (_LARGE, _counted),
    (_COUNT, _counted),
    (_THOUSANDS, lambda match: match.group().replace(",", "")),
    (_SCALED, _scaled),
    (_RANGE, "-"),
    (_ISO_DAY, _iso_day),
    (_DAY, r"\1月\2日"),
    (_QUARTER, _quarter),
    (_HALF, _half),
    (_CLOCK, _clock),
    (_HALF_YEAR, "6个月"),
    (_YEAR_AND_HALF, lambda match: f"{int(match[1]) * 12 + 6}个月"),
    (_HALF_HOUR, "30分钟"),
    (_HOURS_AND_HALF, lambda match: f"{int(match[1]) * 60 + 30}分钟"),
    (_TEMPERATURE, r"\1°c"),
    (_YUAN, "元"),
    (_UNIT, _unit),
)
