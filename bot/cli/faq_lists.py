"""Lists of standard answers, one of them, its history, and what is asked often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from bot.cli.answer_differences import called, differences, fields_of
from bot.cli.differences import shortened
from bot.cli.output import note, say, show_json, show_table
from bot.cli.store import with_store
from bot.faq.files.fields import day_of
from conversation_store.asked_questions import AskedQuestion, AskedQuestions
from conversation_store.database import Database
from conversation_store.standard_answers import (
    AnswerStatus,
    RevisedAnswer,
    StandardAnswer,
    StandardAnswers,
    UnknownAnswerError,
)

EMPTY = "There are no standard answers: bring some in by `termwise faq import`."
_COLUMNS = (
    "id", "status", "language", "audience", "question", "owner", "verified_by", "expires_on",
    "hits",
)  # fmt: skip


def list_answers(status: AnswerStatus | None, limit: int, *, as_json: bool) -> None:
    """Show standard answers, a line for each.

    Args:
        status: only those with this one.
        limit: so many at most.
        as_json: for other programs.
    """

    async def read(database: Database) -> list[StandardAnswer]:
        return await StandardAnswers(database).all()

    every = with_store(read)
    chosen = [answer for answer in every if status in (None, answer.status)]
    if as_json:
        for answer in chosen[:limit]:
            show_json(asdict(answer))
        return
    if not every:
        note(EMPTY)
    show_table(_COLUMNS, map(_row, chosen[:limit]))
    if len(chosen) > limit:
        note(f"These are the first {limit:,} of {len(chosen):,}; --limit shows more.")


def show_answer(id: int, *, as_json: bool) -> None:
    """Show all fields of a standard answer.

    Raises:
        UserError: there is none with this id.
    """
    answer = with_store(lambda database: answer_with(database, id))
    if as_json:
        show_json(asdict(answer))
        return
    for line in _card(answer):
        say(line)


def show_history(id: int) -> None:
    """Show all revisions of a standard answer, the latest first.

    Raises:
        UserError: there is none with this id.
    """

    async def read(database: Database) -> list[RevisedAnswer]:
        await answer_with(database, id)
        return await StandardAnswers(database).history(id)

    for line in _history(with_store(read)):
        say(line)


def list_suggestions(limit: int, *, as_json: bool) -> None:
    """Show the questions that several people asked, with their keys.

    Args:
        limit: so many at most.
        as_json: for other programs.
    """

    async def read(database: Database) -> list[AskedQuestion]:
        return await AskedQuestions(database).most(limit)

    asked = with_store(read)
    if as_json:
        for one in asked:
            show_json(asdict(one))
        return
    if not asked:
        note("No question was asked by several people and may be shown.")
    rows = (
        [one.people, one.asked, f"{one.last:%Y-%m-%d}", one.key, " | ".join(one.wordings)]
        for one in asked
    )
    show_table(("people", "asked", "last", "key", "wordings"), rows)


async def answer_with(database: Database, id: int) -> StandardAnswer:
    """The standard answer with this id.

    Raises:
        UnknownAnswerError: there is none.
    """
    if answer := await StandardAnswers(database).get(id):
        return answer
    raise UnknownAnswerError(id)


def _row(answer: StandardAnswer) -> list[object]:
    shown = {
        "question": shortened(answer.question, 80),
        "expires_on": day_of(answer.expires_at),
    }
    return [shown.get(name, getattr(answer, name, "")) for name in _COLUMNS]


def _card(answer: StandardAnswer) -> Iterator[str]:
    fields = fields_of(answer)
    body = fields.pop("answer")
    for name, value in (fields | {"revision": answer.revision, "hits": answer.hits}).items():
        yield f"{name:13}{value if value != '' else '–'}"
    yield ""
    yield body


def _history(revisions: Sequence[RevisedAnswer]) -> Iterator[str]:
    befores = {one.answer.revision + 1: one.answer for one in revisions}
    for one in revisions:
        yield f"{one.at:%Y-%m-%d %H:%M} UTC  {one.who}  {one.action}"
        yield f"  {called(one.answer)}, revision {one.answer.revision}"
        if before := befores.get(one.answer.revision):
            yield from (f"    {line}" for line in differences(before, one.answer))
