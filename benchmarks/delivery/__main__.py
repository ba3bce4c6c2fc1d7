"""``python -m benchmarks.delivery``: a table, and all figures as JSON in the last line.

The bot runs as a process of its own with a scripted model; everything else of it is real. What it
does is judged by what the Slack stand-in, in this process, saw of it. A full run takes about five
minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table

from benchmarks.delivery.acks import acks
from benchmarks.delivery.fairness import fairness
from benchmarks.delivery.figures import Figures, Tell
from benchmarks.delivery.overload import overload
from benchmarks.delivery.plan import Plan, quick
from benchmarks.delivery.stops import stops

_GOALS = {
    "ack_p99_ms": 250.0,
    "ack_max_ms": 2500.0,
    "acks_missing": 0.0,
    "overload_refusal_p99_s": 3.0,
    "beside_crowd_refusal_p99_s": 3.0,
    "silent": 0.0,
    "fairness_ratio": 2.0,
    "stop_max_s": 1.0,
    "later_appends": 0.0,
}
_PARTS: dict[str, Callable[[Plan, Tell], Awaitable[Figures]]] = {
    "acks": acks,
    "overload": overload,
    "fairness": fairness,
    "stops": stops,
}


def main() -> None:
    """Measure all parts, or those asked for, one after the other."""
    options = _options()
    plan = quick(options.store)
    if not options.quick:
        plan = replace(Plan(), seconds=options.seconds, rate=options.rate, store=options.store)
    console = Console(stderr=True)
    figures = asyncio.run(_measured(plan, options.parts, console))
    console.print(_table(figures))
    print(json.dumps(figures))


async def _measured(plan: Plan, parts: list[str], console: Console) -> Figures:
    figures: Figures = {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        for part in parts:
            task = progress.add_task(part, total=None)

            def tell(what: str, done: int, total: int, task: TaskID = task) -> None:
                progress.update(task, description=what, completed=done, total=total)

            figures |= await _PARTS[part](plan, tell)
            progress.stop_task(task)
    return figures


def _table(figures: Figures) -> Table:
    table = Table("measure", "goal", "measured")
    for name, figure in figures.items():
        goal = f"<= {_GOALS[name]:g}" if name in _GOALS else ""
        table.add_row(name, goal, f"{figure:g}")
    return table


def _options() -> argparse.Namespace:
    usual = Plan()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.delivery", description=__doc__)
    parser.add_argument("--seconds", type=float, default=usual.seconds)
    parser.add_argument("--rate", type=float, default=usual.rate, help="messages a second")
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default=usual.store)
    parser.add_argument("--quick", action="store_true", help="show that it works, in seconds")
    parser.add_argument("--parts", nargs="+", choices=_PARTS, default=list(_PARTS))
    return parser.parse_args()


if __name__ == "__main__":
    main()
