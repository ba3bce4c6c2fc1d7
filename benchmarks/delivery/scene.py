"""A bot in a process of its own, in a workspace of many people, of which it sees Slack alone."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from aiohttp import ClientSession, ClientTimeout, TCPConnector

from benchmarks.delivery.plan import Plan, Store
from bot.playground.slack import SlackStandIn
from tests import postgres
from tests.chaos.bots import Bot, running
from tests.playground.control_client import ControlClient


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person may ask: a direct message, or a channel that they share with all."""

    channel: str
    user: str

    @property
    def is_im(self) -> bool:
        """Whether the bot is spoken to without a mention."""
        return self.channel.startswith("D")


class Scene:
    """One bot and those who ask it.

    Attributes:
        control: acts as they would.
        ims: everybody's own direct message.
        spots: as many places in the channels, in turn, each with another person.
        http: for what ``control`` does not offer.
        url: of the stand-in.
    """

    def __init__(
        self, http: ClientSession, url: str, bot: Bot, ims: list[Place], spots: list[Place]
    ) -> None:
        self.control = ControlClient(http, url)
        self.http = http
        self.url = url
        self.ims = ims
        self.spots = spots
        self._bot = bot

    @property
    def places(self) -> list[Place]:
        """Direct messages and channels in turn."""
        return [place for pair in zip(self.ims, self.spots, strict=True) for place in pair]

    def resident_bytes(self) -> int:
        """The memory that the bot's process has at present."""
        return int(psutil.Process(self._bot.pid).memory_info().rss)


@asynccontextmanager
async def scene(plan: Plan, **settings: float) -> AsyncIterator[Scene]:
    """Start a stand-in, a crowd and a bot with an empty store, for as long as the block runs.

    Args:
        plan: how large.
        settings: of the bot, by the names of ``Settings``.
    """
    with tempfile.TemporaryDirectory(prefix="termwise-bench-") as folder, _store(plan.store) as url:
        slack = SlackStandIn(rate_limits=False)
        await slack.start(port=0)
        environment = {
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "TERMWISE_DATABASE_URL": url,
            "TERMWISE_CONCURRENCY": str(plan.concurrency),
            "TERMWISE_MAX_NUM_SEQS": str(plan.concurrency),
            "TERMWISE_DRAIN_S": "0",  # what is left at the end is of no interest
            "TERMWISE_LOG_LEVEL": "WARNING",
            **{f"TERMWISE_{name.upper()}": str(value) for name, value in settings.items()},
        }
        pace = ("--seconds-per-token", str(plan.seconds_per_token))
        bot = Bot(Path(folder), environment, pace)
        http = ClientSession(connector=TCPConnector(limit=0), timeout=ClientTimeout(total=None))
        try:
            async with http, running([bot]):
                ims, spots = await _crowd(ControlClient(http, slack.url), plan)
                await bot.ready()
                yield Scene(http, slack.url, bot, ims, spots)
        finally:
            await slack.stop()


async def _crowd(control: ControlClient, plan: Plan) -> tuple[list[Place], list[Place]]:
    new = await control.post("grow", people=plan.people, channels=plan.channels)
    ims = [Place(*one) for one in zip(new["ims"], new["users"], strict=True)]
    in_turn = zip(itertools.cycle(new["channels"]), reversed(new["users"]), strict=False)
    return ims, [Place(*one) for one in in_turn]


@contextmanager
def _store(store: Store) -> Iterator[str]:
    """The URL of an empty database; none for a SQLite file in the bot's own folder."""
    with ExitStack() as stack:
        url = ""
        if store == "postgresql":
            server = stack.enter_context(postgres.server())
            if server is None:
                raise SystemExit(f"It {postgres.MISSING}.")
            url = stack.enter_context(postgres.new_database(server))
        yield url
