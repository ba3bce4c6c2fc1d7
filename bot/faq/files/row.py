"""One row of a file of standard answers, and what it must keep wherever it comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import get_args

from bot.errors import UserError
from bot.question import ANYWHERE, Language, language_of
from bot.terms.formats.rules import REFUSED, collapse
from conversation_store.standard_answers import AnswerStatus

QUESTION_LENGTH = 2_000
ANSWER_LENGTH = 20_000
WORDING_COUNT = 100
NAME_LENGTH = 200
GREATEST_ID = 2**31 - 1  # the databases' integers

COLUMNS = (
    "question", "wordings", "answer", "language", "audience", "owner", "verified_by",
    "verified_on", "expires_on", "status", "id",
)  # fmt: skip
"""What a row may say, in the order in which it is written."""

_LANGUAGES: dict[str, Language] = {code: code for code in get_args(Language)}
_STATUSES: dict[str, AnswerStatus] = {status: status for status in get_args(AnswerStatus)}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
WHOLE_WORKSPACE = "workspace"
"""In a file the audience of what everybody may read."""

_AUDIENCE = re.compile(r"workspace|workspace:\*|(workspace|channel):\w+")
_JOINER = "\u200d"  # has no width, and makes one picture of several
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_SHOWN = 60  # characters of what is wrong


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What a file says about a standard answer.

    Attributes:
        where: the file and the line, for what is to be said about it.
        wordings: none where the file says nothing.
        owner: empty where the file says nothing, as is ``verified_by``.
        status: None where the file says nothing, as with the dates.
        id: of the answer that it changes; 0 to go by the question.
    """

    where: str
    question: str
    answer: str
    language: Language
    audience: str
    wordings: tuple[str, ...] = ()
    owner: str = ""
    verified_by: str = ""
    verified_on: date | None = None
    expires_on: date | None = None
    status: AnswerStatus | None = None
    id: int = 0


def row_of(
    texts: Mapping[str, str], wordings: Sequence[str], where: str, audience: str = WHOLE_WORKSPACE
) -> AnswerRow:
    """Check a row.

    Args:
        texts: its fields but for the wordings; those that are missing say nothing.
        wordings: further wordings of the question.
        where: the file and the line.
        audience: for a row that names none.

    Raises:
        UserError: it breaks a rule; the message names the place and the field.
    """
    question = line_of("question", texts.get("question", ""), where, QUESTION_LENGTH, least=1)
    return AnswerRow(
        where=where,
        question=question,
        answer=_answer(texts.get("answer", ""), where),
        language=_language(texts.get("language", ""), question, where),
        audience=_audience(texts.get("audience", "").strip() or audience, where),
        wordings=_wordings(question, wordings, where),
        owner=line_of("owner", texts.get("owner", ""), where, NAME_LENGTH),
        verified_by=line_of("verified_by", texts.get("verified_by", ""), where, NAME_LENGTH),
        verified_on=_verified_on(texts.get("verified_on", ""), where),
        expires_on=date_of("expires_on", texts.get("expires_on", ""), where),
        status=_status(texts.get("status", ""), where),
        id=_id(texts.get("id", ""), where),
    )


def line_of(field: str, text: str, where: str, most: int, *, least: int = 0) -> str:
    """A text of one line, with its white space collapsed.

    Raises:
        UserError: it is too short or too long, or holds what cannot be seen.
    """
    _refuse_unseen(field, text, where)
    line = collapse(text)
    if len(line) < least:
        raise UserError(f"{where}: the field {field} is empty: fill it in.")
    _refuse_long(field, line, where, most)
    return line


def date_of(field: str, text: str, where: str) -> date | None:
    """A date; None for an empty text.

    Raises:
        UserError: it is none.
    """
    if not text.strip():
        return None
    try:
        if _DATE.fullmatch(text.strip()):
            return date.fromisoformat(text.strip())
    except ValueError:
        pass  # such as the 30th of February
    raise UserError(f"{where}: the field {field} is {_cut(text)}: write a date as 2027-12-31.")


def audience_problem(text: str) -> str:
    """What is wrong with an audience; empty where nothing is."""
    if _AUDIENCE.fullmatch(text):
        return ""
    return f"{_cut(text)} is no audience: write workspace, or channel:C… with Slack's id."


def _answer(text: str, where: str) -> str:
    _refuse_unseen("answer", text.replace(_JOINER, ""), where)
    answer = _LINE_ENDS.sub("\n", text).strip()
    if not answer:
        raise UserError(f"{where}: the field answer is empty: fill it in.")
    _refuse_long("answer", answer, where, ANSWER_LENGTH)
    return answer


def _wordings(question: str, wordings: Sequence[str], where: str) -> tuple[str, ...]:
    if len(wordings) > WORDING_COUNT:
        raise UserError(
            f"{where}: the field wordings has {len(wordings):,} values: keep no more than "
            f"{WORDING_COUNT}."
        )
    lines = (line_of("wordings", wording, where, QUESTION_LENGTH) for wording in wordings)
    return tuple(dict.fromkeys(line for line in lines if line and line != question))


def _language(text: str, question: str, where: str) -> Language:
    if not text.strip():
        return language_of(question)
    if language := _LANGUAGES.get(text.strip()):
        return language
    raise UserError(f"{where}: the field language is {_cut(text)}: it must be zh or en.")


def _audience(text: str, where: str) -> str:
    if problem := audience_problem(text):
        raise UserError(f"{where}: the field audience is wrong: {problem}")
    return ANYWHERE if text == WHOLE_WORKSPACE else text


def _status(text: str, where: str) -> AnswerStatus | None:
    if not text.strip():
        return None
    if status := _STATUSES.get(text.strip()):
        return status
    known = ", ".join(_STATUSES)
    raise UserError(f"{where}: the field status is {_cut(text)}: it must be one of {known}.")


def _verified_on(text: str, where: str) -> date | None:
    verified = date_of("verified_on", text, where)
    # Where the sun rises first, it is tomorrow already.
    if verified and verified > datetime.now(UTC).date() + timedelta(days=1):
        raise UserError(
            f"{where}: the field verified_on is {verified}, which is in the future: correct it."
        )
    return verified


def _id(text: str, where: str) -> int:
    digits = text.strip()
    if not digits:
        return 0
    if digits.isascii() and digits.isdigit() and len(digits) <= len(str(GREATEST_ID)):
        number = int(digits)
        if 0 < number <= GREATEST_ID:
            return number
    raise UserError(
        f"{where}: the field id is {_cut(text)}: write the number of an answer that is there, or "
        "leave it empty."
    )


def _refuse_unseen(field: str, text: str, where: str) -> None:
    if refused := REFUSED.search(text):
        raise UserError(
            f"{where}: the field {field} holds the character U+{ord(refused[0]):04X} (its "
            f"character {refused.start() + 1}), which cannot be seen: take it out."
        )


def _refuse_long(field: str, text: str, where: str, most: int) -> None:
    if len(text) > most:
        raise UserError(
            f"{where}: the field {field} has {len(text):,} characters: shorten it to {most:,}."
        )


def _cut(text: str) -> str:
    line = collapse(text)
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
