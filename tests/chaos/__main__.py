"""``python -m tests.chaos``: a run from the command line; its last line is JSON."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tests import postgres
from tests.chaos.failpoint_run import deaths, run_failpoints
from tests.chaos.failpoints import FAILPOINTS
from tests.chaos.judge import Finding
from tests.chaos.people import Tell
from tests.chaos.run import Options, run

T = TypeVar("T")

_SKIPS = (0, 1, 2)  # each failpoint is run into once for each of them
_WORKSPACES = 3  # in which that happens at once


def main() -> int:
    """Make one run; 0 if every question has exactly one answer, else 1."""
    arguments = _arguments()
    options = Options(
        questions=arguments.questions,
        kills=arguments.kills,
        pauses=arguments.pauses,
        seed=arguments.seed,
        store=arguments.store,
        replicas=arguments.replicas,
        faults=arguments.faults,
        settings=dict(pair.split("=", 1) for pair in arguments.set),
        quiet_s=arguments.quiet,
        patience_s=arguments.patience,
    )
    folder = arguments.folder or Path(tempfile.mkdtemp(prefix="termwise-chaos-"))
    console = Console(stderr=True)
    make_run = _die_everywhere if arguments.failpoints else _die_at_random
    is_clean, findings, figures = make_run(options, folder, console)
    for finding in findings:
        channel, thread = finding.place
        _say(console, f"{finding.kind}: {finding.about!r} in {channel} {thread}")
    if not is_clean:
        _say(console, f"What Slack and the bots saw: {folder}{os.sep}")
    sys.stdout.write(f"{json.dumps(figures)}\n")
    return 0 if is_clean else 1


_Outcome = tuple[bool, list[Finding], dict[str, Any]]


def _die_at_random(options: Options, folder: Path, console: Console) -> _Outcome:
    awaited = {
        "asked": options.questions,
        "killed": options.kills,
        "paused": options.pauses,
        "settled": 1,
    }
    with _databases(options.store, 1) as (url,):
        result = asyncio.run(_shown(awaited, console, lambda tell: run(options, folder, url, tell)))
    return result.is_clean, result.verdict.findings, result.figures()


def _die_everywhere(options: Options, folder: Path, console: Console) -> _Outcome:
    options, planned = replace(options, faults=False, replicas=1, pauses=0), deaths(_SKIPS)
    awaited = {"killed": len(planned), "settled": 1}
    with _databases(options.store, _WORKSPACES) as urls:
        reached = asyncio.run(
            _shown(
                awaited,
                console,
                lambda tell: run_failpoints(options, planned, folder, urls, tell),
            )
        )
    for death in reached.missed:
        _say(console, f"not hit: {death.failpoint}, passed alive {death.skip} times before")
    never = [failpoint for failpoint in FAILPOINTS if failpoint not in reached.hit]
    for failpoint in never:
        _say(console, f"never hit: {failpoint}")
    figures = reached.result.figures() | {"failpoints": len(reached.hit)}
    return reached.result.is_clean and not never, reached.result.verdict.findings, figures


@contextmanager
def _databases(store: str, number: int) -> Iterator[Sequence[str]]:
    if store == "sqlite":
        yield [""] * number
        return
    with ExitStack() as stack:
        server = stack.enter_context(postgres.server())
        if server is None:
            sys.exit(f"The run {postgres.MISSING}.")
        yield [stack.enter_context(postgres.new_database(server)) for _ in range(number)]


async def _shown(
    awaited: dict[str, int], console: Console, make_run: Callable[[Tell], Awaitable[T]]
) -> T:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        tasks = {
            what: progress.add_task(what, total=total) for what, total in awaited.items() if total
        }

        def tell(what: str) -> None:
            if what in tasks:
                progress.advance(tasks[what])

        return await make_run(tell)


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, soft_wrap=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.chaos",
        description="Kill bots while people ask, and count what is lost or said twice.",
    )
    usual = Options()
    parser.add_argument("--questions", type=int, default=usual.questions)
    parser.add_argument("--kills", type=int, default=usual.kills)
    parser.add_argument("--pauses", type=int, default=usual.pauses)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--store", choices=("sqlite", "postgres"), default=usual.store)
    parser.add_argument("--replicas", type=int, default=usual.replicas)
    parser.add_argument("--faults", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--quiet", type=float, default=usual.quiet_s, metavar="S")
    parser.add_argument("--patience", type=float, default=usual.patience_s, metavar="S")
    parser.add_argument("--folder", type=Path, help="where the bots' data and logs stay")
    parser.add_argument(
        "--failpoints",
        action="store_true",
        help="instead of at random, die at every failpoint in turn",
    )
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of the bots"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
