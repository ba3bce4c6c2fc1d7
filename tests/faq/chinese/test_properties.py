"""What holds for the reading of any text in Chinese."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.chinese import leaning, read
from bot.faq.chinese.lexicon import words

PIECES = words(
    "什么是 毛利率 怎么算 请问 ， 如果 员工 公司 不能 能不能 吗 3个月 5% 百分之五 2022年 的 与 "
    "和 A股 ROE "
    "IFRS 9 被 谁 批准了 区别 在 里 多少 几天 第十条 三万元 谢谢 ？ \ue000 \ue001"
)
QUESTIONS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)
ASKED = st.sampled_from(
    [
        "3年以上的债权怎么处理",
        "利率上调25个基点有什么影响",
        "2023年1月15日之前要交税吗",
        "超过3000元的发票谁审批",
        "体温38.5度要吃药吗",
        "第577条规定了什么",
        "15:30以后可以下单吗",
        "A100和A10有什么区别",
        "占比8%的股东可以提案吗",
        "2.5亿的订单是谁签的",
        "30天内可以退货吗",
        "每次吃0.5mg够吗",
        "IFRS 9是什么",
    ]
)
HOSTILE = [
    *words(
        "什么 一 1 1, 百分之 的 与 被 里 不 请问 怎么 a ， ? 万 3万 如果 什么是 是 说一下 谁 \ue000"
    ),
    *words(
        "1个 公司 可以 ( 我想 第 点 半年 有什么 为什么 在 由 了 好不 q1 2023年 - . : 1- 三 3月 请"
    ),
    " ",
    "\n",
]


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    read(text)
    leaning(text)


@given(QUESTIONS)
def test_any_question_is_read(text: str) -> None:
    read(text)
    leaning(text)


@given(QUESTIONS)
def test_how_many_capitals_a_name_has_does_not_matter(text: str) -> None:
    assert read(text.upper()) == read(text.title())


@given(QUESTIONS)
def test_the_width_of_letters_and_digits_does_not_matter(text: str) -> None:
    wide = "".join(
        chr(ord(one) + 0xFEE0) if one.isascii() and one.isalnum() else one for one in text
    )
    assert read(wide) == read(text)


@given(QUESTIONS)
def test_white_space_around_a_text_does_not_matter(text: str) -> None:
    assert read(f" \t{text}\u3000\n") == read(text)


@given(ASKED, st.data())
def test_white_space_between_characters_does_not_matter(text: str, data: st.DataObject) -> None:
    places = [at for at, one in enumerate(text) if not one.isascii() and not text[at - 1].isascii()]
    at = data.draw(st.sampled_from(places[1:] or places))
    assert read(f"{text[:at]} {text[at:]}") == read(text)


@given(ASKED, st.data())
def test_another_digit_is_another_question(text: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([at for at, one in enumerate(text) if one.isdigit()]))
    other = data.draw(st.sampled_from([one for one in "0123456789" if one != text[at]]))
    assert read(text[:at] + other + text[at + 1 :]) != read(text)


@given(QUESTIONS)
def test_each_term_is_in_the_content_or_in_a_side(text: str) -> None:
    parts = read(text)
    found = [*parts.content, *(word for side in parts.sides for word in side)]
    for mark in ("\ue000", "\ue001"):
        assert found.count(mark) == text.count(mark)


@pytest.mark.parametrize("piece", HOSTILE)
def test_two_thousand_characters_of_anything_are_read_at_once(piece: str) -> None:
    text = (piece * 2_000)[:2_000]
    read("什么是")  # the tables are loaded
    started = time.perf_counter()
    read(text)
    leaning(text)
    assert time.perf_counter() - started < 0.25
