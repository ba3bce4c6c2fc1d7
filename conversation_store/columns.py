"""What all tables are made of."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Dialect, MetaData, Text, TypeDecorator

# PostgreSQL refuses NUL in a text, and no database can encode half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

# Constraints have names that do not depend on the database, so that migrations can alter them.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class CleanText(TypeDecorator[str]):
    """Any Python string: NUL and lone surrogates are stored as U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what the database would refuse."""
        return None if value is None else _UNSTORABLE.sub("\ufffd", value)


def _now() -> datetime:
    return datetime.now(UTC)


def text_column(name: str, *, primary_key: bool = False, nullable: bool = False) -> Column[str]:
    """A column for any Python string."""
    return Column(name, CleanText, primary_key=primary_key, nullable=nullable)


def moment(name: str, *, on_update: bool = False) -> Column[datetime]:
    """A column for a moment: that of the row's making, or with ``on_update`` of its change."""
    onupdate = _now if on_update else None
    return Column(name, DateTime(timezone=True), nullable=False, default=_now, onupdate=onupdate)
