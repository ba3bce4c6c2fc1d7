"""Ten thousand random histories: nobody is shown what they may not read, not a wording of it."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from bot.faq.asked import Asked
from bot.faq.cache import AnswerCache
from bot.faq.frequent import FrequentQuestions
from bot.faq.kept import KeptAnswer
from bot.question import Audience, Channel, Person, Workspace
from conversation_store.database import Database
from conversation_store.standard_answer import AnswerStatus, StandardAnswer
from conversation_store.standard_answers import StandardAnswers
from tests.faq.asking import frequent_questions, opened, standard
from tests.questions import REVISIONS, ask

HISTORIES, PER_WORLD, STEPS = 10_000, 250, 5
USERS, CHANNELS, TEAMS = ("U1", "U2", "U3"), ("C1", "C2", "C3"), ("T1", "T2")
STEMS = ("what is the meaning of return on equity", "what is the meaning of return on assets")
NEAR = "what is the meaning of return on equity and on assets here"
FIELDS = ("g1", "g1/finance")

P = ParamSpec("P")
T = TypeVar("T")


class InMemory(AnswerCache):
    """The same without the disk, which would take most of the time."""

    def __init__(self) -> None:
        self.is_behind = False
        self._ttl_s = 1.0
        self._answers: dict[str, KeptAnswer] = {}

    async def get(self, key: str) -> KeptAnswer | None:
        return self._answers.get(key)

    async def put(self, key: str, answer: KeptAnswer) -> None:
        self._answers[key] = answer

    def entries(self) -> list[tuple[str, KeptAnswer]]:
        return list(self._answers.items())

    def removals_seen(self) -> int:
        return 0

    def close(self) -> None:
        pass


class AtOnce(ThreadPoolExecutor):
    """Does what is meant for a thread right here: on a busy machine the change costs the most."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        done = Future[T]()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # as an executor does
            done.set_exception(error)
        return done


@dataclass(frozen=True)
class Canary:
    """What a wording or a text gives away: whose it is; for an answer of the bot's, as of when."""

    audience: str
    glossary: str = ""


def may_read(canary: Canary, reader: Audience, glossary: str) -> bool:
    """The promise, told anew and not as the rooms have it.

    A private channel gets no workspace's answers but the standard ones: it was so decided.
    """
    if canary.glossary and (canary.glossary != glossary):
        return False
    kind, _, whose = canary.audience.partition(":")
    match reader:
        case Channel(channel_id, team):
            is_theirs = (kind, whose) == ("channel", channel_id)
            through_team = bool(team) and not canary.glossary
        case Person(user_id, team):
            is_theirs = (kind, whose) == ("person", user_id)
            through_team = bool(team)
        case Workspace(team):
            is_theirs, through_team = False, True
    return is_theirs or (kind == "workspace" and through_team and whose in (team, "*"))


class World:
    """People and channels whose permissions change, and what was said there."""

    def __init__(self, frequent: FrequentQuestions, read: Sequence[Asked], luck: random.Random):
        self._frequent = frequent
        self._read = read  # the stems, and what is like both
        self._luck = luck
        self._canaries: dict[str, Canary] = {}
        self.shown: Counter[str] = Counter()

    def begin(self) -> None:
        """Somebody joined, somebody left, channels were made private or shared."""
        self._member = {user: self._luck.choice((*TEAMS, "")) for user in USERS}
        self._within = {channel: self._luck.choice((*TEAMS, "")) for channel in CHANNELS}
        self._private = {channel: self._luck.random() < 0.5 for channel in CHANNELS}

    def place(self) -> Audience:
        """Where somebody is now, and who reads along there."""
        if self._luck.random() < 0.4:
            user = self._luck.choice(USERS)
            return Person(user, self._member[user])
        channel = self._luck.choice(CHANNELS)
        team = self._within[channel]
        return Channel(channel, team) if self._private[channel] or not team else Workspace(team)

    def wording(self, stem: str, canary: Canary) -> str:
        """The same question in a spelling of its own, by which it is known again."""
        letters = (one.upper() if self._luck.random() < 0.5 else one for one in stem)
        text = "".join(letters)
        self._canaries[text] = canary
        return text

    def standard_answers(self, ids: Sequence[int]) -> list[StandardAnswer]:
        """Others than before, under the same numbers."""
        audiences = ["workspace:*", *(f"workspace:{one}" for one in TEAMS)]
        audiences += [f"channel:{one}" for one in CHANNELS]
        answers = []
        for id in ids:
            canary = Canary(self._luck.choice(audiences))
            stem = self._luck.choice(STEMS)
            one, two, text = (self.wording(stem, canary) for _ in range(3))
            status: AnswerStatus = "approved" if self._luck.random() < 0.7 else "suspended"
            answer = standard(one, text, audience=canary.audience, status=status, wordings=(two,))
            answers.append(replace(answer, id=id))
        return answers

    async def step(self) -> None:
        """Permissions change, or somebody asks."""
        chance = self._luck.random()
        if chance < 0.15:
            self.begin()
            return
        stem = self._luck.randrange(3 if chance > 0.7 else 2)
        place, glossary = self.place(), self._luck.choice(FIELDS)
        text = self.wording((*STEMS, NEAR)[stem], Canary("nobody"))
        asked = replace(
            self._read[stem],
            question=ask(text, audience=place),
            revisions=replace(REVISIONS, glossary=glossary),
        )
        hit = await self._frequent.recall(asked)
        if hit:
            kind = "standard" if hit.standard else "cached"
            self._check(kind, [hit.text, *([hit.question] if hit.question else [])], asked)
        elif chance < 0.7:
            await self._keep(asked)
        if self._luck.random() < 0.5:  # it takes the most time
            self._check("offered", await self._frequent.like(asked), asked)

    async def _keep(self, asked: Asked) -> None:
        of_whom = str(asked.question.audience).partition("@")[0]
        canary = Canary(of_whom, asked.revisions.glossary)
        self._canaries[asked.question.text] = canary
        await self._frequent.keep(asked, self.wording("the answer to it is this one", canary), ())

    def _check(self, how: str, texts: Sequence[str], asked: Asked) -> None:
        for text in texts:
            reader, canary = asked.question.audience, self._canaries[text]
            assert may_read(canary, reader, asked.revisions.glossary), (how, canary, reader, text)
            self.shown[how] += 1


@pytest.mark.timeout(300)  # 25 s on a machine that does nothing else
async def test_in_ten_thousand_histories_nobody_is_shown_what_they_may_not_read(
    database: Database, tmp_path: Path
) -> None:
    asyncio.get_running_loop().set_default_executor(AtOnce())
    seed = random.SystemRandom().getrandbits(32)
    print("seed", seed)  # noqa: T201 - to be had again when it fails
    luck, shown = random.Random(seed), Counter[str]()  # noqa: S311 - no secret
    ids = [
        one.id
        for one in await StandardAnswers(database).put_all(
            [standard(f"{number}", "") for number in range(8)], who="U7", action="add"
        )
    ]
    for _ in range(HISTORIES // PER_WORLD):
        async with frequent_questions(database, tmp_path, cache=InMemory()) as frequent:
            read = [await opened(frequent, ask(text)) for text in (*STEMS, NEAR)]
            world = World(frequent, read, luck)
            for history in range(PER_WORLD):
                if history % 50 == 0:
                    answers = world.standard_answers(ids)
                    await frequent.standard.put_all(answers, who="U7", action="edit")
                    await opened(frequent, ask(NEAR))  # as with each question, they are learned of
                world.begin()
                for _ in range(STEPS):
                    await world.step()
            shown += world.shown
    print(shown)  # noqa: T201 - to be seen when too few were shown
    assert min(shown[how] for how in ("cached", "standard", "offered")) > HISTORIES
