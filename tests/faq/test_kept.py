"""An answer as the cache keeps it: there and back, and whatever else may lie there."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.kept import KeptAnswer
from tests.faq.kept_answers import kept

TEXTS = st.text(st.characters(), max_size=40)  # lone surrogates, too
NUMBERS = st.integers() | st.floats() | st.sampled_from([10**400, -(10**20), 1e308, 2**63])
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
ANSWERS = st.builds(
    KeptAnswer,
    question=TEXTS,
    text=TEXTS,
    concepts=st.lists(st.tuples(TEXTS, st.sampled_from(["zh", "en"]))).map(tuple),
    asked_by=TEXTS,
    asked_in=TEXTS,
    scope=TEXTS,
    answered_at=st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC)),
    hits=st.integers(0, 2**40),
)
FIELDS = sorted(json.loads(kept().to_json()))


@given(ANSWERS)
def test_an_answer_comes_back_as_it_was(answer: KeptAnswer) -> None:
    stored = answer.to_json()
    assert stored.isascii()  # SQLite takes no lone surrogates
    assert KeptAnswer.from_json(stored) == answer


def is_an_answer_or_refused(stored: str) -> None:
    try:
        answer = KeptAnswer.from_json(stored)
    except ValueError:
        return
    assert KeptAnswer.from_json(answer.to_json()) == answer


@given(TEXTS)
def test_any_text_is_an_answer_or_refused(stored: str) -> None:
    is_an_answer_or_refused(stored)


@given(JSON)
def test_any_json_is_an_answer_or_refused(content: object) -> None:
    is_an_answer_or_refused(json.dumps(content))


@given(st.dictionaries(st.sampled_from(FIELDS), JSON, min_size=1, max_size=3))
def test_an_answer_with_anything_in_its_fields_is_one_or_refused(fields: dict[str, object]) -> None:
    is_an_answer_or_refused(json.dumps(json.loads(kept().to_json()) | fields))


@given(st.integers(0, 500), TEXTS)
def test_an_answer_that_was_cut_or_written_over_is_one_or_refused(place: int, other: str) -> None:
    stored = kept().to_json()
    is_an_answer_or_refused(stored[:place])
    is_an_answer_or_refused(stored[:place] + other + stored[place + len(other) :])


@pytest.mark.parametrize(
    "stored",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 10_000,
        json.dumps(json.loads(kept().to_json()) | {"answered_at": "yesterday"}),
        json.dumps(json.loads(kept().to_json()) | {"answered_at": 1e300}),
        json.dumps(json.loads(kept().to_json()) | {"hits": True}),
        json.dumps(json.loads(kept().to_json()) | {"concepts": [["roe"]]}),
        json.dumps(json.loads(kept().to_json()) | {"concepts": [["roe", 1]]}),
        json.dumps(json.loads(kept().to_json()) | {"text": None}),
    ],
)
def test_what_is_no_answer_is_refused(stored: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        KeptAnswer.from_json(stored)


def test_a_hit_changes_nothing_else() -> None:
    assert KeptAnswer.from_json(kept().served_again().served_again().to_json()).hits == 2
    assert json.loads(kept().served_again().to_json()) == json.loads(kept().to_json()) | {"hits": 1}
