"""``termwise terms``: the glossary from the command line, beside a bot that runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.cli.review import candidates, dismiss, extract, suggestions, wanted
from bot.cli.tagger import evaluate_tagger, train_tagger
from conversation_store.term import Language, Status

terms_app = typer.Typer(
    help="The glossary: bring terms in, look at them, decide about them.", no_args_is_help=True
)

_Json = Annotated[bool, typer.Option("--json", help="JSON lines, for other programs.")]
_Concepts = Annotated[list[str], typer.Argument(metavar="CONCEPT...", help="Their ids.")]
_OneLanguage = Annotated[Language | None, typer.Option(help="Only in this language; else both.")]


@terms_app.command("import")
def import_glossary(
    path: Annotated[Path, typer.Argument(metavar="FILE|FOLDER", help="The glossary.")],
    format: Annotated[
        Literal["csv", "tbx", "skos", "xbrl", "umls"] | None,
        typer.Option(help="What it is; else its name or its first element tells."),
    ] = None,
    field: Annotated[str, typer.Option(help="For terms that the file gives none.")] = "",
    source: Annotated[str, typer.Option(help="For terms that the file gives none.")] = "",
    owner: Annotated[str, typer.Option(help="For terms that the file gives none.")] = "",
    licence: Annotated[str, typer.Option(help="For terms that the file gives none.")] = "",
    status: Annotated[
        Literal["approved", "proposed"] | None,
        typer.Option(help="For terms that the file gives none; else new ones are approved."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
) -> None:
    """Take a glossary in: all of it at once, or nothing where a line is wrong.

    Terms that are not in the file stay as they are. A bot that runs knows the new ones at once.

    A term that is there keeps what the file leaves out: a CSV column, in others an empty value.
    """
    from bot.cli.term_import import import_file
    from bot.terms.formats import Defaults

    import_file(path, format, Defaults(field, source, owner, licence, status), dry_run=dry_run)


@terms_app.command("export")
def export_glossary(
    file: Annotated[Path, typer.Argument(help="- is standard output.")] = Path("-"),
    format: Annotated[
        Literal["csv", "tbx"] | None, typer.Option(help="Else the file's name tells, or it is CSV.")
    ] = None,
    field: Annotated[str | None, typer.Option(help="Only terms of this field.")] = None,
    status: Annotated[Status | None, typer.Option(help="Only terms with this status.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """Write the glossary, or a part of it, to a file."""
    from bot.cli.term_export import export_file

    export_file(file, format, field, status, force=force)


@terms_app.command("list")
def list_terms(
    field: Annotated[str | None, typer.Option(help="Only terms of this field.")] = None,
    status: Annotated[Status | None, typer.Option(help="Only terms with this status.")] = None,
    language: _OneLanguage = None,
    limit: Annotated[int, typer.Option(help="So many at most.", min=1)] = 50,
    as_json: _Json = False,
) -> None:
    """List terms by their names; first how many there are, if none are chosen."""
    from bot.cli import term_lists

    term_lists.list_terms(field, status, language, limit, as_json=as_json)


@terms_app.command("show")
def show(
    what: Annotated[str, typer.Argument(metavar="CONCEPT|NAME", help="An id or a name.")],
    as_json: _Json = False,
) -> None:
    """Show all that is known of a term, in both languages."""
    from bot.cli.term_names import show_term

    show_term(what, as_json=as_json)


@terms_app.command("lookup")
def lookup(
    name: Annotated[str, typer.Argument(help="A name, an alias or an abbreviation.")],
    as_json: _Json = False,
) -> None:
    """Look a name up as /term does; the exit code is 1 where there is nothing."""
    from bot.cli.term_names import look_name_up

    look_name_up(name, as_json=as_json)


@terms_app.command("match")
def match(
    text: Annotated[str, typer.Argument(help="Any text; - reads it from standard input.")],
    as_json: _Json = False,
) -> None:
    """Show which terms are found in a text, at which characters and in which senses."""
    from bot.cli.term_names import match_text

    match_text(sys.stdin.read() if text == "-" else text, as_json=as_json)


@terms_app.command("approve")
def approve(concepts: _Concepts, language: _OneLanguage = None) -> None:
    """Approve terms: from now on they are found in questions."""
    from bot.cli.term_decisions import give_status

    give_status(concepts, language, "approved", "approve")


@terms_app.command("deprecate")
def deprecate(concepts: _Concepts, language: _OneLanguage = None) -> None:
    """Deprecate terms: they are not found in questions any more, only looked up."""
    from bot.cli.term_decisions import give_status

    give_status(concepts, language, "deprecated", "deprecate")


@terms_app.command("history")
def history(concept: Annotated[str, typer.Argument(help="Its id.")]) -> None:
    """Show who changed a concept's terms, when, and what; the latest first."""
    from bot.cli.term_lists import show_history

    show_history(concept)


terms_app.command("extract")(extract)
terms_app.command("candidates")(candidates)
terms_app.command("wanted")(wanted)
terms_app.command("dismiss")(dismiss)
terms_app.command("suggestions")(suggestions)
terms_app.command("train-tagger")(train_tagger)
terms_app.command("evaluate-tagger")(evaluate_tagger)
