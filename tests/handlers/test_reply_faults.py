"""Slack's bad answers: nothing is lost, nothing is said twice."""

import asyncio
import time
from typing import Any

import pytest

from bot.answer import Answer
from bot.errors import ReplyFailed
from tests.handlers.conftest import CHANNEL, Conversation, markdown
from tests.handlers.test_reply import LONG, TEXT, WORDS, shows, write

UNKNOWN = ["drop_after_store", "500", "html"]
UNKNOWN_CASES = [("drop_after_store", True), ("500", True), ("500", False), ("html", False)]


def fault(method: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"method": method, "kind": kind, "times": 1} | more


async def answer_whole(conversation: Conversation, pause: float = 0.005) -> dict[str, Any]:
    """Write the whole text; there must be one message, and it must show just that."""
    reply = conversation.reply()
    await write(reply, WORDS, pause)
    ts = await reply.finish(Answer(TEXT))
    [message] = await conversation.answers()
    assert (message["ts"], markdown(message)) == (ts, TEXT)
    assert not message.get("streaming")
    assert any(block["type"] == "context_actions" for block in message["blocks"])
    assert len(conversation.noted) == 1
    return message


@pytest.mark.parametrize("code", ["unknown_method", "missing_scope"])
async def test_where_streams_are_refused_the_answer_grows_by_updates(
    conversation: Conversation, code: str
) -> None:
    await conversation.faults(fault("chat.startStream", "error", error=code, times=None))
    reply = conversation.reply()
    await write(reply, WORDS[:3])
    await shows(conversation, WORDS[0])
    [message] = await conversation.answers()
    button = message["blocks"][-1]["elements"][0]
    assert (button["action_id"], button["value"]) == ("stop_answer", conversation.ts)
    await write(reply, WORDS[3:], pause=0.05)
    await reply.finish(Answer(TEXT))
    [message] = await conversation.answers()
    assert markdown(message) == TEXT
    assert "stop_answer" not in str(message["blocks"])
    assert 1 <= len(await conversation.calls("chat.update")) <= 4


async def test_updates_are_a_while_apart_and_show_code_closed(conversation: Conversation) -> None:
    await conversation.faults(fault("chat.startStream", "error", error="unknown_method"))
    reply = conversation.reply()
    await write(reply, ["```py\n", "x = 1\n"])
    await shows(conversation, "```py\nx = 1\n```")
    started = time.monotonic()
    await reply.append("y = 2\n")
    await shows(conversation, "```py\nx = 1\ny = 2\n```")
    assert time.monotonic() - started > 0.9
    await reply.finish(Answer("```py\nx = 1\ny = 2\n```"))


async def test_the_first_words_do_not_wait_for_a_rate_limit(conversation: Conversation) -> None:
    await conversation.faults(fault("chat.startStream", "429", retry_after=30))
    reply = conversation.reply()
    started = time.monotonic()
    await write(reply, WORDS[:2])
    await shows(conversation, WORDS[0])
    assert time.monotonic() - started < 1.0
    await reply.finish(Answer("".join(WORDS[:2])))
    assert len(await conversation.calls("chat.startStream")) == 1


async def test_a_stream_that_slack_ends_goes_on_by_updates(conversation: Conversation) -> None:
    await conversation.faults(stream_lifetime=0.3)
    message = await answer_whole(conversation, pause=0.03)
    assert (await conversation.calls("chat.update"))[0]["status"] == 200
    assert message["ts"] == conversation.noted[0]


async def test_a_stream_that_slack_ends_before_the_last_words_is_updated(
    conversation: Conversation,
) -> None:
    await conversation.faults(stream_lifetime=0.2)
    reply = conversation.reply()
    await write(reply, WORDS[:3])
    await asyncio.sleep(0.4)
    await reply.finish(Answer(TEXT))
    [message] = await conversation.answers()
    assert markdown(message) == TEXT


async def test_retry_after_is_kept_and_no_word_lost(conversation: Conversation) -> None:
    await conversation.faults(fault("chat.appendStream", "429", retry_after=1))
    reply = conversation.reply()
    await write(reply, WORDS, pause=0.04)
    await shows(conversation, WORDS[-1])
    await reply.finish(Answer(TEXT))
    assert await conversation.shown() == [TEXT]
    appends = await conversation.calls("chat.appendStream")
    refused = next(call for call in appends if call["status"] == 429)
    after = appends[appends.index(refused) + 1]
    assert after["at"] - refused["at"] >= 1.0


async def test_the_end_does_not_wait_for_the_limit_of_appends(conversation: Conversation) -> None:
    await conversation.faults(fault("chat.appendStream", "429", retry_after=30))
    started = time.monotonic()
    await answer_whole(conversation)
    assert time.monotonic() - started < 5.0
    assert len(await conversation.calls("chat.appendStream")) == 1


async def test_the_end_waits_for_its_own_limit(conversation: Conversation) -> None:
    await conversation.faults(fault("chat.stopStream", "429", retry_after=1))
    started = time.monotonic()
    await answer_whole(conversation)
    assert time.monotonic() - started >= 1.0


@pytest.mark.parametrize("kind", ["429_no_header", "429_bad_header"])
async def test_a_limit_without_a_sound_header_loses_nothing(
    conversation: Conversation, kind: str
) -> None:
    await conversation.faults(fault("chat.appendStream", kind), fault("chat.stopStream", kind))
    await answer_whole(conversation)


@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream", "chat.stopStream"])
@pytest.mark.parametrize(("kind", "stored"), UNKNOWN_CASES)
async def test_a_stream_call_of_unknown_outcome_is_put_right(
    conversation: Conversation, method: str, kind: str, stored: bool
) -> None:
    await conversation.faults(fault(method, kind, after_store=stored))
    await answer_whole(conversation)


@pytest.mark.parametrize(("kind", "stored"), UNKNOWN_CASES)
async def test_a_post_of_unknown_outcome_is_looked_for_before_it_is_repeated(
    conversation: Conversation, kind: str, stored: bool
) -> None:
    await conversation.faults(fault("chat.postMessage", kind, after_store=stored))
    await conversation.reply().finish(Answer(TEXT))
    assert await conversation.shown() == [TEXT]
    assert len(await conversation.calls("chat.postMessage")) == (1 if stored else 2)


@pytest.mark.parametrize("kind", UNKNOWN)
async def test_an_update_of_unknown_outcome_is_repeated(
    conversation: Conversation, kind: str
) -> None:
    await conversation.faults(
        fault("chat.startStream", "error", error="unknown_method"), fault("chat.update", kind)
    )
    await answer_whole(conversation)


async def test_a_call_that_takes_too_long_counts_as_unknown(conversation: Conversation) -> None:
    await conversation.faults(fault("chat.postMessage", "delay", seconds=0.5))
    await conversation.reply(call_timeout=0.2).finish(Answer(TEXT))
    await asyncio.sleep(0.5)
    assert await conversation.shown() == [TEXT]


async def test_a_stream_that_lands_late_is_removed(conversation: Conversation) -> None:
    await conversation.faults(fault("chat.startStream", "late_landing", seconds=0.3))
    reply = conversation.reply()
    await write(reply, WORDS, pause=0.02)
    await reply.finish(Answer(TEXT))
    assert await conversation.shown() == [TEXT]


async def test_a_stray_that_cannot_be_removed_does_not_fail_the_answer(
    conversation: Conversation,
) -> None:
    await conversation.faults(
        fault("chat.startStream", "late_landing", seconds=0.1),
        fault("chat.delete", "error", error="cant_delete_message", times=None),
    )
    reply = conversation.reply()
    await write(reply, WORDS, pause=0.01)
    await reply.finish(Answer(TEXT))
    assert TEXT in await conversation.shown()
    assert await conversation.calls("chat.delete")


async def test_an_earlier_answer_is_not_taken_for_this_one(conversation: Conversation) -> None:
    first = await conversation.reply().finish(Answer("An earlier answer."))
    await conversation.faults(fault("chat.startStream", "500"))
    reply = conversation.reply()
    await write(reply, WORDS)
    assert await reply.finish(Answer(TEXT)) != first
    assert await conversation.shown() == ["An earlier answer.", TEXT]


async def test_a_reply_gives_up_when_slack_never_answers_properly(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.slack_calls._FIRST_PAUSE", 0.01)
    await conversation.faults(fault("*", "html", times=None))
    with pytest.raises(ReplyFailed):
        await conversation.reply().finish(Answer(TEXT))


async def test_a_fault_of_ours_while_it_grows_leaves_the_answer_its_end(
    conversation: Conversation,
) -> None:
    async def forget(messages: list[str]) -> None:
        raise RuntimeError("not foreseen")

    reply = conversation.reply(on_messages=forget)
    await reply.append(WORDS[0])
    await shows(conversation, WORDS[0])
    with pytest.raises(RuntimeError):
        await write(reply, WORDS[1:])
    await reply.finish(Answer(TEXT))
    assert await conversation.shown() == [TEXT]


async def test_a_long_answer_by_updates_is_split(conversation: Conversation) -> None:
    await conversation.faults(fault("chat.startStream", "error", error="unknown_method"))
    reply = conversation.reply()
    await write(reply, [LONG[:6_000], LONG[6_000:]], pause=0.1)
    await reply.finish(Answer(LONG))
    parts = await conversation.shown()
    assert "".join(parts) == LONG
    assert len(parts) == 2


async def test_all_kinds_of_faults_together_lose_and_double_nothing(
    conversation: Conversation,
) -> None:
    rules = [
        {"method": method, "kind": kind, "probability": 0.1, "retry_after": 1}
        for method in ("chat.startStream", "chat.appendStream", "chat.stopStream", "chat.update")
        for kind in ("429", *UNKNOWN)
    ]
    for seed in range(2):
        await conversation.control.post("reset")
        await conversation.control.post("faults", rules=rules, seed=seed)
        conversation.ts = await conversation.control.say("@termwise again", channel=CHANNEL)
        conversation.noted.clear()
        await answer_whole(conversation)
