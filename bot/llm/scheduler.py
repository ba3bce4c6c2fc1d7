"""Decides, step by step, which sequences compute how many tokens.

Sequences that decode come first: everyone who reads an answer sees it go on. What room a step has
left is shared out evenly among those whose prompts are still being read, so that a short question
does not wait until a long prompt is through. A step runs one adapter, because the whole batch goes
through the same weights; adapters take turns. While there is nothing to answer, the beginnings of
prompts to come are read.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Iterator
from collections.abc import Sequence as Ordered
from dataclasses import dataclass, field

from bot.errors import EngineError
from bot.llm.kv_cache import BlockManager
from bot.llm.sequence import Sequence

_MAX_AHEAD = 64  # threads whose prompts are to be read; the oldest are forgotten
_AHEAD_SHARE = 0.25  # of a step's tokens, so that a question that comes meanwhile soon begins


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step computes.

    Attributes:
        sequences: those that take part, each with ``num_tokens`` tokens to compute.
        num_tokens: for each sequence, how many of its missing tokens.
        adapter: the adapter that all of them use.
    """

    sequences: list[Sequence] = field(default_factory=list)
    num_tokens: list[int] = field(default_factory=list)
    adapter: str | None = None

    def choosing(self) -> Iterator[tuple[int, Sequence]]:
        """Those that this step brings to their next token, with their places in the batch."""
        for place, (sequence, count) in enumerate(
            zip(self.sequences, self.num_tokens, strict=True)
        ):
            if count == sequence.num_missing_tokens and not sequence.only_read:
                yield place, sequence


class Scheduler:
    """Holds the sequences that wait and those that run."""

    def __init__(
        self, blocks: BlockManager, *, max_num_seqs: int, max_num_batched_tokens: int
    ) -> None:
        """Schedule over a pool of blocks.

        Args:
            blocks: the pool's.
            max_num_seqs: so many sequences run at once at most.
            max_num_batched_tokens: so many tokens are computed in a step at most, the share of
                a long prompt included (the size of a chunk); more than ``max_num_seqs``, or
                nothing would be left for prompts while all decode.
        """
        if max_num_batched_tokens <= max_num_seqs:
            raise ValueError("a step must have room for more tokens than sequences")
        self._blocks = blocks
        self._max_num_seqs = max_num_seqs
        self._max_num_batched_tokens = max_num_batched_tokens
        self._adapters: deque[str | None] = deque()  # the one whose turn is next comes first
        self._ahead: dict[str, Sequence] = {}  # by thread; what has waited longest comes first
        self.waiting: deque[Sequence] = deque()
        self.running: list[Sequence] = []  # the oldest first
        self.num_preemptions = 0

    @property
    def has_work(self) -> bool:
        """Whether any sequence waits or runs, or is to be read ahead."""
        return bool(self.waiting or self.running or self._ahead)

    @property
    def max_tokens(self) -> int:
        """The longest sequence that the pool has room for."""
        return self._blocks.num_blocks * self._blocks.block_size

    @property
    def num_blocks_used(self) -> int:
        """Blocks that a sequence holds."""
        return self._blocks.num_blocks - self._blocks.num_free_blocks

    def add(self, sequence: Sequence) -> None:
        """Let a sequence wait for its turn.

        Args:
            sequence: to be answered, or only to be read once nothing else is left to do.

        Raises:
            EngineError: its prompt is empty, or the pool could never hold it.
        """
        if not sequence.token_ids:
            raise EngineError("the prompt is empty")
        needed = sequence.num_prompt_tokens + sequence.max_new_tokens
        if needed > self.max_tokens:
            raise EngineError(
                f"the prompt and its answer need {needed} tokens, and the key-value pool holds "
                f"{self.max_tokens}: lower TERMWISE_CONTEXT_TOKENS, or enlarge the pool with "
                "TERMWISE_KV_CACHE_MB"
            )
        self._ahead.pop(sequence.thread, None)  # it reads the same or more
        if sequence.only_read:
            self._put_off(sequence)
        else:
            self.waiting.append(sequence)

    def schedule(self) -> Batch:
        """Choose what the next step computes; empty when there is nothing to do.

        Preempts the youngest sequences where the pool has no room for the next tokens of the
        older ones. One that was in a step that failed runs alone until it gets on.
        """
        self._read_ahead_or_not()
        self._admit()
        while self.running:
            batch = self._batch()
            if batch.sequences:
                return batch
        return Batch()  # at last all that ran had to give way

    def _batch(self) -> Batch:
        """Those of one adapter; empty when the last of them had to give way."""
        suspects = [one for one in self.running if one.num_failures]
        adapter = suspects[0].params.adapter if suspects else self._next_adapter()
        mine = suspects[:1] or [one for one in self.running if one.params.adapter == adapter]
        decoding = [one for one in mine if one.num_missing_tokens == 1 and self._make_room(one)]
        decoding = [one for one in decoding if one in self.running]  # nor preempted since
        reading = [one for one in mine if one.num_missing_tokens > 1 and one in self.running]
        tokens = self._max_num_batched_tokens
        if mine[0].only_read:
            tokens = max(int(tokens * _AHEAD_SHARE), 1)
        shares = _shares(reading, tokens - len(decoding))
        return Batch(
            [*decoding, *(one for one, _ in shares)],
            [*(1 for _ in decoding), *(share for _, share in shares)],
            adapter,
        )

    def computed(self, batch: Batch) -> None:
        """Note that a batch's tokens are in the pool, and let others share what is full."""
        for sequence, count in zip(batch.sequences, batch.num_tokens, strict=True):
            sequence.num_computed_tokens += count
            self._blocks.commit(sequence.table, sequence.token_ids, sequence.num_computed_tokens)
            if sequence.only_read and not sequence.num_missing_tokens:
                self.finish(sequence)

    def finish(self, sequence: Sequence) -> None:
        """Let a sequence go, whether it waits or runs; what it computed stays cached."""
        if sequence in self.running:
            self.running.remove(sequence)
            self._release(sequence)
        elif sequence in self.waiting:
            self.waiting.remove(sequence)

    def reset(self, blocks: BlockManager) -> None:
        """Begin again with another pool, in which nothing is computed yet."""
        self._blocks = blocks
        for sequence in self.running:
            sequence.block_table = None
            sequence.num_computed_tokens = 0
        everyone = sorted((*self.running, *self.waiting), key=lambda one: one.arrival)
        self.running, self.waiting = [], deque(one for one in everyone if not one.only_read)

    def check_integrity(self) -> int:
        """Check that no block is lost.

        Returns:
            How many blocks are held.

        Raises:
            RuntimeError: one is lost, or is held by two that do not share it.
        """
        self._blocks.check_integrity([one.table for one in self.running])
        return self.num_blocks_used

    def _read_ahead_or_not(self) -> None:
        """Begin to read ahead while nobody waits or runs; leave off as soon as somebody does."""
        reading = [one for one in self.running if one.only_read]
        if self.waiting:
            for sequence in reading:
                self.finish(sequence)  # what was read of it stays in the cache
                if all(sequence.thread != one.thread for one in self.waiting):
                    self._put_off(sequence)
        elif self._ahead and not self.running:
            self.waiting.append(self._ahead.pop(next(iter(self._ahead))))

    def _put_off(self, sequence: Sequence) -> None:
        self._ahead.setdefault(sequence.thread, sequence)
        if len(self._ahead) > _MAX_AHEAD:
            del self._ahead[next(iter(self._ahead))]

    def _admit(self) -> None:
        """Let those who wait run, in their order, while there is room for what they are now."""
        while self.waiting and len(self.running) < self._max_num_seqs:
            sequence = self.waiting[0]
            table = self._blocks.open(_salt(sequence), sequence.token_ids)
            needed = len(sequence.token_ids) + len(self.running) * self._blocks.block_size
            # A block to spare for each that runs, or the newcomer would soon be preempted again.
            if self.running and not self._blocks.has_room(table, needed):
                self._blocks.release(table)
                return
            sequence.num_computed_tokens = len(table.blocks) * self._blocks.block_size
            self._blocks.reserve(table, len(sequence.token_ids))
            self.waiting.popleft()
            sequence.block_table = table
            if sequence.num_cached_tokens is None:
                sequence.num_cached_tokens = sequence.num_computed_tokens
            insort(self.running, sequence, key=lambda one: one.arrival)

    def _next_adapter(self) -> str | None:
        """The adapter in use whose turn was longest ago."""
        in_use = {one.params.adapter for one in self.running}
        self._adapters += in_use.difference(self._adapters)
        for _ in range(len(self._adapters)):
            adapter = self._adapters.popleft()
            if adapter in in_use:
                self._adapters.append(adapter)
                return adapter
        return None

    def _make_room(self, sequence: Sequence) -> bool:
        """Give a sequence room for its last token, at the cost of the youngest if need be.

        Returns:
            Whether it still runs: it may be the youngest itself.
        """
        if sequence not in self.running:
            return False
        while not self._blocks.reserve(sequence.table, len(sequence.token_ids)):
            youngest = self.running.pop()
            self._release(youngest)
            youngest.num_preemptions += 1
            self.num_preemptions += 1
            self.waiting.appendleft(youngest)
            if youngest is sequence:
                return False
        return True

    def _release(self, sequence: Sequence) -> None:
        self._blocks.release(sequence.table)
        sequence.block_table = None
        sequence.num_computed_tokens = 0


def _shares(reading: Ordered[Sequence], tokens: int) -> list[tuple[Sequence, int]]:
    """Share out tokens evenly; what one does not need goes to those who need more."""
    shares: list[tuple[Sequence, int]] = []
    ordered = sorted(reading, key=lambda one: one.num_missing_tokens)
    for place, sequence in enumerate(ordered):
        share = min(sequence.num_missing_tokens, tokens // (len(ordered) - place))
        tokens -= share
        if share:
            shares.append((sequence, share))
    return shares


def _salt(sequence: Sequence) -> str:
    """What a sequence must have in common with another to share its blocks."""
    return f"{sequence.params.adapter or ''}\n{sequence.cache_salt}"
