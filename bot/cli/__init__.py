"""The command line: each command is one call into a room."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import service
from bot.cli.faq import faq_app
from bot.cli.output import console, show_error
from bot.cli.terms import terms_app
from bot.data_folder import owned
from bot.errors import SettingsError, UserError
from bot.settings import DEMO_MODEL, read_settings

app = typer.Typer(
    help="Termwise: a colleague in Slack who knows the company's field and its words.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # they may hold tokens and messages
)
model_app = typer.Typer(help="The model's weights.", no_args_is_help=True)
demo_model_app = typer.Typer(help="The small model that ships with Termwise.", no_args_is_help=True)
app.add_typer(model_app, name="model")
app.add_typer(demo_model_app, name="demo-model")
app.add_typer(terms_app, name="terms")
app.add_typer(faq_app, name="faq")


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Where the page is served.", min=0, max=65535)] = 8765,
    data: Annotated[Path, typer.Option(help="Where all data lies.")] = Path("data/demo"),
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Try Termwise in a Slack-like page on this machine: no account, no token."""
    with owned(data):
        service.run_service(service.demo(port, data, browser))


@app.command()
def run() -> None:
    """Work in a real Slack workspace (or in any stand-in that SLACK_API_URL names)."""
    settings = read_settings()
    settings.require_slack()
    with owned(settings.data_dir):
        service.run_service(service.serve(settings))


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
    asyncio.run(service.ask(settings, question, fresh, sense or []))


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
        show_error(str(error))
        sys.exit(2 if isinstance(error, SettingsError) else 1)
