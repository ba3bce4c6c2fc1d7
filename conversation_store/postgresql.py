"""PostgreSQL as a durable store: what its errors may say, and how long it waits for us."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext

LONGEST_STANDSTILL_S = 10
"""Seconds after which a transaction is undone whose process says nothing: it may be stopped."""


def quote_no_rows(engine: Engine) -> None:
    """Keep what people wrote out of the errors' texts.

    The details of a PostgreSQL error quote the row that it refuses; its first line does not.

    Args:
        engine: whose errors these are.
    """
    event.listen(engine, "handle_error", _keep_first_line)


def hold_no_locks(engine: Engine) -> None:
    """Let no process that stands still in a transaction keep the others from their questions.

    Args:
        engine: whose transactions these are.
    """
    event.listen(engine, "connect", _limit_standstill)


def _limit_standstill(connection: DBAPIConnection, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET idle_in_transaction_session_timeout = '{LONGEST_STANDSTILL_S}s'")
    cursor.close()
    connection.commit()


def _keep_first_line(context: ExceptionContext) -> None:
    original = context.original_exception
    diagnostic = getattr(original, "diag", None)  # an attribute of the driver's errors
    # A connection that failed has no such line; its text is the client's and quotes no row.
    if line := getattr(diagnostic, "message_primary", None):
        original.args = (line,)
        if context.sqlalchemy_exception is not None:
            context.sqlalchemy_exception.args = (f"({type(original).__name__}) {line}",)
