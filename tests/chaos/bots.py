"""The bots' processes: started, killed, and started again as a supervisor would."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

_PROJECT = Path(__file__).resolve().parents[2]
_OURS = ("TERMWISE_", "SLACK_")
_STARTING_S = 60.0
_ENDING_S = 40.0
_RESTART_S = 0.2  # so that a bot that cannot start does not take up the machine
_MOST_FAILURES = 3  # to start, one after the other


@dataclass(slots=True)
class _Life:
    """One process, from its start to its end."""

    process: Process
    ready: asyncio.Event = field(default_factory=asyncio.Event)
    killed: bool = False  # by us


class Bot:
    """One bot that is always running, with a data folder of its own.

    Args:
        folder: its data folder.
        settings: Termwise's environment variables; no others of them reach the process.
        arguments: of the process's command line.

    Attributes:
        deaths: how often its process ended although nobody asked it to.
        crashes: how often it killed itself, at a failpoint.
    """

    def __init__(
        self, folder: Path, settings: Mapping[str, str], arguments: Sequence[str] = ()
    ) -> None:
        self.deaths = 0
        self.crashes = 0
        self._next_failpoint: tuple[str, int] | None = None
        self._folder = folder
        self._arguments = arguments
        inherited = {name: value for name, value in os.environ.items() if not _is_ours(name)}
        own = {"PYTHONPATH": str(_PROJECT), "TERMWISE_DATA_DIR": str(folder)}
        self._environment = inherited | own | dict(settings)
        self._life: _Life | None = None
        self._ended = asyncio.Event()

    async def run(self) -> None:
        """Keep a process running until ``end``.

        Raises:
            RuntimeError: it does not start any more.
        """
        failures = 0
        while not self._ended.is_set():
            process = await self._start()
            life = self._life = _Life(process)
            if self._ended.is_set():  # meanwhile
                process.kill()
            if await _readline(process):
                life.ready.set()
                failures = 0
            code = await process.wait()
            if code == -signal.SIGKILL:
                self.crashes += not life.killed
            elif not self._ended.is_set():
                self.deaths += 1
                failures += 1
                if failures > _MOST_FAILURES:
                    raise RuntimeError(f"the bot does not start:\n{self.last_words()}")
                await asyncio.sleep(_RESTART_S)

    async def ready(self) -> None:
        """Wait until the present process is connected, or the one after it, if it dies first.

        Raises:
            TimeoutError: it never is.
        """
        async with asyncio.timeout(_STARTING_S):
            while not (self._life and self._life.ready.is_set() and _is_running(self._life)):
                await asyncio.sleep(0.01)

    async def kill(self) -> None:
        """Kill the present process with SIGKILL; the next one starts at once."""
        async with asyncio.timeout(_STARTING_S):
            while not (self._life and _is_running(self._life)):
                await asyncio.sleep(0.01)
        self._life.killed = True
        self._life.process.kill()
        await self._life.process.wait()

    async def pause(self, seconds: float) -> None:
        """Stop the present process and let it go on later, unless it is killed meanwhile."""
        await self.ready()
        assert self._life
        process = self._life.process
        process.send_signal(signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGCONT)

    async def arm(self, failpoint: str, skip: int) -> None:
        """Have the present process die at a failpoint that it has passed alive ``skip`` times."""
        await self.ready()
        assert self._life
        assert self._life.process.stdin
        self._life.process.stdin.write(f"{failpoint} {skip}\n".encode())

    def arm_next(self, failpoint: str, skip: int) -> None:
        """Have the process that is started next die there, be it while it starts."""
        self._next_failpoint = failpoint, skip

    async def end(self) -> int | None:
        """End it with SIGTERM; returns its exit code, None if it had to be killed."""
        self._ended.set()
        if self._life is None:
            return 0
        process = self._life.process
        if process.returncode is None:
            process.terminate()
        try:
            return await asyncio.wait_for(process.wait(), _ENDING_S)
        except TimeoutError:
            process.kill()
            await process.wait()
            return None

    @property
    def pid(self) -> int:
        """The present process's; there must be one."""
        assert self._life, "it runs"
        return self._life.process.pid

    def last_words(self) -> str:
        """The end of what it said on standard error."""
        return "".join(self._log.read_text("utf-8", "replace").splitlines(keepends=True)[-15:])

    @property
    def _log(self) -> Path:
        return self._folder / "stderr.log"

    async def _start(self) -> Process:
        self._folder.mkdir(parents=True, exist_ok=True)
        arguments = list(self._arguments)
        if self._next_failpoint:
            failpoint, skip = self._next_failpoint
            arguments += ["--failpoint", failpoint, "--skip", str(skip)]
            self._next_failpoint = None
        with self._log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.chaos.bot_process", *arguments),
                cwd=self._folder,  # where no .env file has a say
                env=self._environment,
                stdin=PIPE,
                stdout=PIPE,
                stderr=log,
            )


@asynccontextmanager
async def running(bots: list[Bot]) -> AsyncIterator[None]:
    """Keep bots running for as long as the block does; what ends badly raises.

    Raises:
        ExceptionGroup: a bot does not start any more.
        RuntimeError: it did not end well on SIGTERM.
    """
    codes: list[int | None] = []
    async with asyncio.TaskGroup() as keeping:
        for bot in bots:
            keeping.create_task(bot.run())
        try:
            yield
        finally:
            codes += await asyncio.gather(*(bot.end() for bot in bots))
    if any(codes):
        raise RuntimeError(f"exit codes after SIGTERM: {codes}\n{bots[0].last_words()}")
    if None in codes:
        raise RuntimeError(f"SIGTERM did not end a bot:\n{bots[0].last_words()}")


async def _readline(process: Process) -> bytes:
    assert process.stdout
    return await process.stdout.readline()


def _is_ours(name: str) -> bool:
    return name.startswith(_OURS)


def _is_running(life: _Life) -> bool:
    return life.process.returncode is None
