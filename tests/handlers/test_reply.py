import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.answer import Answer
from bot.errors import ReplyFailed, ReplyStopped
from bot.faq.recalled import Recalled
from bot.handlers.fences import open_fence
from bot.handlers.reply import LONGEST_MESSAGE, SlackReply
from bot.question import Term
from tests.handlers.conftest import CHANNEL, Conversation

WORDS = [f"word{n} " for n in range(40)]
TEXT = "".join(WORDS)
LONG = "".join(f"Line {n} of a long answer.\n" for n in range(520))  # some 13,000 characters


async def write(reply: SlackReply, words: list[str], pause: float = 0.005) -> None:
    for word in words:
        await reply.append(word)
        await asyncio.sleep(pause)


async def shows(conversation: Conversation, text: str) -> None:
    """Wait until the last answer shows the text."""
    async with asyncio.timeout(5):
        while not any(text in shown for shown in await conversation.shown()):
            await asyncio.sleep(0.01)


def block(message: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(block for block in message["blocks"] if block["type"] == kind)


async def test_an_answer_is_streamed_and_finished(conversation: Conversation) -> None:
    reply = conversation.reply()
    await write(reply, WORDS)
    ts = await reply.finish(Answer(TEXT))
    [message] = await conversation.answers()
    assert message["ts"] == ts
    assert message["text"] == TEXT
    assert not message.get("streaming")
    assert conversation.noted == [ts]
    assert len(await conversation.calls("chat.appendStream")) > 2
    assert await conversation.calls("chat.postMessage") == []


async def test_the_first_words_are_shown_at_once(conversation: Conversation) -> None:
    reply = conversation.reply(flush_interval=60.0)
    await reply.append("First words")
    await shows(conversation, "First words")
    await reply.append(" and the rest.")
    await reply.finish(Answer("First words and the rest."))
    assert await conversation.shown() == ["First words and the rest."]


async def test_between_two_writes_lies_the_interval(conversation: Conversation) -> None:
    reply = conversation.reply(flush_interval=0.2)
    await write(reply, WORDS, pause=0.01)
    await reply.finish(Answer(TEXT))
    assert len(await conversation.calls("chat.appendStream")) <= 3


async def test_an_answer_known_at_once_takes_one_call(conversation: Conversation) -> None:
    ts = await conversation.reply().finish(Answer("EBITDA is a measure."))
    [message] = await conversation.answers()
    assert message["ts"] == ts
    assert message["text"] == "EBITDA is a measure."
    assert await conversation.shown() == ["EBITDA is a measure."]
    methods = [call["method"] for call in await conversation.control.get("log")]
    assert methods == ["chat.postMessage"]


async def test_a_broadcast_split_over_two_chunks_stays_literal(conversation: Conversation) -> None:
    reply = conversation.reply()
    await reply.append("Hi <!cha")
    await shows(conversation, "Hi")
    await write(reply, ["nnel> @chan", "nel [a](https://ev", "il.com)"], pause=0.05)
    await reply.finish(Answer("Hi <!channel> @channel [a](https://evil.com)"))
    assert await conversation.shown() == ["Hi &lt;!channel> @\u2060channel a (`https://evil.com`)"]


async def test_what_the_answer_adds_at_its_end_is_shown(conversation: Conversation) -> None:
    reply = conversation.reply()
    await write(reply, ["It is "])
    await reply.finish(Answer("It is a measure."))
    assert await conversation.shown() == ["It is a measure."]


async def test_below_the_answer_stand_its_terms_and_thumbs(conversation: Conversation) -> None:
    term = Term("ebitda", "en", "EBITDA", "earnings.", "", "finance", revision=3)
    reply = conversation.reply()
    await write(reply, ["EBITDA is earnings."])
    await reply.finish(Answer("EBITDA is earnings.", terms=(term,)))
    [message] = await conversation.answers()
    assert block(message, "context")["elements"][0]["text"] == "Terms used: EBITDA (v3)"
    thumbs = block(message, "context_actions")["elements"][0]
    assert thumbs["action_id"] == "answer_feedback"
    assert (thumbs["positive_button"]["value"], thumbs["negative_button"]["value"]) == (
        "good",
        "bad",
    )


async def test_a_cached_answer_is_marked_and_can_be_asked_again(conversation: Conversation) -> None:
    earlier = datetime.now(UTC) - timedelta(minutes=3, seconds=5)
    await conversation.reply().finish(
        Answer("It is a measure.", recalled=Recalled("", answered_at=earlier))
    )
    [message] = await conversation.answers()
    assert block(message, "context")["elements"][0]["text"] == "♻︎ Answered before, 3 min ago"
    button = block(message, "actions")["elements"][0]
    assert (button["action_id"], button["value"]) == ("ask_again", conversation.ts)


@pytest.mark.parametrize(
    ("outcome", "start"), [("failed", "Sorry"), ("help", "Write your"), ("stopped", "Stopped")]
)
async def test_an_answer_without_text_says_why(
    conversation: Conversation, outcome: Any, start: str
) -> None:
    await conversation.reply().finish(Answer("", outcome))
    [message] = await conversation.answers()
    assert message["text"].startswith(start)
    assert [block["type"] for block in message["blocks"]] == ["markdown"]


async def test_an_answer_that_broke_off_says_so_below(conversation: Conversation) -> None:
    reply = conversation.reply(language="zh")
    await write(reply, ["市盈率是"])
    await reply.finish(Answer("市盈率是", "length", question_kept=2000))
    [message] = await conversation.answers()
    notes = [element["text"] for element in block(message, "context")["elements"]]
    assert notes == ["问题太长，只读了前 2,000 个字符。", "已达到长度上限，回答到此为止。"]


async def test_a_long_answer_goes_on_in_a_further_message(conversation: Conversation) -> None:
    reply = conversation.reply()
    await write(reply, [LONG[n : n + 500] for n in range(0, len(LONG), 500)], pause=0.01)
    ts = await reply.finish(Answer(LONG))
    messages = await conversation.answers()
    assert "".join(message["text"] for message in messages) == LONG
    assert len(messages) == 2
    assert messages[-1]["ts"] == ts
    assert [bool(message.get("blocks")) for message in messages] == [False, True]
    assert not any(message.get("streaming") for message in messages)


@pytest.mark.parametrize("at_once", [True, False])
async def test_code_over_two_messages_is_fenced_in_both(
    conversation: Conversation, at_once: bool
) -> None:
    text = f"```python\n{LONG}```\nDone."
    reply = conversation.reply()
    if not at_once:
        await write(reply, [text[n : n + 500] for n in range(0, len(text), 500)], pause=0.01)
    await reply.finish(Answer(text))
    parts = await conversation.shown()
    assert [open_fence(part) for part in parts] == [None, None]
    assert parts[1].startswith("```python\nLine ")
    assert all(len(part) <= LONGEST_MESSAGE for part in parts)
    assert parts[0].removesuffix("```") + parts[1].removeprefix("```python\n") == text


async def test_the_askers_stop_ends_the_answer_as_it_is(conversation: Conversation) -> None:
    reply = conversation.reply()
    await write(reply, WORDS[:5])
    await shows(conversation, WORDS[4])
    [message] = await conversation.answers()
    await conversation.stop()
    with pytest.raises(ReplyStopped):
        await write(reply, WORDS[5:], pause=0.05)
    assert await reply.finish(Answer("".join(WORDS[:7]), "stopped")) == message["ts"]
    assert await conversation.shown() == ["".join(WORDS[:5])]


async def test_a_stop_that_only_the_end_notices_is_no_failure(conversation: Conversation) -> None:
    reply = conversation.reply()
    await write(reply, WORDS[:5])
    await shows(conversation, WORDS[4])
    await conversation.stop()
    ts = await reply.finish(Answer(TEXT, "stopped"))
    [message] = await conversation.answers()
    assert (message["ts"], message["text"]) == (ts, "".join(WORDS[:5]))


async def test_nothing_is_written_outside_a_thread_that_is_gone(conversation: Conversation) -> None:
    await conversation.control.post("delete", channel=CHANNEL, user="U0ALICE", ts=conversation.ts)
    reply = conversation.reply()
    with pytest.raises(ReplyFailed):
        await write(reply, WORDS, pause=0.05)
    with pytest.raises(ReplyFailed):
        await reply.finish(Answer(TEXT))
    await reply.close()
    assert all(not m.get("bot_id") for m in await conversation.control.messages(CHANNEL))


@pytest.mark.parametrize("written", [True, False])
async def test_an_archived_channel_ends_the_reply(
    conversation: Conversation, written: bool
) -> None:
    reply = conversation.reply()
    if written:
        await write(reply, WORDS[:3])
        await shows(conversation, WORDS[2])
    await conversation.faults({"method": "*", "kind": "error", "error": "is_archived"})
    with pytest.raises(ReplyFailed, match="is_archived"):
        await reply.finish(Answer(TEXT))


async def test_a_reply_that_is_given_up_leaves_no_task(
    ask: Callable[[str], Awaitable[Conversation]],
) -> None:
    reply = (await ask("@termwise hi")).reply()
    await reply.append("Hello")
    await reply.close()
    await reply.close()
    running = {task.get_coro().__qualname__ for task in asyncio.all_tasks()}  # type: ignore[union-attr]  # every task here has a coroutine
    assert not any("SlackReply" in name for name in running)
