"""The bot as a process of its own, to be killed: all of it is real but the model.

Run as ``python -m tests.chaos.bot_process``; the environment holds Termwise's own settings. It
prints ``ready`` once it is connected, and ends on SIGTERM or with whoever holds its standard input.
A line such as ``after:chat.startStream 2`` on its standard input arms a failpoint from then on.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

from bot import logs
from bot.app import connect_slack, open_rooms
from bot.data_folder import owned
from bot.engines import LoadedModel
from bot.settings import Settings, read_settings
from tests.chaos.failpoints import FAILPOINTS, arm
from tests.chaos.scripted_model import NamingRunner, chat_tokenizer


def main() -> int:
    """Be a bot until told to end; the exit code says whether it ended well."""
    parser = argparse.ArgumentParser(description="A bot with a scripted model.")
    parser.add_argument("--seconds-per-token", type=float, default=0.02)
    parser.add_argument("--failpoint", choices=FAILPOINTS, help="where to die")
    parser.add_argument("--skip", type=int, default=0, help="how often to pass there alive")
    arguments = parser.parse_args()
    if arguments.failpoint:
        arm(arguments.failpoint, arguments.skip)

    def load(_: Settings) -> LoadedModel:
        return LoadedModel(NamingRunner(arguments.seconds_per_token), chat_tokenizer(), "scripted")

    async def serve() -> int:
        async with open_rooms(settings, load) as rooms, connect_slack(settings, rooms):
            await _until_ended(rooms.broken)
        return int(rooms.broken.is_set())

    settings = read_settings()
    logs.configure(settings.log_level, settings.data_dir / "logs")
    with owned(settings.data_dir):
        return asyncio.run(serve())


async def _until_ended(broken: asyncio.Event) -> None:
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)

    def hear() -> None:
        if line := sys.stdin.readline():
            failpoint, skip = line.split()
            arm(failpoint, int(skip))
        else:  # a killed harness leaves no bots
            ended.set()

    loop.add_reader(sys.stdin.fileno(), hear)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    waiting = [asyncio.create_task(event.wait()) for event in (ended, broken)]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    loop.remove_reader(sys.stdin.fileno())
    for task in waiting:
        task.cancel()


if __name__ == "__main__":
    sys.exit(main())
