"""Updates that Slack carries out after it broke the connection."""

from __future__ import annotations

import asyncio

from bot.answer import Answer
from tests.handlers.conftest import Conversation
from tests.handlers.test_reply import TEXT, WORDS, shows, write
from tests.handlers.test_reply_faults import fault


async def test_an_update_that_lands_late_does_not_take_words_back(
    conversation: Conversation,
) -> None:
    await conversation.faults(
        fault("chat.startStream", "error", error="unknown_method", times=None),
        fault("chat.update", "late_landing", seconds=1.5),
    )
    reply = conversation.reply()
    await write(reply, WORDS[:2])
    await shows(conversation, "".join(WORDS[:1]))
    await asyncio.sleep(1.3)  # until the next update
    await write(reply, WORDS[2:])
    await reply.finish(Answer(TEXT))
    await asyncio.sleep(2.0)
    assert await conversation.shown() == [TEXT]
    [message] = await conversation.answers()
    assert conversation.noted == [message["ts"]]
    assert "stop_answer" not in str(message["blocks"])


async def test_neither_does_one_that_came_after_its_stream_had_to_be_ended(
    conversation: Conversation,
) -> None:
    await conversation.faults(
        fault("chat.appendStream", "500"),
        fault("chat.update", "late_landing", seconds=1.5, skip=1),  # the first finds the stream
    )
    reply = conversation.reply()
    await write(reply, WORDS[:1])
    await shows(conversation, WORDS[0])
    await write(reply, WORDS[1:2], pause=0.1)
    await reply.finish(Answer(TEXT))
    await asyncio.sleep(2.0)
    assert await conversation.shown() == [TEXT]
    assert "stop_answer" not in str((await conversation.answers())[0]["blocks"])
