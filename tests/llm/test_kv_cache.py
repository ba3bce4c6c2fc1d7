"""Blocks of the key-value pool: held, shared, evicted."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.llm.kv_cache import BlockManager, BlockTable

SIZE = 4
LONG = list(range(100, 100 + 3 * SIZE))  # three full blocks


def computed(blocks: BlockManager, tokens: list[int], salt: str = "") -> BlockTable:
    table = blocks.open(salt, tokens)
    assert blocks.reserve(table, len(tokens))
    blocks.commit(table, tokens, len(tokens))
    return table


def cached(blocks: BlockManager, tokens: list[int]) -> int:
    """So many blocks of a beginning are there."""
    table = blocks.open("", [*tokens, 1])
    count = len(table.blocks)
    blocks.release(table)
    return count


def test_a_beginning_that_was_computed_before_is_taken_from_the_cache() -> None:
    blocks = BlockManager(8, SIZE)
    first = computed(blocks, LONG)
    second = blocks.open("", [*LONG, 1, 2])
    assert second.blocks == first.blocks
    assert blocks.num_free_blocks == 5


def test_the_last_token_is_never_taken_from_the_cache() -> None:
    blocks = BlockManager(8, SIZE)
    first = computed(blocks, LONG)
    assert blocks.open("", LONG).blocks == first.blocks[:2]


def test_a_beginning_counts_as_a_whole_and_not_by_its_blocks() -> None:
    blocks = BlockManager(8, SIZE)
    computed(blocks, LONG)
    assert blocks.open("", [*range(SIZE), *LONG[SIZE:], 1]).blocks == []


def test_another_salt_shares_nothing() -> None:
    blocks = BlockManager(8, SIZE)
    computed(blocks, LONG, salt="T1")
    assert blocks.open("T2", [*LONG, 1]).blocks == []


def test_what_was_computed_outlives_who_computed_it() -> None:
    blocks = BlockManager(8, SIZE)
    table = computed(blocks, LONG)
    held = list(table.blocks)
    blocks.release(table)
    assert blocks.num_free_blocks == 8
    assert blocks.open("", [*LONG, 1]).blocks == held


def test_ends_are_given_up_before_beginnings_and_the_older_end_first() -> None:
    blocks = BlockManager(6, SIZE)
    old, new = LONG, [*range(200, 200 + 3 * SIZE)]
    for tokens in (old, new):
        blocks.release(computed(blocks, tokens))
    kept = []
    for size in (1, 2):
        other = blocks.open("", [1])
        assert blocks.reserve(other, size * SIZE)
        blocks.release(other)
        kept.append([cached(blocks, one) for one in (old, new)])
    assert kept == [[2, 3], [2, 2]]


def test_what_nobody_used_for_long_is_given_up_whole() -> None:
    blocks = BlockManager(6, SIZE)
    blocks.release(computed(blocks, LONG))
    for turn in range(60):
        blocks.release(computed(blocks, [turn % 2, *LONG[:-1]]))
    assert cached(blocks, LONG) == 0


def test_when_more_threads_take_turns_than_there_is_room_for_each_keeps_its_beginning() -> None:
    blocks = BlockManager(6 * 8, SIZE)
    threads = [[100 * n + place for place in range(8 * SIZE)] for n in range(8)]
    found = []
    for _ in range(9):
        for thread in threads:
            found.append(cached(blocks, thread))
            blocks.release(computed(blocks, thread))
    assert sum(found[-8:]) >= 4 * 8  # of 8 * 8; nothing at all if the oldest went whole


def test_more_than_there_is_changes_nothing() -> None:
    blocks = BlockManager(2, SIZE)
    table = blocks.open("", LONG)
    assert not blocks.reserve(table, len(LONG))
    assert table.blocks == []
    blocks.check_integrity([table])


def test_two_who_compute_the_same_at_once_hold_a_block_each_and_one_stays() -> None:
    blocks = BlockManager(8, SIZE)
    tables = [blocks.open("", LONG), blocks.open("", LONG)]
    for table in tables:
        assert blocks.reserve(table, len(LONG))
    for table in tables:
        blocks.commit(table, LONG, len(LONG))
    blocks.check_integrity(tables)
    kept = list(tables[0].blocks)
    for table in tables:
        blocks.release(table)
    assert blocks.open("", [*LONG, 1]).blocks == kept


def test_a_block_that_is_lost_is_noticed() -> None:
    blocks = BlockManager(8, SIZE)
    computed(blocks, LONG)
    with pytest.raises(RuntimeError, match="do not add up"):
        blocks.check_integrity([])


class Tables(RuleBasedStateMachine):
    """Opens, fills and releases tables at random; only two tokens, so that many begin alike."""

    tokens = st.lists(st.integers(0, 1), min_size=1, max_size=20)

    @initialize(num_blocks=st.integers(1, 12))
    def begin(self, num_blocks: int) -> None:
        self.blocks = BlockManager(num_blocks, 2)
        self.open: list[tuple[str, list[int], BlockTable]] = []

    @rule(salt=st.sampled_from(["", "a"]), tokens=tokens, share=st.floats(0, 1))
    def open_one(self, salt: str, tokens: list[int], share: float) -> None:
        table = self.blocks.open(salt, tokens)
        assert len(table.blocks) * 2 < len(tokens)
        if self.blocks.reserve(table, len(tokens)):
            done = max(len(table.hashes) * 2, round(share * len(tokens)))
            self.blocks.commit(table, tokens, done)
            self.open.append((salt, tokens, table))
        else:
            self.blocks.release(table)

    @precondition(lambda self: self.open)
    @rule(data=st.data())
    def release_one(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.open) - 1))
        self.blocks.release(self.open.pop(place)[2])

    @invariant()
    def nothing_is_lost(self) -> None:
        if hasattr(self, "open"):
            self.blocks.check_integrity([table for _, _, table in self.open])

    @invariant()
    def only_equal_beginnings_of_one_salt_share_a_block(self) -> None:
        seen: dict[int, tuple[str, list[int]]] = {}
        for salt, tokens, table in getattr(self, "open", []):
            for place, block in enumerate(table.blocks):
                known = salt, tokens[: 2 * (place + 1)]
                assert seen.setdefault(block, known) == known


TestTables = Tables.TestCase
