"""How long ``/term`` takes from Enter to the card, with a large glossary and the whole bot."""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

import aiohttp
from rich.progress import track

from benchmarks.answer_path import instant_model
from benchmarks.terms.made_up import names
from bot.app import connect_slack, open_rooms
from bot.playground.slack import SlackStandIn
from bot.question import Term, language_of
from bot.settings import read_settings
from bot.terms.importing import import_terms
from conversation_store.database import Database
from conversation_store.term_changes import TermChanges

_CHANNEL, _USERS = "C0FINANCE", ("U0LILEI", "U0HANMEI", "U0ALICE")
_MISSPELLED = 10  # one look-up in so many


@dataclass(frozen=True, slots=True)
class SlashFigures:
    """Milliseconds from Enter until the card stands on the page."""

    terms: int
    p50_ms: float
    p99_ms: float
    misspelled_p99_ms: float


async def measure_slash(count: int, lookups: int = 400, seed: int = 1) -> SlashFigures:
    """Look terms up one after the other; one in ten is misspelled.

    Args:
        count: terms in the glossary.
        lookups: how many.
        seed: of what is looked up.
    """
    chance = random.Random(seed)  # noqa: S311 - it must be repeatable
    glossary = names(count)
    with tempfile.TemporaryDirectory() as folder:
        slack = SlackStandIn(rate_limits=False)
        await slack.start(port=0)
        settings = read_settings(
            model="demo",
            data_dir=Path(folder),
            glossaries=[],
            lookups_per_minute=0,
            slack_api_url=slack.api_url,
            slack_bot_token=slack.bot_token,
            slack_app_token=slack.app_token,
        )
        await _fill(settings.store_url, glossary)
        try:
            async with (
                open_rooms(settings, instant_model) as rooms,
                connect_slack(settings, rooms),
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout()) as http,
                http.get(f"{slack.url}/_control/events") as feed,
            ):
                person = _Person(slack.url, http, feed.content)
                await person.look_up(glossary[0], 0)
                right, wrong = [], []
                for number in track(range(lookups), "looking terms up", transient=True):
                    name = chance.choice(glossary)
                    if number % _MISSPELLED == 0:
                        wrong.append(await person.look_up(_misspelled(name, chance), number))
                    else:
                        right.append(await person.look_up(name, number))
        finally:
            await slack.stop()
    everything = quantiles(right + wrong, n=100, method="inclusive")
    slow = quantiles(wrong, n=100, method="inclusive")
    return SlashFigures(count, everything[49], everything[98], slow[98])


async def _fill(url: str, glossary: Sequence[str]) -> None:
    database = await Database.open(url)
    terms = (
        Term(
            concept=f"made-up-{number}",
            language=language_of(name),
            name=name,
            definition=f"{name} as it is defined in the made-up glossary, number {number}.",
            source="made up",
            field=f"field {number % 7}",
            related=(f"made-up-{number // 2}",),
        )
        for number, name in enumerate(glossary)
    )
    await import_terms(TermChanges(database), terms, who="benchmark", action="import")
    await database.close()


def _misspelled(name: str, chance: random.Random) -> str:
    place = chance.randrange(len(name))
    return f"{name[:place]}{name[place + 1 :]}q"


class _Person:
    """Somebody at the page, who waits for the card."""

    def __init__(self, url: str, http: aiohttp.ClientSession, feed: aiohttp.StreamReader) -> None:
        self._url = url
        self._http = http
        self._feed = feed

    async def look_up(self, name: str, number: int) -> float:
        user = _USERS[number % len(_USERS)]
        begun = time.perf_counter()
        command = {"channel": _CHANNEL, "user": user, "command": "/term", "text": name}
        async with self._http.post(f"{self._url}/_control/command", json=command) as answer:
            answer.raise_for_status()
        async for line in self._feed:
            if line.startswith(b"data:"):
                message = json.loads(line[5:]).get("message") or {}
                if message.get("visible_to") == user:
                    return (time.perf_counter() - begun) * 1000
        raise RuntimeError("the stand-in closed its feed")
