"""What SQL lacks a common word for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Float
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class Now(FunctionElement[float]):
    """The database's own time in seconds since 1970: processes may disagree about theirs."""

    type = Float()
    inherit_cache = True


@compiles(Now, "sqlite")
def _sqlite_now(_: Now, _compiler: SQLCompiler, **_options: Any) -> str:
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(Now, "postgresql")
def _postgresql_now(_: Now, _compiler: SQLCompiler, **_options: Any) -> str:
    # now() stands still in a transaction; a time that changes in a statement fits no index.
    return "extract(epoch from statement_timestamp())::double precision"


class Greatest(FunctionElement[float]):
    """The greatest of its arguments, none of which is NULL."""

    type = Float()
    inherit_cache = True


@compiles(Greatest, "sqlite")
def _sqlite_greatest(element: Greatest, compiler: SQLCompiler, **options: Any) -> str:
    return f"max({compiler.process(element.clauses, **options)})"


@compiles(Greatest, "postgresql")
def _postgresql_greatest(element: Greatest, compiler: SQLCompiler, **options: Any) -> str:
    return f"greatest({compiler.process(element.clauses, **options)})"
