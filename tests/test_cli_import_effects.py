"""What an import does to names and fields, held against counting it all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.import_effects import effects
from conversation_store.term import Term
from conversation_store.terms import Named
from tests.glossaries import term

names = st.lists(st.sampled_from(["PE", "ＰＥ", "pe", "ROE", "净资产"]), min_size=1, max_size=3)
entries = st.builds(
    lambda concept, language, called, field, status: term(
        f"c{concept}", called[0], language, aliases=(*called[1:],), field=field, status=status
    ),
    st.integers(0, 4),
    st.sampled_from(["en", "zh"]),
    names,
    st.sampled_from(["finance", "law"]),
    st.sampled_from(["approved", "proposed", "deprecated"]),
)
files = st.lists(entries, max_size=8, unique_by=lambda one: (one.concept, one.language))


def senses(terms: dict[tuple[str, str], Term]) -> dict[str, set[str]]:
    """The concepts of each name, told simply."""
    found: dict[str, set[str]] = {}
    for one in terms.values():
        for name in one.names if one.status == "approved" else ():
            found.setdefault(name.replace("ＰＥ", "pe").casefold(), set()).add(one.concept)
    return found


@pytest.mark.parametrize("done", [True, False])
@given(before=files, file=files)
def test_names_with_more_senses_and_moved_terms_are_found(
    done: bool, before: list[Term], file: list[Term]
) -> None:
    old: dict[tuple[str, str], Term] = {(one.concept, one.language): one for one in before}
    new = old | {(one.concept, one.language): one for one in file}
    there = new.values() if done else old.values()
    with effects() as followed:
        for one in file:
            followed.note(old.get((one.concept, one.language)), one)
        followed.know([Named((t.concept, t.language), t.names, t.field, t.status) for t in there])
        followed.count(done=done)
    had = senses(old)
    grown = {
        name: concepts
        for name, concepts in senses(new).items()
        if len(concepts) > max(1, len(had.get(name, ())))
    }
    found = {
        one.name.replace("ＰＥ", "pe").casefold(): {*one.concepts} for one in followed.ambiguities
    }
    assert found == grown
    assert followed.ambiguity_count == len(grown)
    assert [one.senses for one in followed.ambiguities] == sorted(map(len, grown.values()))[::-1]
    moved = [key for key in old if old[key].field != new[key].field]
    assert followed.moved_count == len(moved)
