"""Which sense is meant: by choice, by the channel, by what stands around it, or not at all."""

from __future__ import annotations

import pytest

from bot.question import Term
from bot.terms.senses import EVERY_SENSE, Surroundings, is_to_be_asked, meant
from tests.glossaries import term

RATIO = term(
    "pe-ratio",
    "市盈率",
    "zh",
    abbreviation="PE",
    definition="股票价格与每股收益之比，用来衡量估值的高低。",
    related=("eps",),
)
CAPITAL = term(
    "private-equity",
    "私募股权",
    "zh",
    abbreviation="PE",
    definition="对未上市企业的权益性投资，由基金向少数投资者募集资金。",
)
EMBOLISM = term(
    "pulmonary-embolism",
    "肺栓塞",
    "zh",
    abbreviation="PE",
    definition="血栓阻塞肺动脉引起的疾病，可有胸痛和呼吸困难。",
    field="medicine",
)
SENSES = [RATIO, CAPITAL, EMBOLISM]
EPS = term("eps", "每股收益", "zh")
FEVER = term("fever", "发热", "zh", field="medicine")


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        (Surroundings("什么是 PE？"), []),
        (Surroundings("PE", chosen={"private-equity"}), [CAPITAL]),
        (Surroundings("PE", chosen={"pe-ratio", "pulmonary-embolism"}), [RATIO, EMBOLISM]),
        (Surroundings("PE", chosen={EVERY_SENSE}), SENSES),
        (Surroundings("什么是 PE？", field="medicine"), [EMBOLISM]),
        (Surroundings("什么是 PE？", field="finance"), []),
        (Surroundings("什么是 PE？", field="law"), []),
        (Surroundings("PE 和每股收益", terms=[EPS]), [RATIO]),
        (Surroundings("PE 会发热吗", terms=[FEVER]), [EMBOLISM]),
        (Surroundings("PE 基金怎么募集资金？"), [CAPITAL]),
        (Surroundings("病人胸痛，呼吸困难，是 PE 吗？"), [EMBOLISM]),
        (Surroundings("今天天气很好，PE"), []),
    ],
)
def test_the_sense_is_told_by_what_stands_around_the_name(
    around: Surroundings, expected: list[Term]
) -> None:
    assert meant(SENSES, around) == expected


def test_a_name_with_one_sense_means_that() -> None:
    assert meant([RATIO], Surroundings("PE", field="medicine")) == [RATIO]
    assert meant([], Surroundings("PE")) == []


def test_the_words_of_the_name_itself_tell_nothing() -> None:
    loan = term("margin-loan", "margin loan", aliases=("margin",), definition="a margin debt.")
    profit = term("margin", "profit margin", aliases=("margin",), definition="a share of sales.")
    assert meant([loan, profit], Surroundings("what is a margin?")) == []
    assert meant([loan, profit], Surroundings("the margin as a share of our sales")) == [profit]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("margin", "What is a margin?"),
        ("cell", "cell"),
        ("cell", "请问 cell 是什么意思？"),
        ("PE", "Does the PE look high in this market?"),
        ("期权", "我们公司的期权怎么兑现？"),
        ("option contract", "Who signs the option contract today?"),
    ],
)
def test_the_sense_is_asked_for_where_the_term_is_what_the_question_is_about(
    name: str, text: str
) -> None:
    assert is_to_be_asked(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("charge", "How do I charge my laptop?"),
        ("party", "Who organises the Christmas party this year?"),
        ("default", "What is the default printer on floor 3?"),
        ("interest", "有没有人 interest 周五打羽毛球"),
    ],
)
def test_a_plain_word_in_another_question_is_not_asked_about(name: str, text: str) -> None:
    assert not is_to_be_asked(name, text)
