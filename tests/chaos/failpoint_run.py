"""A run through the failpoints: at each a bot dies while people ask, and starts again."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.chaos.bots import Bot, running
from tests.chaos.failpoints import FAILPOINTS
from tests.chaos.judge import Verdict
from tests.chaos.people import People, Tell, slack
from tests.chaos.plan import Ask
from tests.chaos.run import Options, Result
from tests.chaos.scripted_model import word
from tests.playground.control_client import ControlClient

_SETTINGS = {"TERMWISE_LEASE_S": "2", "TERMWISE_SWEEP_S": "1"}
_SECONDS_PER_TOKEN = 0.025  # so that a stream is appended to more than once
_REACHED_S = 30.0  # a failpoint that was not hit by then is not hit
_ANSWERED_S = 15.0  # what is not answered by then is for the end's judge
_POLL_S = 0.05
_EDITED_S = 0.7  # in the midst of an answer
_LEFT_BEHIND = "after:chat.startStream"  # dying there leaves something to delete and to sweep

_NO_STREAMS = {"kind": "error", "method": "chat.startStream", "error": "not_allowed_token_type"}
_POSTING = ("chat.postMessage", "chat.update")
_AFTER_A_CRASH = ("chat.delete", "Leases.lease_sweep", "Leases.swept")
_AFTER_AN_EDIT = ("Leases.hand_back",)


@dataclass(frozen=True, slots=True)
class Death:
    """A failpoint, and how often it is passed alive before."""

    failpoint: str
    skip: int

    @property
    def step(self) -> str:
        """The failpoint without its ``before`` or ``after``."""
        return self.failpoint.split(":")[1]


@dataclass(slots=True)
class Reached:
    """How the deaths of a run went.

    Attributes:
        result: what became of the questions.
        hit: the failpoints at which a bot died.
        missed: the deaths that never came.
    """

    result: Result
    hit: set[str] = field(default_factory=set)
    missed: list[Death] = field(default_factory=list)


def deaths(skips: Sequence[int]) -> list[Death]:
    """Every failpoint once for each number of times that it is passed alive."""
    return [Death(failpoint, skip) for skip in skips for failpoint in FAILPOINTS]


async def run_failpoints(
    options: Options, planned: Sequence[Death], folder: Path, urls: Sequence[str], tell: Tell
) -> Reached:
    """Die all the planned deaths, in several workspaces at once.

    Args:
        options: what kind of run; the numbers of questions and kills do not count.
        planned: the deaths.
        folder: for the bots' data.
        urls: the database of each workspace; an empty one stands for a SQLite file.
        tell: told ``asked``, ``killed`` or ``settled`` as it happens.
    """
    scenes = await asyncio.gather(
        *(
            _scene(options, planned[n :: len(urls)], folder / f"bot{n}", url, tell)
            for n, url in enumerate(urls)
        )
    )
    done = [scene.result for scene in scenes]
    verdict = Verdict(
        [finding for one in done for finding in one.verdict.findings],
        sum(one.verdict.apologies for one in done),
    )
    total = replace(
        options,
        questions=sum(one.options.questions for one in done),
        kills=sum(one.options.kills for one in done),
    )
    tell("settled")
    return Reached(
        Result(total, verdict, sum(one.deaths for one in done)),
        set().union(*(scene.hit for scene in scenes)),
        [death for scene in scenes for death in scene.missed],
    )


async def _scene(
    options: Options, planned: Sequence[Death], folder: Path, url: str, tell: Tell
) -> Reached:
    async with slack() as (control, environment):
        environment |= {**_SETTINGS, **options.settings}
        if url:
            environment["TERMWISE_DATABASE_URL"] = url
        bot = Bot(folder, environment, ("--seconds-per-token", str(_SECONDS_PER_TOKEN)))
        async with running([bot]):
            scene = _Scene(control, bot, People(control, tell), tell)
            for death in planned:
                await scene.play(death)
            verdict = await scene.people.settled(
                options.quiet_s, options.patience_s, options.longest_s
            )
        asked = replace(options, questions=len(scene.people.asked), kills=bot.crashes)
        return Reached(Result(asked, verdict, bot.deaths), scene.hit, scene.missed)


class _Scene:
    """One workspace, in which the same bot dies again and again."""

    def __init__(self, control: ControlClient, bot: Bot, people: People, tell: Tell) -> None:
        self.people = people
        self.hit: set[str] = set()
        self.missed: list[Death] = []
        self._control = control
        self._bot = bot
        self._tell = tell
        self._numbers = itertools.count()

    async def play(self, death: Death) -> None:
        """Bring about what leads to a failpoint, and see the bot through its death there."""
        rules = [_NO_STREAMS] if death.step in _POSTING else []
        await self._control.post("faults", rules=rules)
        crashes = self._bot.crashes + 1
        if death.step in _AFTER_A_CRASH:
            crashes += 1
            self._bot.arm_next(death.failpoint, death.skip)
            await self._bot.arm(_LEFT_BEHIND, death.skip)
        else:
            await self._bot.arm(death.failpoint, death.skip)
        asks = self._asks(death.skip)
        await self.people.ask(asks)
        if death.step in _AFTER_AN_EDIT:
            await asyncio.sleep(_EDITED_S)
            await self.people.edit(asks)
        await self._see(death, crashes)

    async def _see(self, death: Death, crashes: int) -> None:
        if await self._crashed(crashes):
            self.hit.add(death.failpoint)
            self._tell("killed")
        else:
            self.missed.append(death)
            await self._bot.kill()  # it is armed still
        await self._bot.ready()
        # One after the other: a question that many deaths strike is answered by an apology.
        await self.people.settled(quiet_s=0.0, patience_s=_ANSWERED_S, longest_s=_ANSWERED_S)

    async def _crashed(self, crashes: int) -> bool:
        try:
            async with asyncio.timeout(_REACHED_S):
                while self._bot.crashes < crashes:
                    await asyncio.sleep(_POLL_S)
        except TimeoutError:
            return False
        return True

    def _asks(self, skip: int) -> list[Ask]:
        """Questions in two or three threads, as many as it takes, and one more in the first."""
        where = ("U0ALICE", "C0GENERAL"), ("U0LILEI", "G0DEALROOM"), ("U0HANMEI", "D0HANMEI")
        first, *others = [self._ask(user, channel) for user, channel in where[: max(2, skip + 1)]]
        return [first, *others, self._ask("U0LILEI", first.channel, first.word)]

    def _ask(self, user: str, channel: str, follows: str | None = None) -> Ask:
        named = word(next(self._numbers))
        text = f"@termwise Tell me about {named}, please."
        return Ask(named, user, channel, text, follows, pause=0.0)
