"""``termwise terms``: what may become a term, from documents, questions and people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.errors import UserError

_Limit = Annotated[int, typer.Option(help="So many at most.", min=1)]
_Json = Annotated[bool, typer.Option("--json", help="JSON lines, for other programs.")]


def extract(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Holds .txt and .md files.")],
    field: Annotated[str, typer.Option(help="The field of knowledge of the documents.")] = "",
    count: Annotated[int, typer.Option(help="So many candidates at most.", min=1)] = 200,
) -> None:
    """Look for candidate terms in documents, and put them on the list for people to decide."""
    from bot.cli.candidate_lists import extract_candidates

    extract_candidates(folder, field, count)


def candidates(limit: _Limit = 20, as_json: _Json = False) -> None:
    """List the candidates from documents, the likeliest first."""
    from bot.cli.candidate_lists import list_candidates

    list_candidates(limit, as_json=as_json)


def wanted(limit: _Limit = 20, as_json: _Json = False) -> None:
    """List the names that people ask by and nobody has defined."""
    from bot.cli.candidate_lists import list_wanted

    list_wanted(limit, as_json=as_json)


def dismiss(
    name: Annotated[
        str, typer.Argument(help="As the lists of candidates or wanted names show it.")
    ],
) -> None:
    """Take a name off the lists: it is no term."""
    from bot.cli import candidate_lists

    candidate_lists.dismiss(name)


def suggestions(
    approve: Annotated[
        int | None, typer.Option(metavar="ID", help="Make the glossary say what was suggested.")
    ] = None,
    reject: Annotated[int | None, typer.Option(metavar="ID", help="Do not follow it.")] = None,
    limit: _Limit = 20,
) -> None:
    """List what people have suggested, or decide about one of them."""
    from bot.cli.term_suggestions import approve_suggestion, list_suggestions, reject_suggestion

    if approve is not None and reject is not None:
        raise UserError("Approve one suggestion or reject one: both at once is not possible.")
    if approve is not None:
        approve_suggestion(approve)
    elif reject is not None:
        reject_suggestion(reject)
    else:
        list_suggestions(limit)
