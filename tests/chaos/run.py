"""One run: people ask, bots are killed, and when all is quiet the judge reads what there is."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tests.chaos.bots import Bot, running
from tests.chaos.faults import mix
from tests.chaos.judge import Verdict
from tests.chaos.people import People, Tell, slack
from tests.chaos.plan import Kill, Pause, Round, make_plan

Store = Literal["sqlite", "postgres"]

# So that what a dead bot held, and what lands late, need not be waited for.
_QUICK = {"TERMWISE_LEASE_S": "2", "TERMWISE_SWEEP_S": "3"}


@dataclass(frozen=True, slots=True)
class Options:
    """What kind of run it is.

    Attributes:
        pauses: how often a bot stands still for longer than its lease.
        faults: whether Slack errs, too.
        late_landings: whether its errors include calls that are carried out a second after they
            broke: only a sweep that comes long after the answer finds those.
        settings: further environment variables of the bots.
        quiet_s: how long nothing may have changed before a clean history counts as final; it
            must be longer than the product takes to mend what a dead bot left.
        patience_s: likewise for a history that is not clean: something may still come.
        longest_s: when to judge at the latest, counted from the last question.
    """

    questions: int = 30
    kills: int = 5
    pauses: int = 0
    seed: int = 1
    store: Store = "sqlite"
    replicas: int = 1
    faults: bool = True
    late_landings: bool = True
    settings: Mapping[str, str] = field(default_factory=dict)
    quiet_s: float = 5.0
    patience_s: float = 80.0
    longest_s: float = 240.0


@dataclass(frozen=True, slots=True)
class Result:
    """How a run ended."""

    options: Options
    verdict: Verdict
    deaths: int

    @property
    def is_clean(self) -> bool:
        """Whether every question has its one answer."""
        return not self.verdict.findings

    def figures(self) -> dict[str, Any]:
        """What is to be said of it; ``duplicated`` includes ``unfinished``."""
        kinds, options = Counter(finding.kind for finding in self.verdict.findings), self.options
        return {
            "questions": options.questions,
            "kills": options.kills,
            "pauses": options.pauses,
            "lost": kinds["lost"],
            "duplicated": kinds["doubled"] + kinds["unfinished"],
            "unfinished": kinds["unfinished"],
            "silent": kinds["silent"],
            "apologies": self.verdict.apologies,
            "deaths": self.deaths,
            "seed": options.seed,
            "store": options.store,
            "replicas": options.replicas,
            "faults": options.faults,
        }


async def run(
    options: Options, folder: Path, database_url: str = "", tell: Tell = lambda _: None
) -> Result:
    """Make one run.

    Args:
        options: what kind of run.
        folder: for the bots' data, one folder for each; they stay, with their logs.
        database_url: the PostgreSQL database that the bots share; empty for a SQLite file.
        tell: told ``asked``, ``killed``, ``paused`` or ``settled`` as it happens.

    Raises:
        ExceptionGroup: a bot does not start any more.
        RuntimeError: a bot did not end well on SIGTERM.
    """
    if options.replicas > 1 and not database_url:
        raise ValueError("several replicas need one PostgreSQL database")
    async with slack() as (control, environment):
        if database_url:
            environment["TERMWISE_DATABASE_URL"] = database_url
        environment |= {**_QUICK, **options.settings}
        bots = [Bot(folder / f"bot{n}", environment) for n in range(options.replicas)]
        if options.faults:
            await control.post("faults", **mix(options.seed, late_landings=options.late_landings))
        async with running(bots):
            people = People(control, tell)
            lease_s = float(environment["TERMWISE_LEASE_S"])
            for part in _plan(options):
                await _play(part, people, bots, lease_s, tell)
            await asyncio.gather(*(bot.ready() for bot in bots))
            verdict = await people.settled(options.quiet_s, options.patience_s, options.longest_s)
            tell("settled")
            if verdict.findings:  # what the threads show, and which calls made it so
                shown = {"shown": (await people.verdict())[1], "calls": await control.get("log")}
                await asyncio.to_thread((folder / "slack.json").write_text, json.dumps(shown))
        return Result(options, verdict, sum(bot.deaths for bot in bots))


def _plan(options: Options) -> list[Round]:
    return make_plan(
        options.questions, options.kills, options.replicas, options.seed, options.pauses
    )


async def _play(part: Round, people: People, bots: list[Bot], lease_s: float, tell: Tell) -> None:
    async with asyncio.TaskGroup() as together:
        together.create_task(people.ask(part.asks))
        if isinstance(part.blow, Kill):
            together.create_task(_kill(part.blow, bots[part.blow.replica], tell))
        elif part.blow:
            together.create_task(_pause(part.blow, bots[part.blow.replica], lease_s, tell))


async def _pause(pause: Pause, bot: Bot, lease_s: float, tell: Tell) -> None:
    await asyncio.sleep(pause.after)
    await bot.pause(pause.leases * lease_s)
    tell("paused")


async def _kill(kill: Kill, bot: Bot, tell: Tell) -> None:
    if kill.when_ready:
        await bot.ready()
    await asyncio.sleep(kill.after)
    await bot.kill()
    tell("killed")
