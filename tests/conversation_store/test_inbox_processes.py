from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from multiprocessing.connection import Connection

from conversation_store.database import Database
from conversation_store.inbox import Inbox, Taken
from conversation_store.leases import Leases
from tests.conversation_store.entries import entry, states

# A new interpreter for each, as in production; a fork would share open connections.
spawn = multiprocessing.get_context("spawn")


def lease_all(url: str) -> list[int]:
    async def main() -> list[int]:
        database = await Database.open(url)
        leases = Leases(database)
        ids = []
        while leased := await leases.lease(60):
            ids.append(leased.id)
        await database.close()
        return ids

    return asyncio.run(main())


def put_one(url: str) -> Taken:
    async def main() -> Taken:
        database = await Database.open(url)
        taken = await Inbox(database).put(entry(1))
        await database.close()
        return taken

    return asyncio.run(main())


def put_for_ever(url: str, acks: Connection) -> None:
    async def main() -> None:
        inbox = Inbox(await Database.open(url))
        for number in count():
            await inbox.put(entry(number))
            acks.send(number)

    asyncio.run(main())


async def test_three_processes_lease_each_entry_exactly_once(database: Database, url: str) -> None:
    inbox = Inbox(database)
    for number in range(100):
        await inbox.put(entry(number))
    with ProcessPoolExecutor(3, mp_context=spawn) as processes:
        leases = [one for ids in processes.map(lease_all, [url] * 3) for one in ids]
    assert len(leases) == 100
    assert len(set(leases)) == 100


def test_of_processes_that_put_the_same_event_one_wins(url: str) -> None:
    with ProcessPoolExecutor(3, mp_context=spawn) as processes:
        assert list(processes.map(put_one, [url] * 6)).count("new") == 1


async def test_what_was_taken_in_survives_the_death_of_the_process(url: str) -> None:
    receiver, sender = spawn.Pipe(duplex=False)
    process = spawn.Process(target=put_for_ever, args=(url, sender))
    process.start()
    sender.close()
    acknowledged = [receiver.recv() for _ in range(25)]
    process.kill()  # SIGKILL
    process.join()
    receiver.close()
    database = await Database.open(url)
    inbox = Inbox(database)
    assert {await inbox.put(entry(number)) for number in acknowledged} == {"known"}
    assert (await states(database)).count("waiting") >= len(acknowledged)
    await database.close()
