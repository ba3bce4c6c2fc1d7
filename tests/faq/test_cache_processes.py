"""Several processes on one cache folder, and a disk that is full."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

from bot.faq.cache import AnswerCache
from tests.faq.kept_answers import kept

_HITS = 60

_COUNTING = """
import asyncio, sys
from pathlib import Path
from bot.faq.cache import AnswerCache
from tests.faq.kept_answers import kept

async def main(name: str) -> None:
    cache = AnswerCache(Path(sys.argv[1]), size_mb=8, ttl_s=3600)
    for number in range({hits}):
        await cache.count_hit("shared")
        await cache.put(f"{{name}} {{number}}", kept(name))
    cache.close()

asyncio.run(main(sys.argv[2]))
"""

_FULL = """
import asyncio, resource, sys
from pathlib import Path
from bot.faq.cache import AnswerCache
from conversation_store.database import Database
from conversation_store.cache_removals import CacheRemovals
from bot.faq.removals import Removals
from tests.faq.kept_answers import kept

def let_files_grow_to(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

async def main(folder: Path) -> None:
    database = await Database.open(f"sqlite:///{folder.parent}/termwise.db")
    removals = CacheRemovals(database)
    cache = AnswerCache(folder, size_mb=8, ttl_s=3600)
    heeding = Removals(removals, cache)
    await cache.put("mine", kept(asked_by="U9"))
    await cache.put("other", kept())
    await removals.add("person", "U9")
    let_files_grow_to(1)
    await cache.put("new", kept())
    await cache.count_hit("other")
    print("new:", await cache.get("new"))
    print("taken out:", await cache.remove("mine"))
    let_files_grow_to(resource.RLIM_INFINITY)
    print("other:", (await cache.get("other")).hits)
    let_files_grow_to(1)
    print("heeded:", await heeding.heed(), "on:", cache.is_on)
    let_files_grow_to(resource.RLIM_INFINITY)
    print("heeded:", await heeding.heed(), "on:", cache.is_on)
    print("mine:", await cache.get("mine"))
    cache.close()
    await database.close()

asyncio.run(main(Path(sys.argv[1])))
"""


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(program), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


async def test_of_what_several_processes_write_and_count_at_once_nothing_is_lost(
    cache: AnswerCache, folder: Path
) -> None:
    await cache.put("shared", kept())
    names = ("a", "b", "c")
    processes = [start(_COUNTING.format(hits=_HITS), str(folder), name) for name in names]
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) == (0, "", "")
    shared = await cache.get("shared")
    assert shared is not None
    assert shared.hits == _HITS * len(names)
    assert len(cache) == 1 + _HITS * len(names)


async def test_processes_that_open_a_new_cache_at_once_share_it(folder: Path) -> None:
    processes = [start(_COUNTING.format(hits=3), str(folder), name) for name in ("a", "b", "c")]
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err) == (0, "", "")
    with closing(AnswerCache(folder, size_mb=8, ttl_s=3600)) as cache:
        assert len(cache) == 9


def test_on_a_full_disk_the_cache_goes_on_and_serves_nothing_that_was_to_go(folder: Path) -> None:
    process = start(_FULL, str(folder))
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    told = [line for line in out.splitlines() if not line.startswith("20")]  # without the log
    assert told == [
        "new: None",
        "taken out: False",
        "other: 0",
        "heeded: 0 on: False",
        "heeded: 1 on: True",
        "mine: None",
    ]
    assert "answer cache not written" in out
