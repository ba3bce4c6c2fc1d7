"""``termwise terms``: training and measuring the tagger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_Glossaries = Annotated[list[Path], typer.Argument(metavar="GLOSSARY...", help="CSV files.")]


def train_tagger(
    glossaries: _Glossaries,
    output: Annotated[Path, typer.Option(help="The folder to write.")] = Path("data/tagger"),
    reviewed: Annotated[
        Path | None, typer.Option(help="Sentences labelled by people, to learn from as well.")
    ] = None,
    steps: Annotated[
        int | None, typer.Option(help="Updates; by default the usual number.", min=1)
    ] = None,
    seed: Annotated[int, typer.Option(help="Equal seeds give equal weights.")] = 1,
    threads: Annotated[int, typer.Option(help="Processor threads.", min=1)] = 1,
) -> None:
    """Train the tagger on sentences that glossaries label."""
    from bot.training.tagger.train import STEPS, train  # imports torch

    train(glossaries, output, reviewed=reviewed, seed=seed, steps=steps or STEPS, threads=threads)


def evaluate_tagger(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The tagger's.")],
    glossaries: _Glossaries,
    written: Annotated[
        Path | None, typer.Option(help="Sentences labelled by hand, to report on as well.")
    ] = None,
    count: Annotated[int, typer.Option(help="Sentences of each language and field.", min=1)] = 200,
) -> None:
    """Measure the tagger on terms it never saw; the last line is JSON."""
    from bot.training.tagger.evaluate import evaluate  # imports torch

    typer.echo(evaluate(folder, glossaries, written=written, count=count).to_json())
