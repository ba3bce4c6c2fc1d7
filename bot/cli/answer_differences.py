"""Standard answers and what differs between two of their revisions, in words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cli.differences import shortened
from bot.faq.files.fields import texts_of
from conversation_store.standard_answers import StandardAnswer

_LONGEST = 80  # characters of a question that stands for its answer


def called(answer: StandardAnswer) -> str:
    """The answer in one line: ``7 (en) How many days of leave do I have?``; a new one has no 7."""
    number = f"{answer.id} " if answer.id else ""
    return f"{number}({answer.language}) {shortened(_flat(answer.question), _LONGEST)}"


def differences(before: StandardAnswer, after: StandardAnswer) -> Iterator[str]:
    """For each field that differs, ``field: before -> after``; numbers are none."""
    old, new = fields_of(before), fields_of(after)
    for name in old:
        if name != "id" and old[name] != new[name]:
            yield f"{name}: {_cut(old[name])} -> {_cut(new[name])}"


def fields_of(answer: StandardAnswer) -> dict[str, str]:
    """The fields as texts; several wordings are parted by bars."""
    return texts_of(answer) | {"wordings": " | ".join(answer.wordings)}


def _cut(text: str) -> str:
    return shortened(_flat(text)) or "(none)"


def _flat(text: str) -> str:
    return " ".join(text.split())
