"""Made-up questions and terms."""

from __future__ import annotations

from bot.question import Audience, Question, Revisions, Term, Workspace
from conversation_store.threads import ThreadKey

REVISIONS = Revisions(model="m1", prompt="p1", glossary="g1")
ROE = Term(
    concept="roe",
    language="en",
    name="return on equity",
    definition="the ratio of net profit to equity.",
    source="IFRS",
    field="finance",
    abbreviation="ROE",
)


def ask(
    text: str,
    number: int = 1,
    *,
    thread: int | None = None,
    audience: Audience | None = None,
    attempt: int = 0,
    fresh: bool = False,
    late: bool = False,
) -> Question:
    """The question number ``number``; it opens a thread unless it follows in another one."""
    ts = _ts(number)
    return Question(
        event_id=f"Ev{number}-{attempt}",
        thread=ThreadKey("T1", "C1", ts if thread is None else _ts(thread)),
        user_id="U1",
        ts=ts,
        text=text,
        audience=audience or Workspace("T1"),
        attempt=attempt,
        fresh=fresh,
        late=late,
    )


def _ts(number: int) -> str:
    return f"17{number:08}.000000"
