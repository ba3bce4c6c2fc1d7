"""Which sequences compute how many tokens in a step."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.errors import EngineError
from bot.llm.kv_cache import BlockManager
from bot.llm.scheduler import Batch, Scheduler
from bot.llm.sequence import SamplingParams, Sequence

SIZE = 4


def asked(tokens: int, answer: int = 8, *, adapter: str | None = None, first: int = 0) -> Sequence:
    ids = list(range(first, first + tokens))
    return Sequence(ids, tokens, SamplingParams(adapter=adapter), max_new_tokens=answer)


def scheduler(*sequences: Sequence, blocks: int = 64, chunk: int = 16, seqs: int = 8) -> Scheduler:
    made = Scheduler(BlockManager(blocks, SIZE), max_num_seqs=seqs, max_num_batched_tokens=chunk)
    for number, sequence in enumerate(sequences):
        sequence.arrival = number
        made.add(sequence)
    return made


def step(made: Scheduler) -> Batch:
    """One step of an engine whose model always says 7."""
    batch = made.schedule()
    choosing = [sequence for _, sequence in batch.choosing()]
    made.computed(batch)
    for sequence in choosing:
        sequence.token_ids.append(7)
    made.check_integrity()
    return batch


def test_a_prompt_longer_than_a_step_is_read_in_chunks() -> None:
    long = asked(40)
    made = scheduler(long)
    assert [step(made).num_tokens for _ in range(4)] == [[16], [16], [8], [1]]


def test_a_short_question_does_not_wait_for_a_long_prompt() -> None:
    long, short = asked(400), asked(6, first=1000)
    made = scheduler(long, blocks=128)
    step(made)
    short.arrival = 1
    made.add(short)
    batch = step(made)
    assert dict(zip(batch.sequences, batch.num_tokens, strict=True)) == {short: 6, long: 10}
    assert short.num_generated_tokens == 1


def test_who_reads_an_answer_sees_it_go_on_beside_a_long_prompt() -> None:
    quick, long = asked(3), asked(60, first=1000)
    made = scheduler(quick)
    step(made)
    long.arrival = 1
    made.add(long)
    for _ in range(3):
        assert dict(zip((b := step(made)).sequences, b.num_tokens, strict=True))[quick] == 1


def test_what_the_pool_could_never_hold_is_refused_before_anything_is_taken() -> None:
    made = scheduler(blocks=4)
    with pytest.raises(EngineError, match="TERMWISE_KV_CACHE_MB"):
        made.add(asked(12, answer=5))
    assert made.check_integrity() == 0


def test_the_youngest_gives_way_when_the_pool_is_full_and_goes_on_where_it_was() -> None:
    old, young = asked(6), asked(6, first=1000)
    made = scheduler(old, young, blocks=5)
    for _ in range(9):
        step(made)
    assert young.num_preemptions > 0
    assert old.num_preemptions == 0
    made.finish(old)
    said = young.num_generated_tokens
    step(made)
    step(made)
    assert young.num_generated_tokens > said


def test_a_sequence_that_begins_like_an_earlier_one_reads_only_the_rest() -> None:
    first = asked(12)
    made = scheduler(first)
    step(made)
    made.finish(first)
    again = asked(14)
    made.add(again)
    assert step(made).num_tokens == [2]
    assert again.num_cached_tokens == 12


def test_a_step_runs_one_adapter_and_adapters_take_turns() -> None:
    made = scheduler(*(asked(2, adapter=name, first=9 * n) for n, name in enumerate("abcab")))
    turns = [step(made).adapter for _ in range(6)]
    assert set(turns[:3]) == {"a", "b", "c"}
    assert turns[3:] == turns[:3]


def test_adapters_do_not_share_what_was_computed() -> None:
    plain, adapted = asked(12), asked(12, adapter="law")
    made = scheduler(plain)
    step(made)
    made.finish(plain)
    made.add(adapted)
    step(made)
    assert adapted.num_cached_tokens == 0


def test_after_a_failed_step_those_of_it_run_alone_until_they_get_on() -> None:
    one, two = asked(3), asked(3, first=1000)
    made = scheduler(one, two)
    for sequence in made.schedule().sequences:
        sequence.num_failures = 1
    made.reset(BlockManager(64, SIZE))
    for sequence in (one, two):
        assert step(made).sequences == [sequence]
        sequence.num_failures = 0
    assert step(made).sequences == [one, two]


def ahead(tokens: int, *, first: int = 0, thread: str = "") -> Sequence:
    sequence = asked(tokens, answer=0, first=first)
    sequence.only_read = True
    sequence.thread = thread
    return sequence


def test_what_is_read_ahead_takes_a_quarter_of_a_step_and_is_found_in_the_cache() -> None:
    made = scheduler(ahead(12))
    assert [step(made).num_tokens for _ in range(4)] == [[4], [4], [4], []]
    assert not made.has_work
    question = asked(14)
    made.add(question)
    assert step(made).num_tokens == [2]
    assert question.num_cached_tokens == 12


def test_reading_ahead_gives_way_to_a_question_at_once_and_goes_on_after_it() -> None:
    made = scheduler(early := ahead(40, thread="one"))
    step(made)
    made.add(question := asked(6, first=1000))
    while not question.num_generated_tokens:
        assert step(made).sequences == [question]
    made.finish(question)
    assert step(made).sequences == [early]
    assert early.num_computed_tokens == 8  # what was read before was not read again


def test_of_a_thread_only_its_newest_prompt_is_read_and_none_once_it_asks() -> None:
    made = scheduler(ahead(12, thread="one"), newest := ahead(16, thread="one"))
    assert step(made).sequences == [newest]
    question = asked(20)
    question.thread = "one"
    made.add(question)
    step(made)
    made.finish(question)
    assert not made.has_work


def test_more_threads_than_are_remembered_push_out_the_oldest() -> None:
    made = scheduler(*(ahead(4, first=9 * n, thread=str(n)) for n in range(70)))
    read = [step(made).sequences[0].thread for _ in range(64)]
    assert read == [str(n) for n in range(6, 70)]


def test_after_a_failed_step_nothing_is_read_ahead() -> None:
    made = scheduler(ahead(40))
    made.schedule()
    made.reset(BlockManager(64, SIZE))
    assert not made.has_work


class Engine(RuleBasedStateMachine):
    """Asks, reads ahead, steps, cancels and fails at random in a small pool."""

    @initialize(blocks=st.integers(3, 20), chunk=st.integers(5, 12), seqs=st.integers(1, 4))
    def begin(self, blocks: int, chunk: int, seqs: int) -> None:
        self.chunk, self.blocks = chunk, blocks
        self.made = scheduler(blocks=blocks, chunk=chunk, seqs=seqs)
        self.live: list[Sequence] = []
        self.count = 0

    @rule(tokens=st.integers(1, 30), answer=st.integers(1, 10), adapter=st.sampled_from("ab"))
    def ask(self, tokens: int, answer: int, adapter: str) -> None:
        sequence = asked(tokens, answer, adapter=adapter)
        sequence.arrival = self.count = self.count + 1
        try:
            self.made.add(sequence)
        except EngineError:
            assert tokens + answer > self.made.max_tokens
        else:
            self.live.append(sequence)

    @rule(tokens=st.integers(1, 30), thread=st.sampled_from("xy"))
    def read_ahead(self, tokens: int, thread: str) -> None:
        with suppress(EngineError):  # more than the pool holds
            self.made.add(ahead(tokens, thread=thread))

    @rule()
    def step(self) -> None:
        batch = step(self.made)
        assert sum(batch.num_tokens) <= self.chunk
        if self.live:  # while somebody waits somebody gets on, and nothing else is read
            assert batch.sequences
            assert set(batch.sequences) <= set(self.live)
        assert all(one.params.adapter == batch.adapter for one in batch.sequences)
        assert all(count > 0 for count in batch.num_tokens)
        if any(one.num_failures for one in batch.sequences):
            assert len(batch.sequences) == 1
        for sequence in batch.sequences:
            if sequence.num_missing_tokens == 1:  # it got its next token
                sequence.num_failures = 0
        for sequence in [
            one for one in self.live if one.num_generated_tokens >= one.max_new_tokens
        ]:
            self.end(sequence)

    @precondition(lambda self: self.live)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        self.end(data.draw(st.sampled_from(self.live)))

    @rule()
    def fail(self) -> None:
        for sequence in self.made.schedule().sequences:
            sequence.num_failures += 1
        self.made.reset(BlockManager(self.blocks, SIZE))

    def end(self, sequence: Sequence) -> None:
        self.live.remove(sequence)
        self.made.finish(sequence)

    @invariant()
    def no_block_is_lost(self) -> None:
        if hasattr(self, "made"):
            self.made.check_integrity()

    def teardown(self) -> None:
        """All that is left is answered in the end, the oldest first."""
        for _ in range(2000):
            if not hasattr(self, "made") or not self.made.has_work:
                break
            self.step()
        if hasattr(self, "made"):
            assert not self.live
            assert self.made.check_integrity() == 0


TestEngine = Engine.TestCase
