"""What folding takes out of a text, and that the way back is right."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terms.folding import fold, normalize


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        (" ＥＢＩＴＤＡ\u3000\n", "ebitda"),
        ("Cash-Flow", "cash flow"),
        ("A-share", "a-share"),
        ("price–to–earnings", "price to earnings"),
        ("市盈率 ( P/E )", "市盈率 ( p/e )"),
        ("A 股 与 IT 部门", "a股 与it部门"),
        ("毛利 率先", "毛利 率先"),
        ("Jensen’s", "jensen's"),
        ("亚当・斯密", "亚当·斯密"),
        ("ca\u00adfe\u0301\u200b", "café"),
        ("ﬁ ℃ ½ ㎡", "fi °c 1/2 m2"),
        ("㈱", "(株)"),
        ("ｶﾞ", "ガ"),
        ("①…", "①…"),
        ("一——二", "一——二"),
        ("\ud800", "\ufffd"),
        ("", ""),
    ],
)
def test_spellings_of_one_name_fold_to_one(text: str, folded: str) -> None:
    assert normalize(text) == folded


def test_each_character_by_itself_folds_once_and_for_all() -> None:
    for code in range(sys.maxunicode + 1):
        if 0x3400 < code < 0xF900 or 0x20000 < code < 0xE0000 or code > 0xE0200:
            continue
        once = normalize(chr(code))
        assert normalize(once) == once, hex(code)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@given(st.text("eE\u0301\u0302\u200b -'.a1股か\u3099ﬁ²½™", max_size=20))
def test_folding_twice_is_folding_once_where_rules_meet(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@given(st.text("ab\u0301", max_size=8), st.text("ab\u0301é", max_size=8))
def test_what_unicode_holds_to_be_equal_folds_to_the_same(left: str, right: str) -> None:
    text = left + right
    assert normalize(unicodedata.normalize("NFD", text)) == normalize(
        unicodedata.normalize("NFC", text)
    )


@given(st.text("aé e\u0301\u200b\u00ad\n股ﬁ½-。", max_size=30))
def test_each_piece_of_a_folded_text_folds_from_its_piece_of_the_original(text: str) -> None:
    folded = fold(text)
    assert folded.starts is not None or len(folded.text) == len(text)
    for place, character in enumerate(folded.text):
        if character not in " -":  # these depend on what is around them
            assert character in fold(folded.piece(place, place + 1)).text


def test_a_cluster_is_taken_whole_and_what_is_invisible_after_it_is_not() -> None:
    folded = fold("e\u0301\u200b!")
    assert folded.text == "é!"
    assert folded.piece(0, 1) == "e\u0301"


def test_a_letter_under_ten_thousand_marks_keeps_thirty() -> None:
    assert len(normalize("e" + "\u0323\u0301" * 5_000)) <= 31
