"""Own overhead per question: event in to first word on Slack, the engine excluded.

Everything is real but the model: the Slack stand-in over HTTP and Socket Mode, the inbox and the
history on a SQLite file, the glossary, the prompt with the demo model's tokenizer, the answer
cache. The model is replaced by one that answers at once, so what is left is our own time. It
includes the stand-in's own work for the event and for the first write.

    python -m benchmarks.answer_path [--questions 40] [--threads 10,100,1000]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Collection
from pathlib import Path
from typing import Any

import aiohttp
import structlog
from rich.progress import track

from bot.app import connect_slack, open_rooms
from bot.engines import LoadedModel
from bot.llm.scheduler import Batch
from bot.llm.sequence import Sequence
from bot.llm.tokenizer import ChatTokenizer
from bot.playground.slack import SlackStandIn
from bot.settings import Settings, read_settings
from conversation_store.database import Database
from conversation_store.threads import Message, ThreadKey, Threads

TEAM, CHANNEL, USER = "T0PLAY", "C0FINANCE", "U0LILEI"
TURNS = 4  # in each stored thread


class InstantRunner:
    """Answers with the prompt's own first tokens, without a model."""

    context_tokens = 8192
    end_tokens = frozenset([-1])
    num_blocks = 8192
    block_size = 16
    adapter_names: Collection[str] = ()

    def run(self, batch: Batch) -> dict[Sequence, int]:
        """A few tokens, each at once, and the end."""
        return {
            one: one.token_ids[one.num_generated_tokens] if one.num_generated_tokens < 8 else -1
            for _, one in batch.choosing()
        }

    def forget(self, sequence: Sequence) -> None:
        """Nothing is kept."""

    def load_adapter(self, name: str, folder: Path) -> None:
        """Every adapter is as good as none."""
        self.adapter_names = (*self.adapter_names, name)

    def recover(self) -> None:
        """Nothing fails."""


def instant_model(settings: Settings) -> LoadedModel:
    """The demo model's tokenizer with no model behind it."""
    return LoadedModel(InstantRunner(), ChatTokenizer.load(Path(settings.model)), "instant")


async def store_threads(settings: Settings, count: int) -> None:
    """Fill the store with ``count`` threads, as a team that has used the bot for a while."""
    database = await Database.open(settings.store_url)
    threads = Threads(database)
    for number in track(range(count), f"storing {count} threads", transient=True):
        key = ThreadKey(TEAM, CHANNEL, f"{1_600_000_000 + number}.000100")
        for turn in range(TURNS):
            ts = f"{1_600_000_000 + number}.{turn + 2:06d}"
            question = Message("user", f"第{turn}问：市盈率和净资产收益率有什么区别？", ts)
            answer = Message("assistant", "市盈率是股价与每股收益之比。" * 10, ts)
            await threads.save_turn(key, question, answer, USER)
    await database.close()


class Person:
    """Somebody at the page, who notes when the first word of an answer comes."""

    def __init__(self, url: str, http: aiohttp.ClientSession, feed: aiohttp.StreamReader) -> None:
        self._url = url
        self._http = http
        self._feed = feed
        self._next = 0.0

    async def ask(self, text: str) -> float:
        """Ask in the channel; milliseconds until the page shows the first word of the answer.

        At most once a second, which is what Slack allows an app to post in a channel.
        """
        await asyncio.sleep(max(0.0, self._next - time.perf_counter()))
        self._next = time.perf_counter() + 1.0
        begun = time.perf_counter()
        message = {"channel": CHANNEL, "user": USER, "text": text}
        async with self._http.post(f"{self._url}/_control/message", json=message) as answer:
            ts = (await answer.json())["ts"]
        took = 0.0
        async for event in self._events():
            if not took and _is_answer(event, ts):
                took = (time.perf_counter() - begun) * 1000
            # Up to the turn's end, so that one question's work does not weigh on the next.
            if _is_end(event, ts):
                return took
        raise RuntimeError("the stand-in closed its feed")

    async def _events(self) -> AsyncIterator[dict[str, Any]]:
        async for line in self._feed:
            if line.startswith(b"data:"):
                yield json.loads(line[5:])


def _is_answer(event: dict[str, Any], ts: str) -> bool:
    message = event.get("message") or {}
    return bool(message.get("bot_id")) and message.get("thread_ts") == ts


def _is_end(event: dict[str, Any], ts: str) -> bool:
    return (event["type"], event.get("status"), event.get("thread_ts")) == ("session", "active", ts)


def percentile(samples: list[float], share: int) -> float:
    """The value that ``share`` percent of the samples do not exceed."""
    return statistics.quantiles(samples, n=100, method="inclusive")[share - 1]


async def measure(stored: int, questions: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each new question, and of each one asked again, beside stored threads."""
    with tempfile.TemporaryDirectory() as folder:
        slack = SlackStandIn(rate_limits=False)
        await slack.start(port=0)
        settings = read_settings(
            model="demo",
            data_dir=Path(folder),
            slack_api_url=slack.api_url,
            slack_bot_token=slack.bot_token,
            slack_app_token=slack.app_token,
        )
        await store_threads(settings, stored)
        try:
            async with (
                open_rooms(settings, instant_model) as rooms,
                connect_slack(settings, rooms),
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout()) as http,
                http.get(f"{slack.url}/_control/events") as feed,
            ):
                person = Person(slack.url, http, feed.content)
                texts = [f"@termwise 第{n}问：什么是市盈率？" for n in range(questions)]
                await person.ask("@termwise 预热")
                label = f"{stored} threads stored"
                new = [await person.ask(text) for text in track(texts, f"{label}: new")]
                again = [await person.ask(text) for text in track(texts, f"{label}: again")]
                return new, again
        finally:
            await slack.stop()


def main() -> None:
    """Measure beside each number of stored threads and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--threads", default="10,100,1000")
    options = parser.parse_args()
    counts = [int(count) for count in options.threads.split(",")]
    logging.basicConfig(level=logging.WARNING)
    structlog.configure(logger_factory=structlog.stdlib.LoggerFactory())
    print("stored threads   new p50   new p95   cached p50   cached p95   (ms)")
    p95: dict[int, float] = {}
    everything: list[float] = []
    cached: list[float] = []
    for count in counts:
        new, again = asyncio.run(measure(count, options.questions))
        p95[count] = percentile(new, 95)
        everything += new
        cached += again
        figures = [percentile(s, share) for s in (new, again) for share in (50, 95)]
        print(f"{count:14d}" + "".join(f"{figure:10.1f}" for figure in figures))
    result = {
        "overhead_p50_ms": round(percentile(everything, 50), 2),
        "overhead_p95_ms": round(percentile(everything, 95), 2),
        "overhead_p95_ms_1000_threads": round(p95[counts[-1]], 2),
        "cache_hit_p95_ms": round(percentile(cached, 95), 2),
        "overhead_p95_ms_by_threads": {str(count): round(p95[count], 2) for count in counts},
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
