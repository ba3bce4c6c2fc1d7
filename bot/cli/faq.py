"""``termwise faq``: the standard answers from the command line, beside a bot that runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from conversation_store.standard_answer import AnswerStatus

faq_app = typer.Typer(
    help="Standard answers: bring them in, look at them, decide about them.", no_args_is_help=True
)

_Json = Annotated[bool, typer.Option("--json", help="JSON lines, for other programs.")]
_Limit = Annotated[int, typer.Option(help="So many at most.", min=1)]
_Id = Annotated[int, typer.Argument(metavar="ID", help="Its number.", min=1, max=2**31 - 1)]
_By = Annotated[str, typer.Option(help="Who decides, as people will be shown it.")]


@faq_app.command("import")
def import_answers(
    file: Annotated[Path, typer.Argument(help="Ends in .csv, .jsonl or .ndjson.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    by: Annotated[str, typer.Option(help="Who vouches for rows that do not say it.")] = "",
    audience: Annotated[
        str, typer.Option(help="For rows that name none: workspace, or channel:C…")
    ] = "workspace",
    approve: Annotated[
        bool, typer.Option("--approve", help="Approve what the file only proposes.")
    ] = False,
) -> None:
    """Take standard answers in: all of a file at once, or nothing where a row is wrong.

    Answers that are not in the file stay as they are, and one that is there keeps what the file
    leaves empty. An approved answer stays approved as long as the file does not change its text.
    """
    from bot.cli.faq_import import import_file

    import_file(file, audience, by, approve=approve, dry_run=dry_run)


@faq_app.command("export")
def export_answers(
    file: Annotated[Path, typer.Argument(help="- is standard output.")] = Path("-"),
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")] = False,
) -> None:
    """Write all standard answers to a file, as CSV or JSON lines."""
    from bot.cli.faq_export import export_file

    export_file(file, force=force)


@faq_app.command("list")
def list_answers(
    status: Annotated[AnswerStatus | None, typer.Option(help="Only with this status.")] = None,
    limit: _Limit = 50,
    as_json: _Json = False,
) -> None:
    """List standard answers in the order in which they came."""
    from bot.cli import faq_lists

    faq_lists.list_answers(status, limit, as_json=as_json)


@faq_app.command("show")
def show(id: _Id, as_json: _Json = False) -> None:
    """Show all that is known of a standard answer."""
    from bot.cli import faq_lists

    faq_lists.show_answer(id, as_json=as_json)


@faq_app.command("history")
def history(id: _Id) -> None:
    """Show who changed a standard answer, when, and what; the latest first."""
    from bot.cli import faq_lists

    faq_lists.show_history(id)


@faq_app.command("approve")
def approve(
    id: _Id,
    by: _By,
    expires_on: Annotated[
        str, typer.Option(help="From this day on (UTC) it is not served: 2027-12-31.")
    ] = "",
) -> None:
    """Approve a standard answer: somebody vouches for it, and from now on it is served."""
    from bot.cli import faq_decisions

    faq_decisions.approve(id, by, expires_on)


@faq_app.command("expire")
def expire(id: _Id, by: _By) -> None:
    """Let a standard answer expire: it is not served any more."""
    from bot.cli import faq_decisions

    faq_decisions.expire(id, by)


@faq_app.command("suggestions")
def suggestions(limit: _Limit = 20, as_json: _Json = False) -> None:
    """List questions that several people asked and that have no standard answer."""
    from bot.cli import faq_lists

    faq_lists.list_suggestions(limit, as_json=as_json)


@faq_app.command("forget")
def forget(
    user: Annotated[str, typer.Argument(help="The person's Slack id, as in U012ABCDEF.")],
) -> None:
    """Take all cached answers out that somebody asked for, from every replica's cache."""
    from bot.cli import faq_decisions

    faq_decisions.forget(user)


@faq_app.command("dismiss")
def dismiss(key: Annotated[str, typer.Argument(help="As the suggestions show it.")]) -> None:
    """Take a question off the suggestions for good."""
    from bot.cli import faq_decisions

    faq_decisions.dismiss(key)
