"""What stands below an answer: its sources and state, and what can be done about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.answer import Answer
from bot.handlers.mrkdwn import clean
from bot.handlers.sense_picker import picker_blocks, picker_text
from bot.handlers.texts import WORDS
from bot.question import Language

Block = dict[str, Any]

_LONGEST_NOTE = 1_000  # characters: with the answer itself a message stays below 13,200
_JUDGED = frozenset({"finished", "length", "timed_out"})
_ENDED_EARLY = frozenset({"length", "timed_out", "stopped", "failed"})


def answer_text(answer: Answer, language: Language) -> str:
    """The answer's text, or what to say where there is none."""
    words = WORDS[language]
    if answer.unclear:
        return picker_text(answer.unclear, language)
    return answer.text if answer.text.strip() else words.get(answer.outcome, words["nothing"])


def final_blocks(
    answer: Answer, language: Language, question_ts: str, now: datetime
) -> list[Block]:
    """The blocks below a finished answer.

    Args:
        answer: as it is shown.
        language: the language of the interface.
        question_ts: what "Answer afresh" is to ask again.
        now: to tell the age of a cached answer, with its time zone.
    """
    if answer.unclear:
        return picker_blocks(answer.unclear, language, question_ts)
    blocks = [_context(notes)] if (notes := _notes(answer, language, now)) else []
    if answer.text.strip() and answer.outcome in _JUDGED:
        blocks.append(_feedback(language))
    if answer.cached_at:
        blocks.append(_actions("ask_again", WORDS[language]["ask_again"], question_ts))
    return blocks


def stop_block(language: Language, thread_ts: str) -> Block:
    """The Stop button of an answer that is being written by updates."""
    return _actions("stop_answer", WORDS[language]["stop"], thread_ts)


def _notes(answer: Answer, language: Language, now: datetime) -> list[str]:
    words = WORDS[language]
    notes = []
    if answer.terms:
        terms = words["between_terms"].join(f"{t.name} (v{t.revision})" for t in answer.terms)
        notes.append(words["terms_used"].format(terms=terms))
    if answer.cached_at:
        age = _age((now - answer.cached_at).total_seconds(), words)
        notes.append(words["from_cache"].format(age=age))
    if answer.question_kept is not None:
        notes.append(words["question_kept"].format(count=f"{answer.question_kept:,}"))
    if answer.text.strip() and answer.outcome in _ENDED_EARLY:
        notes.append(words[answer.outcome])
    return notes


def _age(seconds: float, words: dict[str, str]) -> str:
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= length:
            return words[unit].format(count=int(seconds // length))
    return words["just_now"]


def _context(notes: list[str]) -> Block:
    # Plain text: a term's name is data, and must not become a link or a mention.
    elements = [
        {"type": "plain_text", "text": _short(clean(note)), "emoji": False} for note in notes
    ]
    return {"type": "context", "elements": elements}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_NOTE else text[: _LONGEST_NOTE - 1] + "…"


def _feedback(language: Language) -> Block:
    buttons = {
        f"{side}_button": {"text": _plain(WORDS[language][verdict]), "value": verdict}
        for side, verdict in (("positive", "good"), ("negative", "bad"))
    }
    element = {"type": "feedback_buttons", "action_id": "answer_feedback", **buttons}
    return {"type": "context_actions", "elements": [element]}


def _actions(action_id: str, label: str, value: str) -> Block:
    button = {"type": "button", "action_id": action_id, "text": _plain(label), "value": value}
    return {"type": "actions", "elements": [button]}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}
