"""What a sweep takes, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Set

from bot.answer import Answer
from tests.handlers.conftest import Conversation
from tests.handlers.test_reply import shows, write


async def swept(conversation: Conversation, elsewhere: Set[str] | None, nonce: str = "n") -> None:
    async def answers() -> Set[str] | None:
        return elsewhere

    await conversation.reply(nonce=nonce).sweep(answers)


async def test_a_stream_that_is_nobody_s_is_taken(conversation: Conversation) -> None:
    stray = conversation.reply()
    await write(stray, ["stray "])
    await shows(conversation, "stray ")
    await stray.close()
    await swept(conversation, set())
    assert await conversation.shown() == []


async def test_while_an_answer_is_written_no_stream_is_taken(conversation: Conversation) -> None:
    growing = conversation.reply()
    await write(growing, ["growing "])
    await shows(conversation, "growing ")
    await swept(conversation, None)
    assert await conversation.shown() == ["growing "]
    await growing.close()


async def test_what_another_question_is_known_to_have_written_is_left_alone(
    conversation: Conversation,
) -> None:
    stopped = conversation.reply()  # as one that was stopped: it never gets its nonce
    await write(stopped, ["stopped "])
    await shows(conversation, "stopped ")
    await stopped.close()
    await swept(conversation, set(stopped_ts := conversation.noted))
    assert len(stopped_ts) == 1
    assert await conversation.shown() == ["stopped "]


async def test_its_own_second_message_is_taken_even_while_another_is_written(
    conversation: Conversation,
) -> None:
    await conversation.reply(nonce="n").finish(Answer("Landed late."))
    await swept(conversation, None, nonce="n")
    assert await conversation.shown() == []


async def test_what_bears_another_nonce_is_left_alone(conversation: Conversation) -> None:
    await conversation.reply(nonce="other").finish(Answer("Another answer."))
    await swept(conversation, set(), nonce="n")
    assert await conversation.shown() == ["Another answer."]
