"""Blocks of the key-value pool: who holds which, and which can be shared or given away.

A block holds the keys and values of ``block_size`` tokens in every layer. A block that is full
gets a hash chained to the hash of the block before it, so that equal hashes mean equal beginnings:
a sequence that begins like an earlier one takes the earlier one's blocks (prefix caching, as in
vLLM). The chain begins with a salt, so that no workspace can probe another's cache.

A block nobody holds stays in the cache until its room is needed. Then the one that was used longest
ago goes first, where a block counts as older the more blocks precede it: a beginning is of use
without its end, but not the other way round. Plain LRU keeps nothing at all when slightly more
threads take turns than the pool holds, because each turn evicts the thread whose turn comes
next; so each loses a part of its end.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from heapq import heapify, heappop, heappush

BlockHash = bytes

_DIGEST_BYTES = 16
_OUTDATED = 4  # entries of the heap for each block before it is made anew
_DEPTH_WEIGHT = 32  # by so many uses of a block each block counts as older than the one before it


@dataclass(slots=True)
class BlockTable:
    """The blocks that one sequence holds, in the order of its tokens.

    Attributes:
        blocks: their numbers in the pool.
        hashes: of the full ones, chained; never longer than ``blocks``.
        root: where the chain begins: equal for those who may share blocks.
    """

    root: BlockHash
    blocks: list[int] = field(default_factory=list)
    hashes: list[BlockHash] = field(default_factory=list)


class BlockManager:
    """Allocates, shares and evicts the blocks of one pool."""

    def __init__(self, num_blocks: int, block_size: int) -> None:
        """Manage ``num_blocks`` blocks of ``block_size`` tokens each, all free at first."""
        self.num_blocks = num_blocks
        self.block_size = block_size
        self._free = list(range(num_blocks))
        self._evictable: dict[int, int] = {}  # blocks by when they count as last used
        self._by_age: list[tuple[int, int]] = []  # a heap of the same; what is outdated is skipped
        self._clock = 0  # blocks given back so far
        self._ref_counts: dict[int, int] = {}
        self._hash_of: dict[int, BlockHash] = {}
        self._block_of: dict[BlockHash, int] = {}

    @property
    def num_free_blocks(self) -> int:
        """Blocks that nobody holds, those with something worth keeping among them."""
        return len(self._free) + len(self._evictable)

    def open(self, salt: str, token_ids: Sequence[int]) -> BlockTable:
        """A table for a new sequence, holding what is cached of its beginning.

        Args:
            salt: only sequences of one salt share blocks.
            token_ids: all its tokens so far. The last is never taken from the cache, because
                somebody must compute what follows it.
        """
        table = BlockTable(_digest(salt.encode()))
        for block_hash in self._hashes(table, token_ids, (len(token_ids) - 1) // self.block_size):
            block = self._block_of.get(block_hash)
            if block is None:
                break
            self._hold(block)
            table.blocks.append(block)
            table.hashes.append(block_hash)
        return table

    def reserve(self, table: BlockTable, num_tokens: int) -> bool:
        """Let a table have room for its first ``num_tokens`` tokens, or change nothing.

        Returns:
            Whether there was room enough.
        """
        if not self.has_room(table, num_tokens):
            return False
        table.blocks += [self._take() for _ in range(self._missing(table, num_tokens))]
        return True

    def has_room(self, table: BlockTable, num_tokens: int) -> bool:
        """Whether a table could have room for its first ``num_tokens`` tokens."""
        return self._missing(table, num_tokens) <= self.num_free_blocks

    def commit(self, table: BlockTable, token_ids: Sequence[int], num_computed: int) -> None:
        """Let others share the blocks that the first ``num_computed`` tokens fill.

        Where somebody else computed an equal block before, theirs stays the one to share.
        """
        for block_hash in self._hashes(table, token_ids, num_computed // self.block_size):
            block = table.blocks[len(table.hashes)]
            table.hashes.append(block_hash)
            if block_hash not in self._block_of:
                self._block_of[block_hash] = block
                self._hash_of[block] = block_hash

    def release(self, table: BlockTable) -> None:
        """Give back all that a table holds: the only way out for a block."""
        self._clock += len(table.blocks)
        for depth, block in enumerate(table.blocks):
            self._ref_counts[block] -= 1
            if not self._ref_counts[block]:
                del self._ref_counts[block]
                if block in self._hash_of:
                    age = self._evictable[block] = self._clock - _DEPTH_WEIGHT * depth
                    heappush(self._by_age, (age, block))
                else:
                    self._free.append(block)
        table.blocks.clear()
        table.hashes.clear()
        if len(self._by_age) > _OUTDATED * self.num_blocks:
            self._by_age = [(age, block) for block, age in self._evictable.items()]
            heapify(self._by_age)

    def check_integrity(self, tables: Iterable[BlockTable]) -> None:
        """Check that every block is in exactly one place.

        Args:
            tables: all there are.

        Raises:
            RuntimeError: a block is lost, or is held more or less often than counted.
        """
        held: dict[int, int] = {}
        for table in tables:
            for block in table.blocks:
                held[block] = held.get(block, 0) + 1
        places = [*self._free, *self._evictable, *held]
        if held != self._ref_counts or sorted(places) != list(range(self.num_blocks)):
            raise RuntimeError("the blocks of the key-value pool do not add up")
        if {block: own for own, block in self._block_of.items()} != self._hash_of:
            raise RuntimeError("the hashes of the key-value pool do not add up")
        if any(block in self._hash_of for block in self._free):
            raise RuntimeError("a free block of the key-value pool still has a hash")

    def _hashes(
        self, table: BlockTable, token_ids: Sequence[int], full: int
    ) -> Iterator[BlockHash]:
        """The hashes of the full blocks that ``table`` has none of yet."""
        parent = table.hashes[-1] if table.hashes else table.root
        for place in range(len(table.hashes), full):
            tokens = token_ids[place * self.block_size : (place + 1) * self.block_size]
            parent = _digest(parent + array("q", tokens).tobytes())
            yield parent

    def _missing(self, table: BlockTable, num_tokens: int) -> int:
        return -(-num_tokens // self.block_size) - len(table.blocks)

    def _hold(self, block: int) -> None:
        self._evictable.pop(block, None)
        self._ref_counts[block] = self._ref_counts.get(block, 0) + 1

    def _take(self) -> int:
        if self._free:
            block = self._free.pop()
        else:
            block = self._oldest()
            del self._evictable[block]
            del self._block_of[self._hash_of.pop(block)]
        self._ref_counts[block] = 1
        return block

    def _oldest(self) -> int:
        """The block to give up, taken from the heap."""
        while True:
            age, block = heappop(self._by_age)
            if self._evictable.get(block) == age:
                return block


def _digest(content: bytes) -> BlockHash:
    return blake2b(content, digest_size=_DIGEST_BYTES).digest()
