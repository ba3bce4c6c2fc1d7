"""Small runs of the chaos test; ``make chaos`` makes large ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import postgres
from tests.chaos.bots import Bot, running
from tests.chaos.failpoint_run import deaths, run_failpoints
from tests.chaos.failpoints import FAILPOINTS
from tests.chaos.run import Options, run


def small(seed: int) -> Options:
    return Options(
        questions=12,
        kills=3,
        seed=seed,
        late_landings=False,  # they take a minute to mend
        quiet_s=3.0,
        patience_s=10.0,
        longest_s=45.0,
    )


def at_one_database(options: Options) -> Options:
    return replace(options, store="postgres", replicas=2)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.server() as url:
        if url is None:
            pytest.skip(postgres.MISSING)
        yield url


@pytest.fixture
def database_url(server: str) -> Iterator[str]:
    with postgres.new_database(server) as url:
        yield url


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_killed_again_and_again_it_answers_each_question_once(
    seed: int, tmp_path: Path
) -> None:
    result = await run(small(seed), tmp_path)
    assert result.verdict.findings == []


async def test_two_bots_at_one_database_answer_each_question_once(
    database_url: str, tmp_path: Path
) -> None:
    result = await run(at_one_database(small(1)), tmp_path, database_url)
    assert result.verdict.findings == []


async def test_a_bot_that_stood_still_for_longer_than_its_lease_says_nothing_twice(
    database_url: str, tmp_path: Path
) -> None:
    options = replace(small(2), kills=0, pauses=3, settings={"TERMWISE_LEASE_S": "1"})
    result = await run(at_one_database(options), tmp_path, database_url)
    assert result.verdict.findings == []


async def test_dying_at_whichever_step_it_answers_each_question_once(tmp_path: Path) -> None:
    workspaces = [""] * 6  # each death is mostly waiting
    reached = await run_failpoints(small(1), deaths([0]), tmp_path, workspaces, lambda _: None)
    assert reached.result.verdict.findings == []
    assert reached.hit == set(FAILPOINTS)


async def test_a_bot_that_does_not_start_ends_the_run(tmp_path: Path) -> None:
    bot = Bot(tmp_path, {"TERMWISE_CONCURRENCY": "none"})
    with pytest.raises(ExceptionGroup, match="unhandled") as raised:
        async with running([bot]):
            await bot.ready()
    assert "TERMWISE_CONCURRENCY" in str(raised.value.exceptions[0])
