"""What a file of standard answers changes, beside those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from bot.errors import UserError
from bot.faq.files import AnswerRow
from bot.terms.matcher import normalize
from conversation_store.standard_answers import AnswerStatus, StandardAnswer

_OFF: tuple[AnswerStatus, ...] = ("suspended", "expired")
_TEXT = ("question", "answer", "language", "audience", "wordings")
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Vouching:
    """Whether somebody vouches for a whole file.

    Attributes:
        approve: approve what the file only proposes.
        by: who vouches for rows that do not say it; empty for nobody.
        at: the moment of the import, with its zone.
    """

    approve: bool
    by: str
    at: datetime


@dataclass(slots=True)
class Plan:
    """What an import does, or would do.

    Attributes:
        changes: each answer that it adds or changes, with how it was before, None for a new one.
        same: how many rows say what is there already.
        unvouched: how many rows say approved but not by whom, and are proposed.
        off: how many answers stay suspended or expired.
    """

    changes: list[tuple[StandardAnswer | None, StandardAnswer]] = field(default_factory=list)
    same: int = 0
    unvouched: int = 0
    off: int = 0

    @property
    def new(self) -> int:
        """How many answers it adds."""
        return sum(before is None for before, _ in self.changes)


def plan(rows: Iterable[AnswerRow], stored: Sequence[StandardAnswer], vouching: Vouching) -> Plan:
    """Compare a file with what is there; answers that are not in the file stay as they are.

    A row changes the answer with its id, or else the one with its question, audience and language.
    Such an answer keeps what the row leaves empty. It also stays approved as long as its text does;
    with another text somebody must vouch for it anew. What is suspended or expired stays so until
    a row has been verified later, or its text changes.

    Args:
        rows: the file's.
        stored: every answer that is there.
        vouching: for the whole file.

    Raises:
        UserError: a row is wrong, or two are about one answer.
    """
    known, outcome = _Known(stored), Plan()
    for row in rows:
        before = known.take(row)
        status = _status(row, before, vouching)
        after = _after(row, before, status, vouching)
        outcome.unvouched += row.status == "approved" and after.status == "proposed"
        outcome.off += bool(before and before.status in _OFF and after.status == before.status)
        if after == before:
            outcome.same += 1
        else:
            outcome.changes.append((before, after))
    return outcome


_SHOWN = 60  # characters of a question in a sentence about it


class _Known:
    """The answers that are there, each to be taken by one row."""

    def __init__(self, stored: Sequence[StandardAnswer]) -> None:
        self._by_id = {answer.id: answer for answer in stored}
        # Of several with one question, the one that is in use; then the oldest.
        ranked = sorted(stored, key=lambda answer: (answer.status in _OFF, answer.id))
        self._by_key: dict[_Key, StandardAnswer] = {}
        for answer in ranked:
            self._by_key.setdefault(_key(answer), answer)
        self._rows: dict[_Key | int, str] = {}

    def take(self, row: AnswerRow) -> StandardAnswer | None:
        before = self._of_id(row) if row.id in self._by_id else self._by_key.get(_key(row))
        self._note(_key(row), row, "question, audience and language are")
        if before:
            self._note(before.id, row, f"standard answer {before.id} is")
        return before

    def _of_id(self, row: AnswerRow) -> StandardAnswer:
        """The answer that a row changes; ids of another store name other answers here."""
        before = self._by_id[row.id]
        same_place = (before.audience, before.language) == (row.audience, row.language)
        if not same_place or not _has_to_do_with(row, before):
            raise UserError(
                f"{row.where}: the field id is {row.id}, but that standard answer is another one "
                f"({before.language}, {before.audience}: {before.question[:_SHOWN]}): leave it "
                "empty to add one, or keep the question or the answer as it was to change that one."
            )
        return before

    def _note(self, what: _Key | int, row: AnswerRow, said: str) -> None:
        if what in self._rows:
            raise UserError(
                f"{row.where}: the {said} in the file already, in {self._rows[what]}: keep one of "
                "the two."
            )
        self._rows[what] = row.where


def _has_to_do_with(row: AnswerRow, before: StandardAnswer) -> bool:
    """Whether a question or the answer is the same: of the rest each may be changed by a file."""
    there, here = (
        {normalize(text) for text in (one.question, *one.wordings)} for one in (before, row)
    )
    return bool(there & here) or row.answer == before.answer


def _key(one: AnswerRow | StandardAnswer) -> _Key:
    return normalize(one.question), one.audience, one.language


def _after(
    row: AnswerRow, before: StandardAnswer | None, status: AnswerStatus, vouching: Vouching
) -> StandardAnswer:
    text = before or StandardAnswer(row.question, row.answer, row.language, row.audience)
    verified_by, verified_at = _verified(row, before, status, vouching)
    return replace(
        text,
        question=row.question,
        answer=row.answer,
        wordings=row.wordings or text.wordings,
        owner=row.owner or text.owner,
        verified_by=verified_by,
        verified_at=verified_at,
        expires_at=_expires_at(row, before, vouching.at),
        status=status,
    )


def _status(row: AnswerRow, before: StandardAnswer | None, vouching: Vouching) -> AnswerStatus:
    if row.status in _OFF:
        return row.status
    same = _keeps_text(row, before)
    if before and same and before.status in _OFF and not _verified_later(row, before):
        return before.status
    if row.status == "approved" and row.verified_by:
        return "approved"
    if vouching.approve:
        if not (row.verified_by or vouching.by or (same and before and before.verified_by)):
            raise UserError(
                f"{row.where}: the field verified_by is empty: fill it in, or say who vouches for "
                "the answers by --by NAME."
            )
        return "approved"
    return before.status if before and same and before.status == "approved" else "proposed"


def _verified(
    row: AnswerRow, before: StandardAnswer | None, status: AnswerStatus, vouching: Vouching
) -> tuple[str, datetime | None]:
    """Who vouches for the answer, and since when."""
    kept = before if before and _keeps_text(row, before) else None
    by = row.verified_by or (kept.verified_by if kept else "")
    at = kept.verified_at if kept and by == kept.verified_by else None
    if row.verified_on:
        at = _moment(row.verified_on, at)
    if status == "approved" and not (kept and kept.status == "approved" and by == kept.verified_by):
        return by or vouching.by, at or vouching.at
    return by, at


def _keeps_text(row: AnswerRow, before: StandardAnswer | None) -> bool:
    """Whether what somebody vouched for is unchanged; wordings too decide what is answered."""
    return before is not None and all(
        getattr(row, name) in (getattr(before, name), ()) for name in _TEXT
    )


def _verified_later(row: AnswerRow, before: StandardAnswer) -> bool:
    if not row.verified_on:
        return False
    return before.verified_at is None or row.verified_on > before.verified_at.date()


def _expires_at(row: AnswerRow, before: StandardAnswer | None, now: datetime) -> datetime | None:
    known = before.expires_at if before else None
    if row.expires_on is None:
        return known
    expires_at = _moment(row.expires_on, known)
    if expires_at <= now and expires_at != known and row.status != "expired":
        raise UserError(
            f"{row.where}: the field expires_on is {row.expires_on}, which is past: give a later "
            "day, or the status expired."
        )
    return expires_at


def _moment(day: date, known: datetime | None) -> datetime:
    """The beginning of a day in UTC; a moment that is known of that day is more exact."""
    if known and known.astimezone(UTC).date() == day:
        return known
    return datetime.combine(day, time.min, UTC)
