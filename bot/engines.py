"""Opening the engine that the settings name: in this process, or a cluster's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

import structlog
from prometheus_client import CollectorRegistry

from bot.errors import SettingsError
from bot.llm.engine import Engine, LocalEngine
from bot.llm.remote import ModelServer, RemoteEngine
from bot.llm.runner import Runner
from bot.llm.sequence import SamplingParams
from bot.llm.tokenizer import ChatTokenizer
from bot.llm.worker import Limits
from bot.metrics import EngineMetrics, metrics_served
from bot.settings import Settings

log = structlog.get_logger(__name__)


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


def open_engine(
    settings: Settings, load_model: Callable[[Settings], LoadedModel]
) -> AbstractAsyncContextManager[OpenEngine]:
    """The engine that the settings name, for as long as the block runs.

    Raises:
        SettingsError: it cannot be opened.
    """
    return _remote(settings) if settings.remote_url else _local(settings, load_model)


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


def _limits(settings: Settings) -> Limits:
    return Limits(
        max_num_seqs=settings.max_num_seqs,
        max_num_batched_tokens=settings.prefill_chunk_tokens,
        step_timeout_s=settings.step_timeout_s,
    )


def sampling(settings: Settings, answer_tokens: int) -> SamplingParams:
    """How answers are drawn from the model.

    Args:
        settings: all that was set.
        answer_tokens: the most that an answer may be long, in tokens.
    """
    return SamplingParams(
        temperature=settings.temperature,
        top_p=settings.top_p,
        top_k=settings.top_k,
        repetition_penalty=settings.repetition_penalty,
        max_new_tokens=answer_tokens,
        adapter=settings.adapter or None,
        timeout_s=settings.answer_timeout_s,
    )
