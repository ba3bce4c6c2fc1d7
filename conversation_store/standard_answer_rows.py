"""Standard answers as rows of the database, and as the JSON of their history."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from conversation_store.faq_schema import in_utc
from conversation_store.standard_answer import StandardAnswer

CONTENT = tuple(
    one.name for one in fields(StandardAnswer) if one.name not in ("id", "revision", "hits")
)
"""All of an answer but its numbers."""

_MOMENTS = ("verified_at", "expires_at")


def row_of(answer: StandardAnswer) -> dict[str, Any]:
    """An answer as the values of its columns; neither its id nor its hits, which are not ours."""
    values = {name: getattr(answer, name) for name in (*CONTENT, "revision")}
    return values | {"wordings": json.dumps(answer.wordings, ensure_ascii=False)}


def answer_of(row: Row[Any]) -> StandardAnswer:
    """The answer that a row holds, whatever else it holds."""
    values = {name: getattr(row, name) for name in (*CONTENT, "id", "revision", "hits")}
    return StandardAnswer(**values | {"wordings": tuple(json.loads(row.wordings))})


def same_content(one: StandardAnswer, other: StandardAnswer) -> bool:
    """Whether two answers say the same, their numbers aside."""
    return replace(one, id=0, revision=0, hits=0) == replace(other, id=0, revision=0, hits=0)


def in_whole_utc(answer: StandardAnswer) -> StandardAnswer:
    """The answer as it will be read back: its moments in UTC."""
    verified, expires = answer.verified_at, answer.expires_at
    return replace(
        answer,
        verified_at=in_utc(verified) if verified else None,
        expires_at=in_utc(expires) if expires else None,
    )


def to_json(answer: StandardAnswer) -> str:
    """The whole content of an answer, for its history."""
    values = {name: getattr(answer, name) for name in CONTENT}
    moments = {name: at.isoformat() for name in _MOMENTS if (at := values[name])}
    return json.dumps(values | moments, ensure_ascii=False)


def from_json(text: str, number: int, revision: int) -> StandardAnswer:
    """Read back what :func:`to_json` wrote of the answer with this id and revision."""
    values = json.loads(text)
    moments = {name: datetime.fromisoformat(at) for name in _MOMENTS if (at := values[name])}
    wordings = tuple(values["wordings"])
    return StandardAnswer(**values | moments | {"wordings": wordings}, id=number, revision=revision)
