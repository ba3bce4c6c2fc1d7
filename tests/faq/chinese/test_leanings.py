"""Which questions in Chinese lean on who asks, when, on a thread or on a file."""

from __future__ import annotations

import pytest

from bot.faq.chinese import leaning
from bot.faq.parts import Leaning

LEANINGS: list[tuple[Leaning, str]] = [
    ("person", "我的年假有几天"),
    ("person", "我能请假吗"),
    ("person", "我想知道我的工资"),
    ("person", "自己的社保怎么查"),
    ("person", "本人身份证可以代领吗"),
    ("person", "我们部门的预算"),
    ("person", "本部门谁审批"),
    ("person", "我们组周会在哪里"),
    ("person", "我们团队有几个人"),
    ("person", "咱的工资"),
    ("date", "当日汇率"),
    ("date", "上季利润"),
    ("date", "过去三个月的利润"),
    ("date", "三天前的汇率"),
    ("date", "几点了"),
    ("file", "第3页写了什么"),
    ("thread", "总结一下要点"),
    ("date", "今天的汇率是多少"),
    ("date", "最新的税率"),
    ("date", "目前的LPR是多少"),
    ("date", "去年的营收"),
    ("date", "上個季度的營收"),
    ("date", "三季度毛利率公布了吗"),
    ("date", "周五几点开会"),
    ("thread", "这个怎么办理"),
    ("thread", "它是什么意思"),
    ("thread", "上面说的是什么"),
    ("thread", "那净利率呢？"),
    ("thread", "2023年呢？"),
    ("thread", "为什么呢"),
    ("thread", "怎么办"),
    ("thread", "什么是这个词"),
    ("thread", "那个项目什么时候结束"),
    ("thread", "该公司的股东是谁"),
    ("thread", "以上三个有什么区别"),
    ("thread", "举个例子"),
    ("file", "附件里的合同有什么问题"),
    ("file", "这份文件讲了什么"),
    ("file", "图片里是什么"),
    ("file", "帮我看下这张表"),
]
STANDALONE = [
    "什么是EBITDA",
    "加班怎么算",
    "加班费怎么算呢",
    "我们公司的年假有几天",
    "告诉我报销流程",
    "我想了解一下市盈率",
    "帮我解释一下市盈率",
    "对赌协议这个词是什么意思",
    "其他费用怎么报销",
    "3年以上的债权怎么处理",
    "因此产生的费用谁承担",
    "应该找谁盖章",
    "周一到周五几点上班",
    "2023年一季度营收",
    "那个，请假怎么申请",
    "我国的个税税率",
    "中标之后要准备哪些文件？",
]


@pytest.mark.parametrize(("expected", "question"), LEANINGS)
def test_a_question_leans_on_what_it_does_not_say(expected: Leaning, question: str) -> None:
    assert leaning(question) == expected


@pytest.mark.parametrize("question", STANDALONE)
def test_an_ordinary_question_stands_by_itself(question: str) -> None:
    assert leaning(question) is None


def test_a_general_rule_about_a_weekday_leans_on_nothing() -> None:
    assert leaning("周五可以请假吗") is None
    assert leaning("周五团建在哪里集合") == "date"


def test_a_week_named_after_a_courtesy_still_leans_on_the_date() -> None:
    assert leaning("方便的话告诉我下周例会几点开？") == "date"


def test_this_measure_is_another_thread_unless_its_name_stands_before_it() -> None:
    assert leaning("财报里这个指标是什么意思") == "thread"
    assert leaning("财报里递延收益这个科目是什么意思") is None
