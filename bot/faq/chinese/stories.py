"""Clauses that tell how their asker came to ask, and say nothing about what is asked.

Each pattern covers a whole clause. What could be the case asked about ("看了医生", "没找到工作")
is never one: people search in documents, ask colleagues, and are asked by their bosses.
"""

from __future__ import annotations

import re

from bot.faq.chinese.orthography import BREAK

_ME = r"(?:我|我们|本人|自己|人家)?"
_LEAD = (
    rf"(?:但是?|可是?|不过|结果|然后|所以|因为|由于)?{_ME}(?:也|已经|刚|刚刚|刚才|之前|都|先|还|昨天|今天|"
    r"上午|下午|早上|一直|最近|真的|实在|确实|还是|就|又|始终){0,3}"
)
_DOCS = (
    r"(?:员工手册|手册|文档|知识库|资料|网页|网上|百度|维基|wiki|群文件|群聊|群里|群公告|帖子|公告|通知|faq|"
    r"内网|官网|系统里|制度文件|制度|说明书|文件|聊天记录|邮件|网站|搜索引擎|谷歌|论坛|帮助中心|帮助文档)"
)
_COLLEAGUES = (
    r"(?:同事|同事们|隔壁组|隔壁同事|身边的人|周围的人|周围同事|身边同事|好几个人|几个同事|前台|朋友|"
    r"群里的人|大家|一圈人|旁边的人|组里的人|老员工)"
)
_BOSSES = (
    r"(?:我?的?(?:老板|领导|主管|经理|上司|客户|同事|面试官|朋友|老师|导师|新同事|新人|新来的同事|家人|同学|"
    r"室友|leader|组长|总监))"
)
_OFTEN = r"(?:一遍|一圈|半天|很久|好久|好几遍|几遍|一下|一轮|好一会儿|一会儿|一阵子?|一通)"
_STORIES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LEAD}(?:翻|查|搜|搜索|找|看|读|百度|翻看|翻阅|查阅|浏览)(?:了|过|完|遍)(?:{_OFTEN})?"
        rf"(?:{_DOCS})?(?:里|上)?{_OFTEN}?(?:没有?(?:找到|搜到|查到|看到|结果))?",
        rf"{_LEAD}(?:在)?{_DOCS}(?:里|上)?(?:也|都)?(?:翻|查|搜|找|看)(?:了|过){_OFTEN}?"
        r"(?:也?没有?(?:找到|搜到|查到|看到|结果))?",
        rf"{_LEAD}(?:问|请教|咨询)(?:了|过)(?:好几个|几个|一?圈|一下)?{_COLLEAGUES}(?:一圈|一遍)?",
        rf"(?:{_COLLEAGUES}|他们)?(?:也|都|也都|都也)(?:说|表示)?(?:不(?:太)?(?:清楚|知道|懂|了解|确定|明白)|"
        r"说不清楚?|说不准|答不上来|没说清楚|没人知道)",
        r"没有?人(?:能说清楚?|回复|回我|说得清|答得上来)",
        rf"{_LEAD}(?:没有?)(?:找到|搜到|查到|看到)(?:关于|有关|对应的?|相关的?)?[^{BREAK}0-9]{{0,14}}"
        r"(?:说明|规定|答案|介绍|解释|文档)",
        r"(?:可能|也许|估计|应该|大概)?(?:是)?(?:我)?(?:看漏了|漏看了|没注意|没看仔细|理解错了|记错了|"
        r"漏掉了|没找对地方|没看清楚?)",
        rf"{_LEAD}(?:没|没有|没太|不)(?:好意思|敢|来得及|机会)(?:细问|多问|追问|当场问|问)",
        r"(?:我)?(?:有点|比较|挺|很|非常|特别|真的|实在)(?:尴尬|急|着急|好奇|困惑|疑惑|懵|"
        r"纠结|抱歉|不好意思)",
        rf"{_BOSSES}(?:在线)?(?:等着|等着呢|在等|等着要|催得紧|催得急|急着要|着急要|在催|催着要)",
        r"(?:如果|要是|若)?(?:发错|问错|打扰|冒犯|说错|走错)(?:了|到|地方|群|地方了|群了|频道)*(?:的话)?"
        r"(?:，)?(?:请|还请|先)?(?:见谅|谅解|原谅|海涵|勿怪|忽略|包涵|多包涵|说声抱歉|抱歉)",
        r"(?:不|也不)知道(?:该|应该)?(?:问|找)(?:谁|哪个群|哪个部门|哪位|什么人|哪里|哪)",
        r"(?:就|只好|只能)?(?:先)?(?:发|问)(?:到|在)?(?:这里|这儿|群里|本群|这个群)(?:了|吧|来)?",
        r"(?:所以|因此|只好|于是|就)?(?:来)?(?:这里|这儿|群里)?(?:来)?(?:问问|问一下|请教一下|请教|求助|"
        r"问一问|问|碰碰运气)(?:大家|各位|看)?",
        r"(?:如果|要是)?(?:方便|可以|有空|有时间|知道|有人知道|看到)的话?(?:请|麻烦|还请)?(?:回复|回答|告知|说"
        r"|回|答复)(?:一下|我|我一下)?",
        rf"[^{BREAK}0-9a-z]{{0,6}}(?:同事|朋友|老板|领导|客户|家人|新人)(?:托我|让我|叫我|要我)(?:来|帮忙|帮着)?"
        r"(?:问|打听|确认|请教|查)(?:一句|一下|下|问|清楚)?",
        rf"{_LEAD}(?:帮|替)(?:同事|朋友|客户|老板|领导|家人|新人|别人)(?:来)?(?:问|打听|确认)(?:一句|一下|下|个问题)?",
        r"(?:我)?(?:刚|新|刚刚)(?:来|入职|到公司|加入公司|到岗|进公司|入行|毕业|转岗过来|接触)(?:的|不久|没多久|没几天|"
        r"，)?(?:很多|好多|有些|许多)?(?:东西|事情|情况|流程|地方)?(?:都)?(?:还)?(?:不太?(?:懂|熟悉|熟|清楚|了解)|没搞懂)",
        r"(?:之前|以前|前)?一直是?(?:别的|其他)?(?:同事|别人|人家)(?:帮我|替我)(?:弄|做|处理|办|搞)的?",
        rf"{_ME}(?:想|打算|准备)(?:自己)?(?:学|研究|弄明白|搞明白)(?:一下|习|一学)?",
    )
)
_WRITING = re.compile(
    rf"{_LEAD}(?:为了)?(?:(?:给|帮)(?:新同事|同事|新人|客户|朋友|领导|老板))?(?:在|正在|准备|打算|要|需要|想|得)*"
    r"(?:写|整理|准备|做|编|起草|更新)(?:着|个|一?1?份|一?1?篇|一些)?"
    r"(?:新闻稿|报告|周报|月报|日报|年报|论文|材料|ppt|文章|培训|指南|手册|汇报|作业|演讲|讲稿|课件|笔记|"
    r"分享|总结|新人指南|培训材料|汇报材料|培训课件)(?:的时候|时)?(?:要用到?|需要用到?|用得上)?"
)
# what a word means, or who somebody is, does not hang on what is written about it
_FACT = re.compile(
    r"什么意思|什么是|什么叫|含义|定义|区别|是谁|全称|哪天|哪一天|哪天|症状|公式|几点"
)
_HANGS = re.compile(
    r"怎么办|咋办|怎么处理|怎么回事|怎么解决|为什么|可以|能|行不行|算不算|"
    r"是否|(.)不\1|(?:吗|(?<!什)么)\??$"
)
_FAILING = re.compile(r"[没不]")
_TOLD = re.compile(
    rf"{_BOSSES}(?:刚才|刚|刚刚|今天|昨天|早上|下午|上午|之前|前几天|总|老|一直)?"
    r"(?:在?(?:会上|开会时|开会的时候|群里|周会上|例会上|邮件里|电话里))?"
    r"(?:又|也|都)?(?:(?:提|说|聊|讲|谈)(?:到了?|起了?|了一句|了一嘴|过一句)|问(?:了|到|起|我)?(?:一句|一下)?)"
    r"(?:什么是|什么叫)?(?P<it>[^了]{1,12})"
)
_NEEDED = re.compile(
    r"(?:里面|报告里|材料里|文章里)?(?:要|需要|得|会)?(?:用到|提到|写到|写清楚)(?P<it>.{0,14})"
)


def is_fact(asked: str) -> bool:
    """Whether a clause asks for a fact that hangs on nobody's case."""
    return _FACT.search(asked) is not None and _HANGS.search(asked) is None


def hangs(asked: str) -> bool:
    """Whether the answer may depend on what has happened, or on who asks."""
    return _HANGS.search(asked) is not None


def is_story(clause: str, asked: str, *, follows: bool) -> bool:
    """Whether a clause only tells how its asker came to ask.

    Args:
        clause: a clause that is not the last.
        asked: the last clause; what the story names must be in it.
        follows: whether a story has been told before it. By itself what has failed may be the case.
    """
    clause = clause.strip("?")
    if not follows and _HANGS.search(asked) and _FAILING.search(clause):
        return False
    if any(pattern.fullmatch(clause) for pattern in _STORIES):
        return True
    if _WRITING.fullmatch(clause) and _FACT.search(asked):
        return True
    for pattern in (_TOLD, _NEEDED):
        if (match := pattern.fullmatch(clause)) is not None:
            return match["it"] in asked
    return False
