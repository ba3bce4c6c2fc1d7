"""What is counted, in Prometheus' terms."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

from bot.errors import SettingsError

_FIRST_TOKEN_S = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60)
_STEP_S = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
_BATCH = (1, 2, 4, 8, 16, 32, 64, 128)


class EngineMetrics:
    """The engine's figures; tokens per second are the rate of ``termwise_generated_tokens``."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """Register them; names are Prometheus' own, units in their ends."""
        self.first_token = Histogram(
            "termwise_time_to_first_token_seconds",
            "From the engine's taking a prompt to the first token of its answer",
            buckets=_FIRST_TOKEN_S,
            registry=registry,
        )
        self.step = Histogram(
            "termwise_step_seconds", "One forward pass", buckets=_STEP_S, registry=registry
        )
        self.batch_size = Histogram(
            "termwise_batch_sequences",
            "Sequences in a forward pass",
            buckets=_BATCH,
            registry=registry,
        )
        self.generated = Counter(
            "termwise_generated_tokens", "Tokens of answers", registry=registry
        )
        self.prompt = Counter("termwise_prompt_tokens", "Tokens of prompts", registry=registry)
        self.cached = Counter(
            "termwise_prompt_tokens_cached",
            "Tokens of prompts found in the prefix cache",
            registry=registry,
        )
        self.waiting = Gauge("termwise_waiting_sequences", "Waiting", registry=registry)
        self.running = Gauge("termwise_running_sequences", "Running", registry=registry)
        self.blocks_used = Gauge(
            "termwise_kv_cache_blocks_used", "Blocks that a sequence holds", registry=registry
        )
        self.blocks = Gauge("termwise_kv_cache_blocks", "Blocks in all", registry=registry)
        self.preemptions = Gauge(
            "termwise_preemptions", "Times that a sequence had to give way", registry=registry
        )
        self.endings = Counter(
            "termwise_endings",
            "How generations ended: finished, length, stopped, cancelled, timed_out or failed",
            ["reason"],
            registry=registry,
        )


@contextmanager
def metrics_served(registry: CollectorRegistry, host: str, port: int) -> Iterator[None]:
    """Serve the figures at ``/metrics`` for as long as the block runs.

    Args:
        registry: what to serve.
        host: the address to listen at.
        port: the port; 0 serves nothing.

    Raises:
        SettingsError: the port is taken.
    """
    if not port:
        yield
        return
    try:
        server, thread = start_http_server(port, host, registry)
    except OSError as error:
        raise SettingsError(
            f"TERMWISE_METRICS_PORT {port} cannot be listened at: {error.strerror}. Choose another."
        ) from error
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
