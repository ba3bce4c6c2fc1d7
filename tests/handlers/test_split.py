import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.handlers.fences import CLOSING, open_fence
from bot.handlers.mrkdwn import sanitize
from bot.handlers.split import close, cut, go_on, split
from tests.handlers.test_mrkdwn import ALLOWED, FRAGMENTS, active_parts

LIMIT = 300

long_text = st.lists(
    st.sampled_from([*FRAGMENTS, "a sentence. ", "一句话。", "word " * 20, "x" * 60, "&" * 30]),
    min_size=20,
    max_size=80,
).map(lambda parts: sanitize("".join(parts), ALLOWED))


def cuts(text: str, limit: int) -> list[tuple[str, str]]:
    """Each part as it is shown, beside what it adds to the text."""
    parts = []
    opening = ""
    while (end := cut(text, 0, limit)) is not None:
        parts.append((close(text[:end]), text[len(opening) : end]))
        opening = open_fence(text[:end]) or ""
        text = go_on(text, end)
    return [*parts, (close(text), text[len(opening) :])]


@settings(max_examples=200, deadline=None)
@given(long_text)
def test_the_parts_without_the_added_fences_are_the_text(text: str) -> None:
    assert "".join(added for _, added in cuts(text, LIMIT)) == text


@settings(max_examples=200, deadline=None)
@given(long_text)
def test_every_part_fits_and_has_its_fences_closed(text: str) -> None:
    for part in split(text, LIMIT):
        assert len(part) <= LIMIT
        assert open_fence(part) is None


@settings(max_examples=300, deadline=None)
@given(long_text)
def test_no_part_is_active_where_the_whole_is_not(text: str) -> None:
    assert [active_parts(part) for part in split(text, 2_000)] == [[] for _ in split(text, 2_000)]


@given(st.integers(0, 290), long_text)
def test_nothing_that_was_sent_is_cut_off(sent: int, text: str) -> None:
    end = cut(text, sent, LIMIT)
    assert end is None or sent <= end <= LIMIT - len(CLOSING)


def test_what_fits_is_not_cut() -> None:
    assert cut("a" * 200, 0, LIMIT) is None
    assert split("short", LIMIT) == ["short"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a" * 200 + ".\n\n", "b\nb" * 100),
        ("a" * 200 + ".\n", "b. b" * 100),
        ("a" * 200 + ". ", "b " * 200),
        ("一" * 200 + "。", "二" * 300),
        ("a" * 200 + " ", "b" * 300),
        ("| a | b |\n" * 20, "| " + "c" * 200 + " | d |\n"),
        ("a" * 200, "`" + "b" * 100 + " c`" + "d" * 40),
        ("a" * 280, "[label one](https://wiki.example.com/) more"),
        ("a" * 294, "👩\u200d💻" * 20),
        ("a" * 294, "&lt;" * 20),
    ],
)
def test_a_message_ends_at_the_best_place(before: str, after: str) -> None:
    assert cut(before + after, 0, LIMIT) == len(before)


def test_code_is_closed_and_opened_again_in_its_language() -> None:
    code = "".join(f"line {n}\n" for n in range(60))
    first, *others = split(f"See:\n```python\n{code}```\nend", LIMIT)
    assert first.startswith("See:\n```python\nline 0\n")
    assert first.endswith("\n```")
    assert all(part.startswith("```python\nline ") for part in others)
    assert re.findall(r"line \d+", "".join([first, *others])) == code.splitlines()


def test_no_empty_code_is_left_at_either_end_of_a_cut() -> None:
    for length in range(270, 300):
        for part in split("a" * length + "\n```py\ncode\n```\n" + "b" * 200, LIMIT):
            assert "```py\n```" not in part


def test_code_that_fills_most_of_a_message_is_not_cut_open() -> None:
    text = sanitize("some words `" + "&" * 1_900 + " https://evil.com`" + " more" * 900)
    assert [active_parts(part) for part in split(text, 11_000)] == [[], []]


@pytest.mark.parametrize("text", ["e" + "\u0301" * 100_000, "😀" * 50_000, "`a` " * 50_000])
def test_hostile_text_is_cut_in_bounded_time(text: str) -> None:
    started = time.perf_counter()
    assert max(map(len, split(text, 11_000))) <= 11_000
    assert time.perf_counter() - started < 2.0
