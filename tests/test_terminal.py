"""The terminal shows an answer as it is, and says how it ended."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime

import pytest

from bot.answer import Answer, Outcome
from bot.faq.recalled import Recalled
from bot.question import Person
from bot.terminal import TerminalReply, question_from_terminal
from tests.questions import ROE

Shown = pytest.CaptureFixture[str]


async def show(capsys: Shown, answer: Answer, *pieces: str) -> str:
    """What stands on the terminal after an answer that came in pieces."""
    reply = TerminalReply()
    for piece in pieces:
        await reply.append(piece)
    await reply.finish(answer)
    return capsys.readouterr().out


async def test_a_streamed_answer_is_shown_once(capsys: Shown) -> None:
    assert await show(capsys, Answer("A ratio 😀."), "A ra", "tio 😀.") == "A ratio 😀.\n"


async def test_an_answer_that_was_not_streamed_is_shown_at_its_end(capsys: Shown) -> None:
    cached_at = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
    shown = await show(
        capsys,
        Answer("A ratio.", terms=(ROE,), recalled=Recalled("A ratio.", answered_at=cached_at)),
    )
    assert shown.splitlines() == [
        "A ratio.",
        "Terms used: return on equity (v1)",
        "Answered before, 2026-01-02 03:04 UTC",
    ]


@pytest.mark.parametrize(
    "text", ["[bold]x[/nothing]", "a [link=http://x]y", ":smile: \\[", "🇨🇳" * 99]
)
async def test_what_looks_like_markup_is_shown_as_it_was_written(capsys: Shown, text: str) -> None:
    assert await show(capsys, Answer(text), *text) == f"{text}\n"
    assert await show(capsys, Answer(text)) == f"{text}\n"


async def test_an_answer_cannot_command_the_terminal(capsys: Shown) -> None:
    text = "\x1b]0;pwned\x07\x1b[2J\ud800 fine\n"
    assert await show(capsys, Answer(text), text) == "�]0;pwned��[2J� fine\n\n"


@pytest.mark.parametrize("outcome", ["stopped", "failed", "length", "timed_out", "help"])
async def test_an_answer_without_its_proper_end_says_so(capsys: Shown, outcome: Outcome) -> None:
    before, after = (
        await show(capsys, Answer("", outcome)),
        await show(capsys, Answer("half", outcome), "half"),
    )
    assert before.strip()
    assert after == f"half\n{before}"


async def test_a_question_that_was_cut_is_told(capsys: Shown) -> None:
    assert "12,345 characters" in await show(capsys, Answer("x", question_kept=12345))


def test_each_question_opens_a_thread_that_only_its_asker_reads() -> None:
    first, second = (
        question_from_terminal(" What is ROE?\n", True),
        question_from_terminal("?", False),
    )
    assert (first.text, first.fresh, first.opens_thread) == ("What is ROE?", True, True)
    assert first.audience == Person(first.user_id, within="terminal")
    assert first.event_id != second.event_id


def test_a_user_without_a_name_can_ask_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 1234")

    monkeypatch.setattr(getpass, "getuser", nameless)
    assert question_from_terminal("What is ROE?", False).user_id
