"""The judge: what Slack's history says became of each question, whatever the bot believes.

A final answer is one message that shows the whole scripted answer, or else says that there is
none. What is still being written, or stops in the middle without a word about it, is a leftover.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.chaos.scripted_model import WORD, answer, word

Json = dict[str, Any]
Kind = Literal["lost", "doubled", "unfinished", "silent"]

_STOP_BUTTON = "stop_answer"  # below every message that is written by updates, until its end


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it stands in Slack."""

    word: str
    channel: str
    thread_ts: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be.

    Attributes:
        kind: ``lost``: begun, but never ended; ``silent``: nothing came at all; ``doubled``: an
            answer too many; ``unfinished``: a leftover beside the answers.
        place: the channel and the thread.
        about: the question's word, or the text of the message.
    """

    kind: Kind
    place: tuple[str, str]
    about: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong, and how many finals were apologies: allowed, but no answers."""

    findings: list[Finding]
    apologies: int


@dataclass(slots=True)
class _Thread:
    """What the bot has said in a thread."""

    answers: Counter[str] = field(default_factory=Counter)
    apologies: list[str] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)


def judge(asked: Sequence[Asked], history: Mapping[str, Iterable[Json]]) -> Verdict:
    """Hold the questions against what the channels show.

    Args:
        asked: all questions.
        history: the messages of each channel.

    Returns:
        The verdict, without findings where each question has exactly one final answer.
    """
    threads: dict[tuple[str, str], _Thread] = {}
    for channel, messages in history.items():
        for message in messages:
            if message.get("bot_id") and not message.get("visible_to"):
                place = channel, str(message.get("thread_ts", message["ts"]))
                _note(threads.setdefault(place, _Thread()), message)
    questions: dict[tuple[str, str], list[str]] = {place: [] for place in threads}
    for question in asked:
        place = question.channel, question.thread_ts
        questions.setdefault(place, []).append(question.word)
    findings = [
        Finding(kind, place, about)
        for place, here in questions.items()
        for kind, about in _findings(here, threads.get(place, _Thread()))
    ]
    return Verdict(findings, sum(len(thread.apologies) for thread in threads.values()))


def _findings(questions: list[str], thread: _Thread) -> Iterable[tuple[Kind, str]]:
    apologies, leftovers = list(thread.apologies), list(thread.leftovers)
    for named in questions:
        if thread.answers[named]:
            continue
        if apologies:
            apologies.pop()
        elif (begun := _begun(named, leftovers)) is not None:
            leftovers.remove(begun)
            yield "lost", named
        else:
            yield "silent", named
    for named, count in thread.answers.items():
        # An answer in a thread that did not ask for it is one too many, too.
        for _ in range(count - (named in questions)):
            yield "doubled", named
    for text in apologies:
        yield "doubled", text
    for text in leftovers:
        yield "unfinished", text


def _begun(named: str, leftovers: list[str]) -> str | None:
    """The leftover that may have become the answer: one that names no question is anybody's."""
    return next((text for text in leftovers if WORD.findall(text) in ([], [named])), None)


def _note(thread: _Thread, message: Json) -> None:
    text = str(message.get("text", "")).strip()
    whole = [named for named in set(WORD.findall(text)) if answer(named) in text]
    if message.get("streaming") or _has_stop_button(message):
        thread.leftovers.append(text)
    elif whole:
        thread.answers.update(whole)
    elif _is_cut(text) and not _is_explained(message):
        thread.leftovers.append(text)
    else:
        thread.apologies.append(text)


def _is_cut(text: str) -> bool:
    """Whether it is the beginning of an answer, be it empty; the word may be cut, too."""
    return answer(word(0)).startswith(re.sub(r"\d", "0", text.rstrip("…").rstrip()))


def _is_explained(message: Json) -> bool:
    """Whether a note below the text tells why it ends there."""
    return any(block.get("type") == "context" for block in message.get("blocks", []))


def _has_stop_button(message: Json) -> bool:
    elements = (e for block in message.get("blocks", []) for e in block.get("elements", []))
    return any(element.get("action_id") == _STOP_BUTTON for element in elements)
