"""Names that change: what is added, renamed and withdrawn is found as if all were built anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.terms.matcher import normalize
from bot.terms.names import Names
from conversation_store.term import Status
from conversation_store.terms import Named

WORDS = [
    "利率",
    "净利率",
    "率",
    "margin",
    "net margin",
    "ROE",
    "roe ratio",
    "cash-flow",
    "IT",
    "It",
]
TEXTS = [
    "净利率和利率",
    "the net margin, a ROE ratio",
    "cash flow: ＲＯＥ",
    "利率 margin率",
    "so it is, IT is, It is",
]
STATUSES: list[Status] = ["approved", "approved", "proposed", "deprecated"]


def named(number: int, *names: str, status: Status = "approved") -> Named:
    return Named((f"c{number}", "en"), names, "finance", status)


def built(*several: Named, rebuild_after: int = 1_000) -> Names:
    names = Names(rebuild_after)
    names.update(several)
    names.build()
    return names


class ChangingNames(RuleBasedStateMachine):
    """Against names that are all built at once."""

    @initialize(rebuild_after=st.integers(0, 4))
    def begin(self, rebuild_after: int) -> None:
        self.names = Names(rebuild_after)
        self.terms: dict[int, Named] = {}

    @rule(
        changes=st.lists(
            st.tuples(
                st.integers(0, 3),
                st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True),
                st.sampled_from(STATUSES),
            ),
            min_size=1,
            max_size=3,
        )
    )
    def change(self, changes: list[tuple[int, list[str], Status]]) -> None:
        several = [named(number, *words, status=status) for number, words, status in changes]
        for (number, _, _), one in zip(changes, several, strict=True):
            self.terms[number] = one
        self.names.update(several)
        self.names.build()

    @invariant()
    def as_if_built_anew(self) -> None:
        anew = built(*self.terms.values())
        for text in TEXTS:
            assert self.names.find(text) == anew.find(text)
        for word in WORDS:
            assert set(self.names.keys(word)) == set(anew.keys(word))
            approved = set(self.names.keys(word, approved=True))
            assert approved == {
                one.key
                for one in self.terms.values()
                if one.status == "approved" and normalize(word) in map(normalize, one.names)
            }
            assert self.names.misspelled(word) == anew.misspelled(word)
        assert len(self.names) == len(self.terms)


TestChangingNames = ChangingNames.TestCase


def test_two_names_of_a_term_that_differ_in_case_alone_are_one() -> None:
    names = built(named(1, "ROE", "roe", "Ｒｏｅ"))
    assert names.keys("roe") == (("c1", "en"),)
    assert [one for one, _ in names.nearest("roe", 5)] == ["ROE"]


def test_a_name_that_is_spelled_anew_is_found_as_it_is_spelled_now() -> None:
    names = built(named(1, "IT"), rebuild_after=0)
    names.update([named(1, "It")])
    names.build()
    assert [span.start for span in names.find("so it is, It is, IT is")] == [10]


def test_a_name_that_two_terms_spell_differently_is_found_in_both_spellings() -> None:
    names = built(named(1, "IT"), named(2, "It"))
    assert [span.start for span in names.find("so it is, It is, IT is")] == [10, 17]
    names.update([named(2, "It", status="deprecated")])
    names.build()
    assert [span.start for span in names.find("so it is, It is, IT is")] == [17]


def test_of_several_near_names_one_is_offered_for_each_concept() -> None:
    names = built(named(1, "net margin", "net margins"), named(2, "net marginal"))
    offered = names.nearest("net margn", 5)
    assert [key for _, key in offered] == [("c1", "en"), ("c2", "en")]
    assert offered[0][0] in {"net margin", "net margins"}


@pytest.mark.parametrize("nonsense", ["", "   ", "\ud800", "？？？", "q" * 5_000])
def test_nonsense_is_near_nothing(nonsense: str) -> None:
    names = built(named(1, "net margin"))
    assert names.nearest(nonsense, 5) == []
    assert names.misspelled(nonsense) is None


def test_a_name_that_two_terms_could_mean_is_no_slip_of_either() -> None:
    one, other = named(1, "creditor days"), named(2, "creditor dais")
    assert built(one, other).misspelled("creditor dayis") is None
    assert built(one).misspelled("creditor dayis") == "creditor days"
    assert built(replace(one, status="proposed")).misspelled("creditor dayis") is None
