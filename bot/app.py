"""The composition root: settings become rooms, and the rooms are connected to Slack."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot import connection
from bot.answer import Answerer
from bot.dispatcher import Dispatcher
from bot.engines import LoadedModel, load, open_engine, sampling
from bot.errors import SettingsError, UserError
from bot.faq.frequent import FrequentQuestions
from bot.faq.room import frequent_questions
from bot.glossaries import open_glossary, open_terminology
from bot.handlers import keep_questions, register
from bot.handlers.access import access_regained
from bot.handlers.catch_up import CatchUp
from bot.handlers.directory import Directory
from bot.handlers.home import About
from bot.handlers.limiter import Limiter
from bot.handlers.questions import Intake
from bot.handlers.review.review import open_review
from bot.handlers.slack_history import SlackHistory
from bot.handlers.sweep import Sweeper
from bot.handlers.terms.entries import TermDesk
from bot.handlers.terms.quota import Quota
from bot.handlers.turn import SlackTurns
from bot.handlers.waiting import WaitingLine
from bot.health import Readiness
from bot.housekeeping import keep_house
from bot.leases import LeaseKeeper, Sharing
from bot.prompt import PROMPT_REVISION, PromptBuilder
from bot.question import Revisions
from bot.settings import Settings
from bot.terms.glossary import Glossary
from bot.terms.lookup import look_up
from conversation_store.database import Database
from conversation_store.errors import DatabaseUnavailableError, StoreError
from conversation_store.gaps import Gaps
from conversation_store.inbox import Bounds, Inbox
from conversation_store.leases import Leases
from conversation_store.records import Feedback
from conversation_store.retention import Retention
from conversation_store.threads import Threads

log = structlog.get_logger(__name__)

_SLACK_TIMEOUT_S = 30
_SECOND_SWEEP = 10  # times as long after an answer's end as the first
_ANSWER_SHARE = 4  # at most one part in four of the context is kept for the answer


@dataclass(frozen=True, slots=True)
class Rooms:
    """All that answers questions, whatever the surface.

    ``broken`` is set once the engine cannot go on: only a new process can.
    """

    database: Database
    glossary: Glossary
    answerer: Answerer
    frequent: FrequentQuestions
    about: About
    broken: asyncio.Event


@asynccontextmanager
async def open_rooms(
    settings: Settings, load_model: Callable[[Settings], LoadedModel] = load
) -> AsyncIterator[Rooms]:
    """Open the store, the glossary, the cache and the model.

    Args:
        settings: all that was set.
        load_model: loads the model; a benchmark passes one that answers at once.

    Raises:
        UserError: one of them cannot be opened; the sentence says what to do.
    """
    async with AsyncExitStack() as stack:
        database = await open_database(settings.store_url)
        stack.push_async_callback(database.close)
        glossary = await open_glossary(database, settings.glossaries)
        frequent = await stack.enter_async_context(
            frequent_questions(
                database,
                glossary,
                settings.data_dir / "cache",
                size_mb=settings.cache_size_mb,
                ttl_s=settings.cache_ttl_s,
                embedder=settings.embedder,
            )
        )
        opened = await stack.enter_async_context(open_engine(settings, load_model))
        context = opened.context_tokens
        answer_tokens = min(settings.max_new_tokens, context // _ANSWER_SHARE)
        if answer_tokens < settings.max_new_tokens:
            log.warning("answers may fill a quarter of the context", max_new_tokens=answer_tokens)
        answerer = Answerer(
            threads=Threads(database),
            frequent=frequent,
            terms=await open_terminology(database, glossary, settings.tagger),
            prompts=PromptBuilder(opened.tokenizer, context, answer_tokens),
            engine=opened.engine,
            params=sampling(settings, answer_tokens),
            # What fits into the context decides what an answer says.
            revisions=Revisions(opened.revision, f"{PROMPT_REVISION}/{context}", glossary=""),
        )
        about = About(settings.model_name, context, len(glossary))
        yield Rooms(database, glossary, answerer, frequent, about, opened.broken)


@asynccontextmanager
async def connect_slack(
    settings: Settings, rooms: Rooms, readiness: Readiness | None = None
) -> AsyncIterator[None]:
    """Be connected to Slack for as long as the block runs, then finish what was begun.

    Args:
        settings: all that was set.
        rooms: what answers.
        readiness: told when work can be done and when not.

    Raises:
        UserError: Slack cannot be reached or refuses the tokens.
    """
    async with AsyncExitStack() as stack:
        # The client's own timeout holds for sessions that it opens itself, not for this one.
        timeout = aiohttp.ClientTimeout(total=_SLACK_TIMEOUT_S)
        session = await stack.enter_async_context(aiohttp.ClientSession(timeout=timeout))
        client = AsyncWebClient(
            token=settings.slack_bot_token.get_secret_value(),
            base_url=settings.slack_api_url,
            session=session,
            retry_handlers=[],  # the stock ones repeat a post whose answer was lost: it shows twice
        )
        me = await connection.check_bot_token(client)
        readiness = readiness or Readiness()
        leases = Leases(rooms.database, (settings.sweep_s, _SECOND_SWEEP * settings.sweep_s))
        keeper = LeaseKeeper(leases, _sharing(settings))
        limiter, directory = Limiter(), Directory(client)
        turns = SlackTurns(client, limiter, leases, settings.allowed_link_hosts)
        dispatcher = Dispatcher(
            keeper,
            rooms.answerer,
            turns.open,
            settings.concurrency,
            longest_wait_s=settings.longest_wait_s,
            access_regained=lambda: _regain(client, readiness),
        )
        threads = Threads(rooms.database)
        inbox = Inbox(rooms.database, _bounds(settings))
        line = WaitingLine(client, inbox, dispatcher.pace.wait_s)

        def taken_in(event_id: str) -> None:
            line.note(event_id)
            dispatcher.wake()

        intake = Intake(
            inbox,
            threads,
            directory,
            taken_in,
            dispatcher.look,
            partial(look_up, rooms.glossary),
        )
        missed = CatchUp(
            SlackHistory(client),
            intake,
            Gaps(rooms.database),
            threads,
            settings.catch_up_s,
            settings.retention_days * 86_400 or float("inf"),
        )
        app = AsyncApp(
            client=client,
            signing_secret=settings.slack_signing_secret.get_secret_value() or None,
            before_authorize=keep_questions(intake, me, missed.store_failed),
        )
        review = open_review(
            client,
            limiter,
            directory,
            rooms.database,
            rooms.glossary,
            rooms.about,
            settings.reviewers,
            rooms.frequent,
        )
        register(
            app,
            intake=intake,
            desk=TermDesk.over(rooms.database, rooms.glossary),
            lookups=Quota(settings.lookups_per_minute, 60.0),
            feedback=Feedback(rooms.database),
            review=review,
            stop=keeper.stop,
        )
        if not settings.shares_inbox and (again := await leases.expire_all()):
            log.info("taking up what an earlier run left", questions=again)
        await missed.begin()
        # All is left in the reverse order: not ready any more, running answers finished, then no
        # more events, and leases are kept alive until the end.
        for work in (
            keeper.run(),
            Sweeper(leases, turns, settings.sweep_s / 10).run(),
            review.run(),
            keep_house(
                Retention(rooms.database), settings.data_dir / "logs", settings.retention_days
            ),
        ):
            await stack.enter_async_context(_in_background(work))
        await stack.enter_async_context(_listen(app, settings, missed))
        await stack.enter_async_context(missed.at_work())
        await stack.enter_async_context(_in_background(line.run()))
        working = asyncio.create_task(dispatcher.run())
        stack.push_async_callback(_wind_down, dispatcher, working, settings.drain_s)
        readiness.hindrances.discard("starting")
        stack.callback(readiness.hindrances.add, "draining")
        yield


async def _regain(client: AsyncWebClient, readiness: Readiness) -> None:
    readiness.hindrances.add("no access to Slack")
    await access_regained(client)
    readiness.hindrances.discard("no access to Slack")


def _listen(
    app: AsyncApp, settings: Settings, missed: CatchUp
) -> AbstractAsyncContextManager[None]:
    if settings.slack_mode == "http":
        secret = settings.slack_signing_secret.get_secret_value()
        return connection.http(app, secret, settings.host, settings.port)
    token = settings.slack_app_token.get_secret_value()
    return connection.socket_mode(app, token, changed=missed.connection_changed)


@asynccontextmanager
async def _in_background(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _wind_down(dispatcher: Dispatcher, working: asyncio.Task[None], grace_s: float) -> None:
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    await dispatcher.drain(grace_s)


async def open_database(url: str) -> Database:
    """Open the store.

    Raises:
        UserError: it cannot be opened; the sentence says what to do.
    """
    try:
        return await Database.open(url)
    except DatabaseUnavailableError as error:  # the store stands alone and knows no UserError
        raise SettingsError(f"{error} (TERMWISE_DATABASE_URL names the database.)") from error
    except StoreError as error:
        raise UserError(str(error)) from error


def _sharing(settings: Settings) -> Sharing:
    # Where nobody else is, nothing changes behind our back.
    return Sharing(settings.lease_s, 0.5 if settings.shares_inbox else settings.lease_s / 4)


def _bounds(settings: Settings) -> Bounds:
    return Bounds(
        waiting=settings.max_waiting,
        at_once=settings.concurrency,
        waiting_per_person=settings.max_waiting_per_person,
        hourly_per_person=settings.hourly_per_person,
        hourly_per_channel=settings.hourly_per_channel,
    )
