"""Taking a file of standard answers in, and saying what it did."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.answer_differences import called, differences
from bot.cli.output import note, say, visible
from bot.cli.stop_signals import ended_by_signals
from bot.cli.store import who as whoever
from bot.cli.store import with_store
from bot.errors import UserError
from bot.faq.files import AnswerRow, audience_problem, read_answers
from bot.faq.files.row import NAME_LENGTH, line_of
from bot.faq.importing import Plan, Vouching, plan
from conversation_store.database import Database
from conversation_store.standard_answers import StandardAnswer, StandardAnswers
from conversation_store.term_changes import ChangedMeanwhileError

_ATTEMPTS = 3
_SHOWN = 5  # of each kind


def import_file(path: Path, audience: str, by: str, *, approve: bool, dry_run: bool) -> None:
    """Take a file in, all or nothing of it, and say what changed.

    Args:
        path: the file.
        audience: for rows that name none.
        by: who vouches for rows that do not say it.
        approve: approve what the file only proposes.
        dry_run: say what would change, and change nothing.

    Raises:
        UserError: it cannot be read, or somebody changed the answers again and again meanwhile.
    """
    if problem := audience_problem(audience):
        raise UserError(f"--audience: {problem}")
    vouching = Vouching(
        approve, line_of("--by", by, "termwise faq import", NAME_LENGTH), datetime.now(UTC)
    )
    with ended_by_signals():
        # All of the file is read before the store is open: a row that is wrong changes nothing.
        rows = list(read_answers(path, audience))
        action = "" if dry_run else f"import {visible(path.name)}"
        planned = with_store(lambda store: _take_in(store, rows, vouching, action))
    if dry_run:
        note("Nothing was changed. Without --dry-run it would be:")
    for line in _report(planned):
        say(line)


async def plant(database: Database, path: Path, by: str) -> None:
    """Take a file in, approved, where there are no standard answers yet.

    Args:
        database: keeps them.
        path: the file.
        by: who vouches for it.

    Raises:
        UserError: the file cannot be read.
        StoreError: it cannot be kept.
    """
    if await StandardAnswers(database).revision() == 0:
        vouching = Vouching(approve=True, by=by, at=datetime.now(UTC))
        await _take_in(database, list(read_answers(path)), vouching, f"read {path.name}")


async def _take_in(
    database: Database, rows: Sequence[AnswerRow], vouching: Vouching, action: str
) -> Plan:
    """Plan, and unless there is no action, do so; once more where others were quicker."""
    answers = StandardAnswers(database)
    for attempt in range(_ATTEMPTS):
        base = await answers.revision()
        planned = await asyncio.to_thread(plan, rows, await answers.all(), vouching)
        changes = [after for _, after in planned.changes]
        if not action or not changes:
            break
        try:
            await answers.put_all(changes, who=_who(vouching.by), action=action, base=base)
        except ChangedMeanwhileError:
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            break
    return planned


def _who(by: str) -> str:
    return f"{by} ({whoever()})" if by else whoever()


def _report(planned: Plan) -> Iterator[str]:
    changed = [(before, after) for before, after in planned.changes if before]
    yield f"{planned.new:,} new, {len(changed):,} changed, {planned.same:,} the same."
    yield from _new([after for before, after in planned.changes if before is None])
    if changed:
        yield _heading("Changed", len(changed))
    for before, after in changed[:_SHOWN]:
        yield f"  {called(after)}"
        yield from (f"    {line}" for line in differences(before, after))
    if planned.unvouched:
        yield (
            f"Proposed only, since the file does not say who verified them: {planned.unvouched:,}."
        )
    if planned.off:
        yield f"Suspended or expired as they were before: {planned.off:,}."


def _new(answers: Sequence[StandardAnswer]) -> Iterator[str]:
    if answers:
        yield _heading("New", len(answers))
        yield from (f"  {called(answer)}" for answer in answers[:_SHOWN])


def _heading(what: str, count: int) -> str:
    return f"{what}:" if count <= _SHOWN else f"{what}, the first {_SHOWN} of {count:,}:"
