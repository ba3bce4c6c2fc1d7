"""Leaving out what people say around a question: greetings, thanks, excuses, fillers."""

from __future__ import annotations

import re

from bot.faq.chinese.courtesy_words import COURTESIES, GREETINGS, IDLE, OPENINGS, PARTICLES, THANKS
from bot.faq.chinese.lexicon import Lexicon, each
from bot.faq.chinese.orthography import BREAK
from bot.faq.chinese.stories import hangs, is_fact, is_story

_IDLE = Lexicon(IDLE)
_COURTEOUS = Lexicon(COURTESIES)
_OPENINGS = Lexicon({**each("", OPENINGS), **each("greeting", GREETINGS)})
_YOU = r"(?:您|你|大家|各位)?"
_DOWN = r"下(?![周个月半季期年次礼星班单线级属游架面列午调降跌载沉岗令达水雨雪手场])"
_BIT = rf"(?:一下|{_DOWN})?"
_FELLOWS = (
    r"(?:各位|大家|老师|专家|同事|[^\W\d_a-z，]{2,4}的?(?:小伙伴|同事|老师)|小伙伴们?|前辈们?|大佬们?|群友们?|"
    r"同学们?|同仁们?|专业人士|懂行的人?|懂的人){0,3}"
)
_MATTER = r"(?:一?1?个小?问题|件事|个事儿?)?"
_WISH = re.compile(
    rf"(?:我们?|本人)?(?:就|也|还|很|只是|先|再){{0,2}}(?:想要?|希望)先?(?:(?:麻烦|请|跟|"
    rf"和|向|找)?{_FELLOWS}|(?:麻烦|请)?{_YOU})(?:帮忙)?"
    r"(?:(?:问|请教|咨询|了解|知道|搞清楚|搞懂|弄清楚|弄明白|弄懂|打听)"
    rf"|(?:确认|核实|明确)(?=一下|{_DOWN}))(?!.*(?:怎么办|怎么查|[合违]法|违规|可以吗|行吗)){_BIT}{_YOU}{_FELLOWS}{_BIT}{_MATTER}(?:关于)?"
    rf"|我(?:要|需要)(?:问|请教|咨询){_YOU}(?:一下|下)"
)
_MAY = r"能不能|可不可以|能否|可否|可以|能"
_TELL = r"说|讲|问|看|查|找|列|算|数|搜|讲解|解释|说明|介绍|确认|科普|普及|解答|回答|告知|告诉"
_REQUEST = re.compile(
    rf"(?P<may>{_MAY}|有没有人能?|有人能|谁能|哪位能)?(?:想?请|想?麻烦|劳驾|烦请|"
    rf"辛苦)?{_YOU}(?:{_MAY})?"
    r"(?:(?:帮我|帮忙|给我|跟我|替我|为我|帮)?"
    rf"(?:说说看|说说|讲讲|讲一讲|说一说|谈谈|聊聊|看看|查查|找找|算算|列列|(?:{_TELL})(?:一下|"
    rf"{_DOWN}))"
    r"|告诉我们?|(?:给我|跟我|帮我|为我)(?:说|讲|查|列|解释|说明|介绍|科普|普及)"
    r"|(?<=[请求您你])告知(?!书|函|单))"
    rf"{_BIT}(?:关于)?"
)
_EXPLAIN = re.compile(
    r"请(?:你|您)?(?:解释|讲解|说明|介绍|概括|总结|简述|描述)(?!书|函|信|费)|"
    r"(?:解释|讲解|说明)(?=为什么|什么是|如何(?!写)|怎么(?!写))"
)
_PLEASE = re.compile(r"请(?=列举|列出|概括|总结|比较|描述|简述|举|解释|说明|介绍|计算|定义)")
_ASKS = re.compile(
    r"什么|啥|怎么|怎样|如何|咋|为何|几|多少|多久|多长|多大|谁|哪|何时|是否|有没有|(.)不\1|吗"
)
_TAG = re.compile(r"[吗么]$")
_ASKED = re.compile(r"(?:(?<![什怎多那这])么|(?<!干)嘛)$")
_HAND = re.compile(
    r"请?把(?P<it>[^把]+?)(?:发给|发|给)我(?:一下|吧)?"
    r"|请?(?:给我|发我|发给我)(?:一份|一个)?(?P<one>[^把]+的[^把]+?)(?:清单|列表)?"
)
_MAY_I_ASK = re.compile(
    r"(?:其实)?(?:(?:我?就?想?请问|我?就?想问|我?就?想请教|我?就?问|我?再问|我?弱弱地?问)(?:一下|"
    r"下(?![周个月半季期年次礼星])|一句)(?:大家|各位)?|请问|想问问(?:大家|各位)?|所以来?(?:这里)?问)"
)
_TEACH = re.compile(
    r"(?:请|麻烦|劳驾|求)?(?:你|您|大家|谁|哪位)?(?:能不能|可不可以|可以|能)?(?:教(?:教|一?教|一下|下)?我们?|求教|手把手教我)"
    r"(?:一下|下)?(?:怎么|如何|怎样|咋)?(?=[^，]{3})(?!.*(?:什么|谁|哪|区别|意思|知识))"
)
_MURMUR = re.compile(
    r"^(?:e+m+|h+m+|u+m+|u+h+|额+|呃+|嗯+|啊+这?|唔+|诶+|欸+|哎+呀?|喔+|噢+|哦+)(?:我?想想|让我想想)?(?=.{4})(?!度|头|外|满|定|角|叶)"
)
_IS_IT = re.compile(rf"{BREAK}(?:是吗|对吗|是吧|对吧|是不是|对不对|是这样吗)$")
_PARTICLE = re.compile(rf"(?:(?<!在)(?:{'|'.join(PARTICLES)}))+$")
_THANKS = re.compile(
    r"(?<![说写讲表达是句喊读道用])"
    rf"(?:{'|'.join(sorted(THANKS, reverse=True))})$"
)


def stripped(text: str) -> str:
    """The question without what is said around it.

    Clauses are left out only if they wholly consist of such words; nothing that holds a number, a
    name or a term is ever one. What is nothing but such words stays as it is.

    Args:
        text: a normalised text.
    """
    clauses = [_without_opening_word(clause) for clause in text.split(BREAK)]
    clauses = _without_idle(clauses, asked=clauses != text.split(BREAK))
    clauses = _without_stories(clauses)
    clauses[0] = _without_openings(clauses[0])
    if len(clauses) > 1 and not clauses[0].strip("?"):
        clauses = [_without_openings(clauses[1].removeprefix("就是")), *clauses[2:]]
    bare = BREAK.join(_without_particles(clause) for clause in clauses if clause)
    return _IS_IT.sub(lambda _: "" if bare.count("吗") > 1 else "吗", bare)


def _without_idle(clauses: list[str], asked: bool) -> list[str]:
    """The clauses without those that tell how their asker came to ask, if any tells that.

    "查了，没查到，怎么办": what was not found, or who does not understand, may be the case itself,
    unless all that is left asks what something is.
    """
    clauses = [one for one in clauses if _COURTEOUS.covers(one.strip("?")) is None] or clauses
    idle = [_IDLE.covers(clause.strip("?")) for clause in clauses]
    if idle.count(None) != 1:
        return clauses
    at = idle.index(None)
    if not is_fact(clauses[at]) and (at != len(clauses) - 1 or hangs(clauses[at])):
        return clauses
    if not asked and not any("core" in found for found in idle if found):
        return clauses
    return [clause for clause, found in zip(clauses, idle, strict=True) if found is None] or clauses


def _without_stories(clauses: list[str]) -> list[str]:
    """The clauses without those before the last that tell how their asker came to ask."""
    *before, last = clauses
    if any(_WISH.fullmatch(clause) for clause in before):
        last = last.removeprefix("就是")
    before = [clause for clause in before if not _WISH.fullmatch(clause)]
    at = 0
    while at < len(before) and is_story(before[at], last, follows=at > 0):
        at += 1  # behind a case it may tell how that went on
    return [*before[at:], last]


def _without_opening_word(clause: str) -> str:
    """The clause without "may I ask", which may stand before any of them."""
    clause = _MURMUR.sub("", clause)
    found = _MAY_I_ASK.match(clause)
    found = found or _WISH.match(clause)
    return clause[found.end() :] if found and found.end() < len(clause) else clause


def _without_openings(clause: str) -> str:
    """The clause from where it begins to ask."""
    while (shorter := _without_opening(clause)) != clause:
        clause = shorter
    return clause


def _without_opening(clause: str) -> str:
    handed = _HAND.fullmatch(clause)
    if handed and not _ASKS.search(clause):
        return handed["it"] or handed["one"]
    if taught := _TEACH.match(clause):
        return "怎么" + _TAG.sub("", clause[taught.end() :])
    if request := _REQUEST.match(clause):
        rest = clause[request.end() :]
        if request["may"] and not _asked_of_us(request.group(), rest):
            return clause
        return _TAG.sub("", rest) if request["may"] or _asks_twice(rest) else rest
    for pattern in (_WISH, _PLEASE):
        if found := pattern.match(clause):
            return clause[found.end() :]
    explained = _EXPLAIN.match(clause)
    if explained and _ASKS.search(clause, explained.end()):
        return clause[explained.end() :]
    return _without_word(clause)


def _asked_of_us(request: str, rest: str) -> bool:
    """Whether "can ..." asks us, and not whether it is allowed: 能查一下别人的征信吗."""
    if re.search(r"帮|为我|您|你|有人|谁能|哪位|请|麻烦|告诉我", request):
        return True
    told = re.search(r"说|讲|解释|介绍|科普|普及|谈|聊|列", request)
    return told is not None and _asks_by_itself(rest)


def _asks_by_itself(rest: str) -> bool:
    bare = _TAG.sub("", rest)
    return (_ASKS.search(bare) or re.search(r"(?:概念|含义|意思|定义|区别)$", bare)) is not None


def _without_word(clause: str) -> str:
    word = _OPENINGS.at(clause, 0) if clause else None
    if word is None:
        return clause
    rest = clause[len(word) :]
    if word in GREETINGS:
        return rest if rest != _without_opening(rest) else clause
    if word.endswith(("知道", "清楚")):
        if not _ASKS.search(rest.removesuffix("吗")):
            return clause
        return _TAG.sub("", rest) if _asks_twice(rest) else rest
    return rest


def _asks_twice(rest: str) -> bool:
    """Whether the 吗 at the end belongs to "do you know": the rest asks by itself."""
    return rest.endswith(("吗", "么")) and _ASKS.search(rest[:-1]) is not None


def _without_particles(clause: str) -> str:
    bare = clause.rstrip("?")
    asks = clause[len(bare) :]
    if (thanks := _THANKS.search(bare)) and _ASKS.search(bare, 0, thanks.start()):
        bare = bare[: thanks.start()]
    toneless = _PARTICLE.sub("", bare) or bare
    return (_ASKED.sub("吗", toneless) if len(toneless) > 1 else toneless) + asks
