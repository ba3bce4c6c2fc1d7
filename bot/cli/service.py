"""The bot itself, from the command line: run in Slack or in the playground, or asked directly."""

from __future__ import annotations

import asyncio
import errno
import signal
import webbrowser
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import typer

from bot.cli.output import console
from bot.errors import UserError
from bot.settings import PROJECT, Settings, read_settings

# Of a question that got no answer.
_EXIT_CODES = {"failed": 1, "timed_out": 1, "help": 2, "which_sense": 2}
_DEMO_REVIEWERS = ("U0LILEI", "U0HANMEI", "U0ALICE")  # the playground's people

_DEMO_VERIFIER = "Termwise’s authors"


async def demo(port: int, data: Path, browser: bool) -> None:
    """Serve the playground and the bot in it until a signal ends them.

    Raises:
        UserError: the playground cannot start, or the bot cannot.
    """
    from bot.playground.slack import SlackStandIn

    slack = SlackStandIn(state_file=data / "slack.json")
    try:
        await slack.start(port=port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise UserError(f"The playground cannot start: {error}.") from error
        raise UserError(
            f"Port {port} is taken by another program: end that one, or choose a free port by "
            "`termwise demo --port 0`."
        ) from error
    except ValueError as error:  # the stand-in stands alone and knows no UserError
        raise UserError(str(error)) from error
    try:
        console.print(f"Termwise's playground: [link={slack.url}]{slack.url}[/]  (Ctrl+C ends it)")
        if browser:
            # In a thread of its own, for a browser may come back only once it has the page.
            asyncio.get_running_loop().run_in_executor(None, webbrowser.open, slack.url)
        settings = _demo_settings(slack.api_url, slack.bot_token, slack.app_token, data)
        await _plant_answers(settings)
        await serve(settings)
    finally:
        await slack.stop()


async def _plant_answers(settings: Settings) -> None:
    """Have a few standard answers to try out."""
    from bot.app import open_database
    from bot.cli.faq_import import plant

    database = await open_database(settings.store_url)
    try:
        await plant(database, PROJECT / "examples" / "faq.csv", _DEMO_VERIFIER)
    finally:
        await database.close()


def _demo_settings(api_url: str, bot_token: str, app_token: str, data: Path) -> Settings:
    chosen: dict[str, object] = {
        "slack_bot_token": bot_token,
        "slack_app_token": app_token,
        "slack_api_url": api_url,
        "slack_mode": "socket",
        "data_dir": data,
        "database_url": "",  # a real database is not for trying things out
    }
    present = read_settings()
    if "model" not in present.model_fields_set:
        chosen["model"] = "demo"
    if not present.reviewers:
        chosen["reviewers"] = _DEMO_REVIEWERS
    return read_settings(**chosen)


async def serve(settings: Settings) -> None:
    """Answer questions in Slack until a signal ends it.

    Raises:
        UserError: something cannot be opened or reached; the sentence says what to do.
    """
    from bot import logs
    from bot.app import connect_slack, open_rooms
    from bot.health import Readiness, health_served

    logs.configure(settings.log_level, settings.data_dir / "logs")
    readiness = Readiness()
    async with (
        health_served(readiness, settings.host, settings.health_port),
        open_rooms(settings) as rooms,
        connect_slack(settings, rooms, readiness),
    ):
        ended = asyncio.Event()
        for signal_number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(signal_number, ended.set)
        console.print("Termwise is ready.")
        waiting = [asyncio.create_task(event.wait()) for event in (ended, rooms.broken)]
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for wait in waiting:
            wait.cancel()
        console.print("Finishing what was begun ...")
    if rooms.broken.is_set():
        raise UserError(
            "The engine is broken and this process cannot mend it (its log says why): start "
            "Termwise again. Questions that wait are answered then."
        )


async def ask(settings: Settings, text: str, fresh: bool, senses: list[str]) -> None:
    """Answer one question on standard output.

    Raises:
        UserError: something cannot be opened.
        typer.Exit: there was no answer.
    """
    from bot import logs
    from bot.app import open_rooms
    from bot.terminal import TerminalReply, question_from_terminal
    from conversation_store.errors import StoreError

    logs.configure("WARNING", settings.data_dir / "logs")
    async with open_rooms(settings) as rooms:
        question = question_from_terminal(text, fresh, senses)
        try:
            answer = await rooms.answerer.answer(question, TerminalReply())
        except StoreError as error:  # the store stands alone and knows no UserError
            raise UserError(str(error)) from error
    if code := _EXIT_CODES.get(answer.outcome):
        raise typer.Exit(code)


def run_service(work: Coroutine[Any, Any, None]) -> None:
    """Run what goes on until a signal ends it."""
    # Until the bot is ready nothing needs to be finished: Ctrl+C ends it at once as SIGTERM does,
    # where asyncio would wait for the thread that loads the model.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    asyncio.run(work)
