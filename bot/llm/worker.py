"""The engine's thread: takes sequences in, runs step after step, reports each token.

Every sequence gets exactly one ending, whatever happens to it: a finish reason or an error. What
goes wrong in a step is tried again, each sequence of that step by itself, so that one that cannot
be computed does not take the others with it.
"""

from __future__ import annotations

import itertools
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import structlog

from bot.errors import EngineError
from bot.llm.kv_cache import BlockManager
from bot.llm.listeners import LeaveReason, Listener, Listeners
from bot.llm.runner import Runner
from bot.llm.scheduler import Batch, Scheduler
from bot.llm.sequence import FinishReason, Sequence
from bot.metrics import EngineMetrics

T = TypeVar("T")

log = structlog.get_logger(__name__)

_ATTEMPTS = 3  # at one token, and at running at all
_LAST_STEP_S = 10.0  # is waited for at least when the engine is closed
_HOPELESS = 5.0  # so many times the limit: a step that takes longer never ends


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the engine takes on.

    Attributes:
        max_num_seqs: sequences that run at once.
        max_num_batched_tokens: tokens computed in a step.
        max_waiting: sequences that wait, beyond those that run.
        step_timeout_s: a step that takes longer hangs.
    """

    max_num_seqs: int = 16
    max_num_batched_tokens: int = 512
    max_waiting: int = 256
    step_timeout_s: float = 60.0


class Worker:
    """Owns the scheduler and the runner; all that touches them happens in its thread."""

    def __init__(
        self,
        runner: Runner,
        limits: Limits,
        metrics: EngineMetrics,
        on_broken: Callable[[], object] = lambda: None,
    ) -> None:
        """Start the thread, and another that sees when it hangs.

        Args:
            runner: the model.
            limits: how much to take on.
            metrics: where to count.
            on_broken: called from another thread once nothing helps any more, as when a GPU
                takes no more orders from this process.
        """
        self._runner = runner
        self._limits = limits
        self._metrics = metrics
        self._on_broken = on_broken
        self._crashes = 0  # one after the other
        self._scheduler = self._new_scheduler()
        self._inbox: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._listeners = Listeners(metrics)
        self._arrivals = itertools.count(1)
        self._step_began: float | None = None
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)
        self._thread.start()
        threading.Thread(target=self._watch, name="engine-watchdog", daemon=True).start()

    def submit(self, sequence: Sequence, listener: Listener) -> None:
        """Take a sequence in.

        Args:
            sequence: to be continued.
            listener: called from another thread with each token, and at last with the ending.

        Raises:
            EngineError: too many wait, or the engine is closed or hangs.
        """
        if self._closed.is_set():
            raise EngineError("the engine is closed")
        if self._hangs():
            raise EngineError("the engine hangs: try again in a minute")
        if len(self._listeners) >= self._limits.max_num_seqs + self._limits.max_waiting:
            raise EngineError("too many questions wait already: try again in a minute")
        sequence.arrival = next(self._arrivals)
        sequence.arrived_s = time.monotonic()
        self._listeners.add(sequence, listener)
        self._inbox.put(partial(self._add, sequence))
        if self._closed.is_set():  # meanwhile; who closed may not have seen this listener
            self._listeners.end(sequence, EngineError("the engine is closed"))

    def read_ahead(self, sequence: Sequence) -> None:
        """Read a sequence once there is nothing to answer; nobody is told."""
        sequence.arrival = next(self._arrivals)
        self._inbox.put(partial(self._add, sequence))

    def cancel(self, sequence: Sequence, reason: LeaveReason = "cancelled") -> None:
        """Let a sequence go; its listener hears nothing more."""
        self._listeners.leave(sequence, reason)
        self._inbox.put(partial(self._drop, sequence))

    def call(self, work: Callable[[], T]) -> Future[T]:
        """Do something between two steps, such as loading an adapter.

        Raises:
            EngineError: the engine is closed.
        """
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(work())
            except Exception as error:  # it belongs to the caller
                future.set_exception(error)

        self._inbox.put(run)
        if self._closed.is_set():  # what came in before is done, see _run
            raise EngineError("the engine is closed")
        return future

    def check_integrity(self) -> int:
        """Check the pool between two steps; see ``Scheduler.check_integrity``."""
        return self.call(lambda: self._scheduler.check_integrity()).result()

    def close(self) -> None:
        """End all that runs or waits, and the thread with its present step."""
        self._closed.set()
        self._end_all(EngineError("the engine is closed"))
        # An interpreter that ends while another thread is within torch aborts the process.
        self._thread.join(max(self._limits.step_timeout_s, _LAST_STEP_S))

    def _run(self) -> None:
        while not self._closed.is_set():
            try:
                self._loop()
            except BaseException as error:  # whatever it was, those who wait must hear of it
                log.exception("the engine's thread failed and starts again")
                self._scheduler = self._new_scheduler()
                self._end_all(EngineError(f"the engine failed: {error!r}"))
                self._crashes += 1
                if self._crashes >= _ATTEMPTS:
                    self._give_up()
        self._take_in_waiting()

    def _loop(self) -> None:
        while not self._closed.is_set():
            self._take_in()
            self._end_late()
            batch = self._scheduler.schedule()
            if batch.sequences:
                self._step(batch)
            self._note_state()

    def _take_in(self) -> None:
        """All that came in; waits for something to come when there is nothing to do."""
        if not self._scheduler.has_work:
            self._inbox.get()()
        self._take_in_waiting()

    def _take_in_waiting(self) -> None:
        while True:
            try:
                self._inbox.get_nowait()()
            except queue.Empty:
                return

    def _add(self, sequence: Sequence) -> None:
        try:
            self._scheduler.add(sequence)
        except EngineError as error:
            self._end(sequence, error)

    def _step(self, batch: Batch) -> None:
        self._step_began = began = time.monotonic()
        try:
            chosen = self._runner.run(batch)
        except Exception as error:
            log.warning("a step failed", error=repr(error), sequences=len(batch.sequences))
            self._start_over(batch, error)
            return
        finally:
            self._step_began = None
        self._crashes = 0
        if not batch.sequences[0].only_read:
            self._metrics.batch_size.observe(len(batch.sequences))
            self._metrics.step.observe(time.monotonic() - began)
        self._scheduler.computed(batch)
        for sequence, token in chosen.items():
            self._advance(sequence, token)

    def _advance(self, sequence: Sequence, token: int) -> None:
        sequence.num_failures = 0
        if not sequence.num_generated_tokens:
            self._note_first_token(sequence)
        if token in self._runner.end_tokens:
            self._end(sequence, "finished")
            return
        sequence.token_ids.append(token)
        self._metrics.generated.inc()
        self._listeners.tell(sequence, token)
        if sequence.num_generated_tokens >= sequence.max_new_tokens:
            self._end(sequence, "length")

    def _start_over(self, batch: Batch, error: Exception) -> None:
        """Begin again with an empty pool; what failed too often ends."""
        for sequence in batch.sequences:
            sequence.num_failures += 1
            if sequence.num_failures >= _ATTEMPTS:
                self._end(sequence, EngineError(f"the model failed: {error}"))
        self._runner.recover()
        self._scheduler.reset(self._new_blocks())

    def _end_late(self) -> None:
        now = time.monotonic()
        for sequence in (*self._scheduler.running, *self._scheduler.waiting):
            if sequence.deadline <= now:
                self._end(sequence, "timed_out")

    def _end(self, sequence: Sequence, ending: FinishReason | EngineError) -> None:
        self._drop(sequence)
        self._listeners.end(sequence, ending)

    def _drop(self, sequence: Sequence) -> None:
        self._scheduler.finish(sequence)
        self._runner.forget(sequence)

    def _end_all(self, error: EngineError) -> None:
        for sequence in self._listeners.end_all(error):
            self._inbox.put(partial(self._drop, sequence))
        self._inbox.put(_nothing)  # wakes the thread, which may have to go

    def _watch(self) -> None:
        """See a step that hangs: nobody waits for it any longer than the limit."""
        while not self._closed.wait(min(1.0, self._limits.step_timeout_s / 4)):
            if self._hangs():
                self._end_all(EngineError("a step of the engine hangs: try again in a minute"))
            if self._hangs(_HOPELESS):
                self._give_up()
                return

    def _hangs(self, times: float = 1.0) -> bool:
        began = self._step_began
        limit_s = times * self._limits.step_timeout_s
        return began is not None and time.monotonic() - began > limit_s

    def _give_up(self) -> None:
        log.critical("the engine is broken: only another process can go on")
        self._on_broken()

    def _note_first_token(self, sequence: Sequence) -> None:
        self._metrics.first_token.observe(time.monotonic() - sequence.arrived_s)
        self._metrics.prompt.inc(sequence.num_prompt_tokens)
        self._metrics.cached.inc(sequence.num_cached_tokens or 0)

    def _note_state(self) -> None:
        self._metrics.running.set(sum(not one.only_read for one in self._scheduler.running))
        self._metrics.waiting.set(len(self._scheduler.waiting))
        self._metrics.blocks.set(self._runner.num_blocks)
        self._metrics.blocks_used.set(self._scheduler.num_blocks_used)
        self._metrics.preemptions.set(self._scheduler.num_preemptions)

    def _new_blocks(self) -> BlockManager:
        return BlockManager(self._runner.num_blocks, self._runner.block_size)

    def _new_scheduler(self) -> Scheduler:
        return Scheduler(
            self._new_blocks(),
            max_num_seqs=self._limits.max_num_seqs,
            max_num_batched_tokens=self._limits.max_num_batched_tokens,
        )


def _nothing() -> None:
    pass
