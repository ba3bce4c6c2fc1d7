"""The modal in which a reviewer writes a standard answer, and what was entered in it.

Source: https://docs.slack.dev/surfaces/modals
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from bot.faq.asked import ANYWHERE
from bot.handlers.block_kit import Block, literal
from bot.handlers.faq.words import FAQ_WORDS
from bot.question import Language, language_of
from bot.terms.formats.rules import REFUSED
from conversation_store.standard_answer import StandardAnswer

_LONGEST_INPUT = 3_000  # characters: a modal's text input holds no more
_LONGEST_QUESTION = 2_000
_MOST_WORDINGS = 100
_MOST = 10**9  # of ids and revisions; a database's numbers end
_USER = re.compile(r"[UW][A-Z0-9]{2,}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer of the bot's stands; ``mark`` tells it from a later one in its message."""

    channel_id: str
    thread_ts: str
    answer_ts: str
    mark: str = ""

    def __str__(self) -> str:
        return f"{self.channel_id}/{self.thread_ts}/{self.answer_ts}/{self.mark}"

    @classmethod
    def of(cls, text: str) -> Place | None:
        """Read back what ``str`` wrote; None for anything else."""
        parts = text.split("/")
        return cls(*parts) if len(parts) in (3, 4) and all(parts[:3]) else None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a modal is about; it travels with the modal.

    Attributes:
        id: the standard answer's; 0 for a new one.
        revision: of the one that was looked at; 0 for a new one.
        place: the answer that a new one is made of, if any.
        key: the frequent question that a new one answers, if any.
        language: that of the modal's own words.
    """

    id: int
    revision: int
    place: str
    key: str
    language: Language

    def to_metadata(self) -> str:
        """For the view's ``private_metadata``."""
        return json.dumps([self.id, self.revision, self.place, self.key, self.language])

    @classmethod
    def from_view(cls, view: Mapping[str, Any]) -> Subject | None:
        """Read back what :meth:`to_metadata` wrote; None where the view is none of ours."""
        try:
            read = json.loads(str(view["private_metadata"]))
        except (KeyError, ValueError, RecursionError):
            return None
        if not isinstance(read, list) or [type(one) for one in read] != [int, int, str, str, str]:
            return None
        number, revision, place, key, language = read
        if not (0 <= number < _MOST and 0 <= revision < _MOST) or REFUSED.search(place + key):
            return None
        return cls(number, revision, place, key, "zh" if language == "zh" else "en")


def standard_modal(answer: StandardAnswer, subject: Subject) -> Block:
    """The modal, filled in with what the answer is."""
    words = FAQ_WORDS[subject.language]
    expires = answer.expires_at.date().isoformat() if answer.expires_at else ""
    return {
        "type": "modal",
        "callback_id": "save_standard",
        "private_metadata": subject.to_metadata(),
        "title": literal(words["title_change" if subject.id else "title_new"]),
        "submit": literal(words["save"]),
        "close": literal(words["cancel"]),
        "blocks": [
            _text("question", answer.question, words),
            _text("wordings", "\n".join(answer.wordings), words, optional=True),
            _text("answer", answer.answer, words),
            _audience(answer.audience, words),
            _input("owner", words, _picker("users_select", "initial_user", _user(answer.owner))),
            _input("expires", words, _picker("datepicker", "initial_date", expires), optional=True),
        ],
    }


def entered(view: Mapping[str, Any], base: StandardAnswer) -> StandardAnswer:
    """What was entered; what had no room in the modal stays as it is in ``base``."""
    values = view["state"]["values"]

    def text(part: str) -> str:
        given = str(_input_of(values, part).get("value") or "").strip()
        had_room = len(_shown(base, part)) <= _LONGEST_INPUT
        return given if given or had_room else _shown(base, part)

    question = text("question")
    day = _input_of(values, "expires").get("selected_date")
    chosen = (_input_of(values, "audience").get("selected_option") or {}).get("value")
    lines = (line.strip() for line in text("wordings").splitlines())
    return replace(
        base,
        question=question,
        wordings=tuple(dict.fromkeys(line for line in lines if line and line != question)),
        answer=text("answer"),
        language=language_of(question),
        audience=ANYWHERE if chosen == ANYWHERE else base.audience,
        owner=str(_input_of(values, "owner").get("selected_user") or base.owner),
        expires_at=_end_of(str(day)) if day else None,
    )


def problems(answer: StandardAnswer, words: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with an entered answer: a sentence for each part of the modal."""
    found = {}
    if len(answer.question) > _LONGEST_QUESTION:
        found["question"] = words["too_long"].format(most=_LONGEST_QUESTION)
    elif not re.search(r"\w", answer.question):
        found["question"] = words["says_nothing"]
    if not all(re.search(r"\w", one) for one in answer.wordings):
        found["wordings"] = words["says_nothing"]
    elif any(len(one) > _LONGEST_QUESTION for one in answer.wordings):
        found["wordings"] = words["too_long"].format(most=_LONGEST_QUESTION)
    elif len(answer.wordings) > _MOST_WORDINGS:
        found["wordings"] = words["too_many"].format(most=_MOST_WORDINGS)
    if not re.search(r"\w", answer.answer):
        found["answer"] = words["no_answer"]
    if answer.expires_at and answer.expires_at <= datetime.now(UTC):
        found["expires"] = words["expired_date"]
    return found


def _end_of(day: str) -> datetime:
    """The end of a day: it is good until then; one that is in no calendar is over."""
    try:
        return datetime.combine(date.fromisoformat(day), time.max, UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _shown(answer: StandardAnswer, part: str) -> str:
    match part:
        case "question":
            return answer.question
        case "answer":
            return answer.answer
    return "\n".join(answer.wordings)


def _input_of(values: Mapping[str, Any], part: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = values.get(part, {}).get("input", {})
    return found


def _text(part: str, value: str, words: Mapping[str, str], *, optional: bool = False) -> Block:
    has_room = len(value) <= _LONGEST_INPUT
    element: Block = {"type": "plain_text_input", "action_id": "input", "multiline": True}
    if value and has_room:
        element["initial_value"] = value
    hint = words.get(f"{part}_hint", "") if has_room else words["kept"]
    return _input(part, words, element, hint, optional=optional or not has_room)


def _audience(audience: str, words: Mapping[str, str]) -> Block:
    options = [_option(words["everyone"], ANYWHERE)]
    if audience.startswith("channel:"):
        options.insert(0, _option(words["only_channel"], audience))
    element = {"type": "static_select", "action_id": "input", "options": options}
    return _input("audience", words, element | {"initial_option": options[0]})


def _picker(kind: str, initial: str, value: str) -> Block:
    return {"type": kind, "action_id": "input"} | ({initial: value} if value else {})


def _user(owner: str) -> str:
    return owner if _USER.fullmatch(owner) else ""


def _option(text: str, value: str) -> Block:
    return {"text": literal(text), "value": value}


def _input(
    part: str, words: Mapping[str, str], element: Block, hint: str = "", *, optional: bool = False
) -> Block:
    hint = hint or words.get(f"{part}_hint", "")
    block = {"type": "input", "block_id": part, "label": literal(words[part]), "element": element}
    return block | {"optional": optional} | ({"hint": literal(hint)} if hint else {})
