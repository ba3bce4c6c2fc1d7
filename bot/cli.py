"""The command line: each command is one call into a room."""

from __future__ import annotations

import asyncio
import errno
import signal
import sys
import webbrowser
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from bot.data_folder import owned
from bot.errors import SettingsError, UserError
from bot.settings import DEMO_MODEL, Settings, read_settings

app = typer.Typer(
    help="Termwise: a colleague in Slack who knows the company's field and its words.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # they may hold tokens and messages
)
model_app = typer.Typer(help="The model's weights.", no_args_is_help=True)
demo_model_app = typer.Typer(help="The small model that ships with Termwise.", no_args_is_help=True)
app.add_typer(model_app, name="model")
app.add_typer(demo_model_app, name="demo-model")

console = Console(stderr=True)
_EXIT_CODES = {
    "failed": 1,
    "timed_out": 1,
    "help": 2,
    "which_sense": 2,
}  # of a question that got no answer


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page is served.", min=0, max=65535)] = 8765,
    data: Annotated[Path, typer.Option(help="Where all data lies.")] = Path("data/demo"),
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Try Termwise in a Slack-like page on this machine: no account, no token."""
    with owned(data):
        _run_service(_demo(port, data, browser))


@app.command()
def run() -> None:
    """Work in a real Slack workspace (or in any stand-in that SLACK_API_URL names)."""
    settings = read_settings()
    settings.require_slack()
    with owned(settings.data_dir):
        _run_service(_serve(settings))


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What to ask, in Chinese or English.")],
    demo_model: Annotated[bool, typer.Option("--demo", help="Use the small demo model.")] = False,
    fresh: Annotated[bool, typer.Option(help="Do not answer from the cache.")] = False,
    sense: Annotated[
        list[str] | None, typer.Option(help="What a word with several senses means.")
    ] = None,
) -> None:
    """Ask a question from the terminal."""
    settings = read_settings(**({"model": "demo"} if demo_model else {}))
    asyncio.run(_ask(settings, question, fresh, sense or []))


@model_app.command("download")
def download_model() -> None:
    """Download the weights at the pinned revision (safetensors only; HF_ENDPOINT is a mirror).

    Where TERMWISE_REMOTE_URL names a cluster, only the tokenizer: it is needed here all the same.
    """
    from bot.llm.loader import download  # imports torch

    settings = read_settings()
    console.print(f"Downloading {settings.model} unless it is here ...", markup=False)
    weights = not settings.remote_url  # else the cluster has them
    folder = download(settings.model, settings.model_revision, weights=weights)
    console.print(f"It lies in {folder}", markup=False)


@demo_model_app.command("train")
def train_demo_model(
    output: Annotated[Path, typer.Option(help="The folder to write.")] = Path("data/demo-model"),
    steps: Annotated[
        int | None, typer.Option(help="Updates; by default the usual number.", min=1)
    ] = None,
    fast: Annotated[bool, typer.Option(help="A tiny model in under two minutes.")] = False,
    seed: Annotated[int, typer.Option(help="Equal seeds give equal weights.")] = 1,
    resume: Annotated[bool, typer.Option(help="Go on from the checkpoint.")] = False,
    threads: Annotated[int, typer.Option(help="Processor threads.", min=1)] = 2,
) -> None:
    """Train the demo model on made-up terms; about two hours on two cores."""
    from bot.training.demo_model.train import train  # imports torch

    train(output, steps=steps, fast=fast, seed=seed, resume=resume, threads=threads)


@demo_model_app.command("evaluate")
def evaluate_demo_model(
    model: Annotated[Path, typer.Option(help="The model's folder.")] = DEMO_MODEL,
    count: Annotated[int, typer.Option(help="Conversations for each figure.", min=1)] = 50,
    seed: Annotated[int, typer.Option(help="Equal seeds ask equal questions.")] = 1,
) -> None:
    """Measure the demo model on terms it never saw; the last line is JSON."""
    from bot.training.demo_model.evaluate import evaluate  # imports torch

    typer.echo(evaluate(model, count=count, seed=seed).to_json())


def main() -> None:
    """Run the command line; errors meant for people are one sentence.

    The exit code is 2 for a setting that is missing or wrong, 1 for anything else.
    """
    try:
        app()
    except UserError as error:
        console.print("[bold red]termwise:[/]", escape(str(error)), soft_wrap=True, highlight=False)
        sys.exit(2 if isinstance(error, SettingsError) else 1)


async def _demo(port: int, data: Path, browser: bool) -> None:
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
        await _serve(_demo_settings(slack.api_url, slack.bot_token, slack.app_token, data))
    finally:
        await slack.stop()


_DEMO_REVIEWERS = ("U0LILEI", "U0HANMEI", "U0ALICE")  # the playground's people


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


async def _serve(settings: Settings) -> None:
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


async def _ask(settings: Settings, text: str, fresh: bool, senses: list[str]) -> None:
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


def _run_service(work: Coroutine[Any, Any, None]) -> None:
    # Until the bot is ready nothing needs to be finished: Ctrl+C ends it at once as SIGTERM does,
    # where asyncio would wait for the thread that loads the model.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    asyncio.run(work)
