"""The composition root: settings become rooms, and the rooms are connected to Slack."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import aiohttp
import structlog
from prometheus_client import CollectorRegistry
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot import connection
from bot.answer import Answerer
from bot.dispatcher import Dispatcher
from bot.errors import SettingsError, UserError
from bot.faq.cache import AnswerCache
from bot.handlers import register
from bot.handlers.directory import Directory
from bot.handlers.home import About
from bot.handlers.limiter import Limiter
from bot.handlers.questions import Intake
from bot.handlers.turn import SlackTurns
from bot.llm.engine import Engine, LocalEngine
from bot.llm.remote import ModelServer, RemoteEngine
from bot.llm.runner import Runner
from bot.llm.sequence import SamplingParams
from bot.llm.tokenizer import ChatTokenizer
from bot.llm.worker import Limits
from bot.metrics import EngineMetrics, metrics_served
from bot.prompt import PROMPT_REVISION, PromptBuilder
from bot.question import Revisions
from bot.settings import Settings
from bot.terms.glossary import Glossary
from conversation_store.database import Database
from conversation_store.errors import DatabaseUnavailableError, StoreError
from conversation_store.inbox import Inbox
from conversation_store.records import Feedback
from conversation_store.threads import Threads

log = structlog.get_logger(__name__)

_SLACK_TIMEOUT_S = 30
_ANSWER_SHARE = 4  # at most one part in four of the context is kept for the answer


@dataclass(frozen=True, slots=True)
class Rooms:
    """All that answers questions, whatever the surface.

    ``broken`` is set once the engine cannot go on: only a new process can.
    """

    database: Database
    glossary: Glossary
    answerer: Answerer
    about: About
    broken: asyncio.Event


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model ready to run; ``revision`` names exactly these weights in this quantization."""

    runner: Runner
    tokenizer: ChatTokenizer
    revision: str


@dataclass(frozen=True, slots=True)
class OpenEngine:
    """An engine that answers, with what is to be known of its model."""

    engine: Engine
    broken: asyncio.Event
    tokenizer: ChatTokenizer
    context_tokens: int
    revision: str


def load(settings: Settings) -> LoadedModel:
    """Load the model that the settings name; takes seconds to minutes.

    Raises:
        SettingsError: it is not here, or cannot be loaded this way.
    """
    # torch takes seconds to import: not before the cheap rooms have found nothing wrong.
    from bot.llm.loader import (
        check_config,
        check_tokenizer,
        fingerprint,
        load_model,
        locate,
        resolve,
    )
    from bot.llm.paging import load_runner

    folder = locate(settings.model, settings.model_revision)
    log.info("loading the model", model=settings.model)
    check_config(folder)
    tokenizer = ChatTokenizer.load(folder)
    quantization = resolve(settings.quantization)
    model = load_model(folder, quantization, settings.device_map)
    check_tokenizer(tokenizer, model)
    runner = load_runner(
        model, context_tokens=settings.context_tokens, kv_cache_mb=settings.kv_cache_mb
    )
    for name, adapter in settings.adapters.items():
        runner.load_adapter(name, adapter)
    revision = f"{fingerprint(folder)}/{quantization}"
    if chosen := settings.adapters.get(settings.adapter):
        revision += f"/{fingerprint(chosen)}"  # its name stays when it is trained again
    return LoadedModel(runner, tokenizer, revision)


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
    glossary = Glossary.read(settings.glossaries)
    async with AsyncExitStack() as stack:
        database = await _open_database(settings.store_url)
        stack.push_async_callback(database.close)
        cache = AnswerCache(
            settings.data_dir / "cache", settings.cache_size_mb, settings.cache_ttl_s
        )
        stack.callback(cache.close)
        open_engine = _remote(settings) if settings.remote_url else _local(settings, load_model)
        opened = await stack.enter_async_context(open_engine)
        context = opened.context_tokens
        answer_tokens = min(settings.max_new_tokens, context // _ANSWER_SHARE)
        if answer_tokens < settings.max_new_tokens:
            log.warning("answers may fill a quarter of the context", max_new_tokens=answer_tokens)
        answerer = Answerer(
            threads=Threads(database),
            cache=cache,
            glossary=glossary,
            prompts=PromptBuilder(opened.tokenizer, context, answer_tokens),
            engine=opened.engine,
            params=_sampling(settings, answer_tokens),
            # What fits into the context decides what an answer says.
            revisions=Revisions(opened.revision, f"{PROMPT_REVISION}/{context}", glossary.revision),
        )
        about = About(settings.model_name, context, len(glossary))
        yield Rooms(database, glossary, answerer, about, opened.broken)


@asynccontextmanager
async def _local(
    settings: Settings, load_model: Callable[[Settings], LoadedModel]
) -> AsyncIterator[OpenEngine]:
    """The engine in this process."""
    registry = CollectorRegistry()
    model = await asyncio.to_thread(load_model, settings)
    if settings.adapter and settings.adapter not in model.runner.adapter_names:
        raise SettingsError(
            f"TERMWISE_ADAPTER is {settings.adapter}, which TERMWISE_ADAPTERS does not name."
        )
    broken, loop = asyncio.Event(), asyncio.get_running_loop()
    engine = LocalEngine(
        model.runner,
        model.tokenizer,
        _limits(settings),
        EngineMetrics(registry),
        on_broken=lambda: loop.call_soon_threadsafe(broken.set),
    )
    try:
        with metrics_served(registry, settings.host, settings.metrics_port):
            context = min(settings.context_tokens, model.runner.context_tokens)
            yield OpenEngine(engine, broken, model.tokenizer, context, model.revision)
    finally:
        await asyncio.to_thread(engine.close)  # which waits for the present step


@asynccontextmanager
async def _remote(settings: Settings) -> AsyncIterator[OpenEngine]:
    """The engine of a cluster; the model's tokenizer must be here all the same."""
    from bot.llm.loader import check_config, locate

    folder = locate(settings.model, settings.model_revision)
    check_config(folder)
    tokenizer = await asyncio.to_thread(ChatTokenizer.load, folder)
    server = ModelServer(
        settings.remote_url,
        settings.remote_model or settings.model,
        settings.remote_api_key.get_secret_value(),
        max_requests=settings.remote_max_requests,
    )
    async with RemoteEngine.open(server) as engine:
        revision = f"{server.url}/{server.model}/{settings.adapter}"
        yield OpenEngine(engine, asyncio.Event(), tokenizer, settings.context_tokens, revision)


@asynccontextmanager
async def connect_slack(settings: Settings, rooms: Rooms) -> AsyncIterator[None]:
    """Be connected to Slack for as long as the block runs, then finish what was begun.

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
        await connection.check_bot_token(client)
        app = AsyncApp(
            client=client,
            signing_secret=settings.slack_signing_secret.get_secret_value() or None,
        )
        inbox = Inbox(rooms.database)
        turns = SlackTurns(client, Limiter(), inbox, settings.allowed_link_hosts)
        dispatcher = Dispatcher(inbox, rooms.answerer, turns.open, settings.concurrency)
        register(
            app,
            intake=Intake(inbox, Threads(rooms.database), Directory(client), dispatcher.wake),
            glossary=rooms.glossary,
            feedback=Feedback(rooms.database),
            about=rooms.about,
            stop=dispatcher.stop,
        )
        working = asyncio.create_task(dispatcher.run())
        stack.push_async_callback(_wind_down, dispatcher, working, settings.drain_s)
        # Entered last, so left first: nothing new comes in while the rest finishes.
        await stack.enter_async_context(_listen(app, settings))
        yield


def _listen(app: AsyncApp, settings: Settings) -> AbstractAsyncContextManager[None]:
    if settings.slack_mode == "http":
        return connection.http(app, settings.host, settings.port)
    return connection.socket_mode(app, settings.slack_app_token.get_secret_value())


async def _wind_down(dispatcher: Dispatcher, working: asyncio.Task[None], grace_s: float) -> None:
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    await dispatcher.drain(grace_s)


async def _open_database(url: str) -> Database:
    try:
        return await Database.open(url)
    except DatabaseUnavailableError as error:  # the store stands alone and knows no UserError
        raise SettingsError(f"{error} (TERMWISE_DATABASE_URL names the database.)") from error
    except StoreError as error:
        raise UserError(str(error)) from error


def _limits(settings: Settings) -> Limits:
    return Limits(
        max_num_seqs=settings.max_num_seqs,
        max_num_batched_tokens=settings.prefill_chunk_tokens,
        step_timeout_s=settings.step_timeout_s,
    )


def _sampling(settings: Settings, answer_tokens: int) -> SamplingParams:
    return SamplingParams(
        temperature=settings.temperature,
        top_p=settings.top_p,
        top_k=settings.top_k,
        repetition_penalty=settings.repetition_penalty,
        max_new_tokens=answer_tokens,
        adapter=settings.adapter or None,
        timeout_s=settings.answer_timeout_s,
    )
