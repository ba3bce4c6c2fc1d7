"""The terminal as a surface: a question from the command line, an answer on standard output."""

from __future__ import annotations

import getpass
import re
import time
import uuid
from collections.abc import Iterator, Sequence

from rich.console import Console

from bot.answer import Answer
from bot.faq.recalled import Recalled
from bot.question import Person, Question
from bot.terms.lookup import Lookup
from conversation_store.threads import ThreadKey

_WORKSPACE = "terminal"  # as Slack's have ids
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # all but tab and line end


def question_from_terminal(text: str, fresh: bool, senses: Sequence[str] = ()) -> Question:
    """A question of the person at the terminal, in a thread of its own.

    Args:
        text: what is asked.
        fresh: whether a new answer is wanted, not one from the cache.
        senses: the concepts that are meant by words with several senses.
    """
    user, ts = _user(), f"{time.time():.6f}"
    return Question(
        event_id=f"terminal/{uuid.uuid4()}",
        thread=ThreadKey(_WORKSPACE, user, ts),
        user_id=user,
        ts=ts,
        text=text.strip(),
        audience=Person(user, within=_WORKSPACE),
        fresh=fresh,
        senses=tuple(senses),
    )


class TerminalReply:
    """Prints an answer as it comes."""

    def __init__(self) -> None:
        # No markup: what looks like it in an answer is the answer's.
        self._console = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
        self._begun = False

    async def append(self, text: str) -> None:
        """Print a further piece."""
        self._begun = True
        self._console.print(_visible(text), end="")

    async def finish(self, answer: Answer) -> str:
        """Print what was not streamed, and what the answer rests on."""
        if self._begun or answer.text:
            self._console.print("" if self._begun else _visible(answer.text))
        for note in _notes(answer):
            self._console.print(_visible(note), style="dim")
        return ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have a number only
        return "nobody"


def _visible(text: str) -> str:
    """Without the control characters by which a text could command the terminal."""
    return _CONTROL.sub("\ufffd", text)


def _notes(answer: Answer) -> Iterator[str]:
    if answer.lookup:
        yield from _card(answer.lookup)
    elif answer.unclear:
        yield f"“{answer.unclear.name}” may mean:"
        for term in answer.unclear.senses:
            yield f"  --sense {term.concept}  {term.name} ({term.field}): {term.definition}"
        yield "Ask again with one of them."
    elif answer.outcome != "finished" or not answer.text:
        yield _OUTCOMES[answer.outcome]
    if answer.terms:
        yield "Terms used: " + ", ".join(f"{t.name} (v{t.revision})" for t in answer.terms)
    if answer.recalled:
        yield _origin(answer.recalled)
    if answer.similar:
        yield "Similar questions that have an answer:"
        yield from (f"  {one}" for one in answer.similar)
    if answer.question_kept is not None:
        yield f"Only the first {answer.question_kept:,} characters of the question were read."


def _origin(recalled: Recalled) -> str:
    if recalled.standard:
        origin = f"Standard answer, verified by {recalled.standard.verified_by}"
    else:
        origin = "Answered before"
    if recalled.answered_at:
        origin += f", {recalled.answered_at:%Y-%m-%d %H:%M} UTC"
    return origin + (f", to “{recalled.question}”" if recalled.question else "")


def _card(lookup: Lookup) -> Iterator[str]:
    for terms in lookup.senses:
        for term in terms:
            yield f"{' / '.join(term.names)} ({term.field}, v{term.revision}): {term.definition}"
    if not lookup.senses:
        nearest = f" Did you mean {', '.join(lookup.nearest)}?" if lookup.nearest else ""
        yield f"The glossary has no “{lookup.name}”.{nearest}"


_OUTCOMES = {
    "finished": "The model had nothing to say.",
    "length": "The answer was too long, so it ends here.",
    "timed_out": "The model took too long; ask again, or raise TERMWISE_ANSWER_TIMEOUT_S.",
    "stopped": "Stopped.",
    "failed": "The model failed; the log tells why.",
    "too_late": "It waited for too long; ask again.",
    "missed": "It was asked too long ago; ask it again.",
    "busy": "Too much is waiting; ask again later.",
    "too_many": "Too much of yours is waiting; ask again later.",
    "person_quota": "You have asked as much as is allowed in an hour.",
    "channel_quota": "This channel has asked as much as is allowed in an hour.",
    "help": "Ask something, such as: termwise ask 'What is EBITDA?'",
}
