"""What made-up documents say, and how people ask for it.

A line is a sentence and the questions it answers. ``{s}`` is what the fact is about, ``{D}`` a day
of the month and ``{M}`` a month; the other places are those of the definitions.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.training.demo_model.vocabulary import phrases


@dataclass(frozen=True, slots=True)
class FactForm:
    """A sentence pattern and the forms of the questions it answers."""

    sentence: str
    questions: tuple[str, ...]


def _forms(text: str) -> tuple[FactForm, ...]:
    lines = (line.split(" | ") for line in phrases(text))
    return tuple(FactForm(sentence, tuple(questions)) for sentence, *questions in lines)


FACTS = {
    "zh": _forms(
        """
        {s}为{d}元。 | {s}是多少？ | {s}是多少元？ | {s}多少钱？ | 请问{s}是多少
        {s}不得超过{d}元。 | {s}最多多少？ | {s}的上限是多少？ | {s}不能超过多少？
        {s}由{n}部门负责。 | 谁负责{s}？ | {s}由谁负责？ | {s}归谁管？ | {s}找谁？
        {s}须在{d}天内完成。 | {s}要多久完成？ | {s}的期限是多久？ | {s}要在几天内完成？
        {s}从{M}月{D}日起执行。 | {s}什么时候开始？ | {s}从哪天起执行？ | {s}何时生效？
        办理{s}需要{n}和{n}。 | 办理{s}需要什么？ | {s}需要哪些材料？ | 办{s}要带什么？
        {s}的申请要经{n}批准。 | {s}由谁批准？ | {s}的申请谁批？ | 谁审批{s}？
        {s}存放在{n}{d}号柜。 | {s}放在哪里？ | 在哪里能找到{s}？ | {s}在哪儿？
        {s}只适用于{m}{n}。 | {s}适用于什么？ | {s}对谁适用？ | {s}的适用范围是什么？
        {s}每{d}天检查一次。 | {s}多久检查一次？ | {s}几天检查一次？ | {s}的检查频率是多少？
        超出{s}的部分由{n}承担。 | 超出{s}的部分谁承担？ | 超出{s}怎么办？
        {s}的代号是{e}。 | {s}的代号是什么？ | {s}叫什么代号？
        {s}的前提是{n}已经{v}{n}。 | {s}的前提是什么？ | {s}有什么前提？ | 什么情况下可以{s}？
        {s}的目的是{v}{m}{n}，并{v}{n}。 | {s}的目的是什么？ | 为什么要有{s}？
        {s}分为{n}、{n}和{n}三类。 | {s}分为几类？ | {s}有哪些种类？ | {s}怎么分类？
        """
    ),
    "en": _forms(
        """
        The {s} is {d} dollars. | How much is the {s}? | what is the amount of the {s}?
        The {s} may not exceed {d} dollars. | What is the limit of the {s}? | how high may {s} be?
        The {n} department is responsible for {s}. | Who is responsible for {s}? | who owns {s}?
        The {s} must be completed within {d} days. | How long may {s} take? | deadline for {s}?
        The {s} takes effect on day {D} of month {M}. | When does {s} take effect? | start of {s}?
        For the {s} you need a {n} and a {n}. | What do I need for {s}? | which papers for {s}?
        The {s} must be approved by the {n}. | Who approves the {s}? | who must approve {s}?
        The {s} is kept in {n} room {d}. | Where is the {s}? | where do I find the {s}?
        The {s} applies only to {m} {n}s. | To whom does {s} apply? | what is the scope of {s}?
        The {s} is checked every {d} days. | How often is the {s} checked? | is {s} checked often?
        What exceeds the {s} is paid by the {n}. | Who pays what exceeds the {s}?
        The code of the {s} is {e}. | What is the code of the {s}? | which code has {s}?
        The {s} requires that the {n} can {v} the {n}. | What does {s} require?
        The aim of the {s} is to {v} the {m} {n}. | What is the aim of {s}? | why is there a {s}?
        The {s} has three kinds: {n}, {n} and {n}. | Which kinds of {s} are there? | kinds of {s}?
        """
    ),
}
TITLES = {
    "zh": phrases(
        """
        {n}管理办法
        {n}{n}手册
        {m}{n}说明
        {n}须知
        关于{n}的通知
        """
    ),
    "en": phrases(
        """
        Rules for {n}
        {n} handbook
        Notice about {m} {n}
        Guide to {n} and {n}
        """
    ),
}
TABLE_QUESTIONS = {
    "zh": phrases(
        """
        {row}的{column}是多少？
        {row}的{column}
        {column}方面，{row}是多少？
        请问{row}的{column}是多少？
        {row} {column}多少？
        {row}{column}是多少
        """
    ),
    "en": phrases(
        """
        What is the {column} of {row}?
        {column} of {row}
        how much is the {column} of {row}?
        {row}: what is the {column}?
        What was the {column} for {row}?
        """
    ),
}
TABLE_ANSWER = {"zh": "{row}，{column}：{figure}。", "en": "{row}, {column}: {figure}."}
TABLE_COLUMNS = {
    "zh": phrases(
        """
        {d} 年
        第{D}季度
        {M} 月
        {n}
        {m}{n}
        {n}总额
        """
    ),
    "en": phrases(
        """
        {d}
        quarter {D}
        month {M}
        {n}
        {m} {n}
        total {n}
        """
    ),
}
FIGURES = {
    "zh": phrases(
        """
        {d}
        {d} 万元
        {d} 元
        {d}%
        {d} 人
        """
    ),
    "en": phrases(
        """
        {d}
        {d} million
        {d}%
        ${d}
        {d} people
        """
    ),
}
CITATION = {"zh": "[{number}]", "en": " [{number}]"}
MISSING_FACT_ANSWER = {
    "zh": "资料里没有提到“{subject}”，请问问负责的同事。",
    "en": "The documents say nothing about {subject}. Please ask the colleague in charge.",
}
