"""``python -m benchmarks.engine``: tables, and all figures as JSON in the last line.

Ratios are of medians within one run; contenders take turns, on the same random weights. A full run
on two cores takes about ten minutes.
"""

from __future__ import annotations

import argparse
import json
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import structlog
import torch
from transformers import PreTrainedModel
from transformers.utils import logging as transformers_logging

from benchmarks.engine.contenders import Contender, ContinuousBatching, Naive, Static
from benchmarks.engine.measures import (
    Prompts,
    bandwidth,
    chunk_s,
    decode_rate,
    first_token_s,
    interleaved,
    prefix_hit_rate,
    short_question_s,
    simulated_hit_rate,
)
from benchmarks.engine.ours import CHUNK, Ours, engine
from benchmarks.engine.peer import Peer
from benchmarks.engine.report import Report
from benchmarks.engine.shapes import SHAPES, write_random
from bot.llm import attention_cpu, attention_cuda
from bot.llm.loader import Quantization, load_model

CONTEXT, POOL_TOKENS = 8192, 48 * 1024
FULL, ROTATING, HELD = 1024, 8, 6  # tokens of a full thread, threads, and how many the pool holds
THREADS = (1, 2, 4, 8, 16, 32)


class Bench:
    """One run on one device."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        """Take the random weights' folder and what was asked for."""
        self.report = Report()
        self._folder = folder
        self._device: str = options.device
        self._quantization: Quantization = options.quantization
        self._rounds: int = options.rounds
        self._gguf: bool = options.peer_gguf

    def run(self) -> None:
        """Measure everything."""
        with self._engine() as ours, self._others() as others:
            self._first_tokens([others[0], *others[2:], ours])
            self._decoding(others, ours)
        with self._engine() as ours:
            self._roofline(ours)
            self._scaling(ours)
            self._beside_a_long_prompt(ours)
            if self._device == "cpu" and self._quantization == "none":
                self._int8(ours)
        with self._engine(context=FULL, pool_tokens=HELD * FULL) as small:
            rate = prefix_hit_rate(small, ROTATING, FULL, Prompts(5))
            self.report.add("prefix_hit_rate", rate)
        for size in (attention_cpu.BLOCK_SIZE, attention_cuda.BLOCK_SIZE):
            rate = simulated_hit_rate(size, ROTATING, HELD, CONTEXT)
            self.report.add(f"prefix_hit_rate_8k_blocks_of_{size}", rate)

    @contextmanager
    def _engine(
        self,
        quantization: Quantization | None = None,
        context: int = CONTEXT,
        pool_tokens: int = POOL_TOKENS,
    ) -> Iterator[Ours]:
        model = self._model(quantization)
        name = f"Termwise, {quantization}" if quantization else "Termwise"
        with engine(model, context=context, pool_tokens=pool_tokens, name=name) as ours:
            yield ours

    @contextmanager
    def _others(self) -> Iterator[list[Contender]]:
        model = self._model()
        others: list[Contender] = [Naive(model), Static(model)]
        others.append(ContinuousBatching(self._model(), pool_tokens=POOL_TOKENS // 2))
        if self._gguf:
            others.append(Peer(self._folder, CONTEXT, torch.get_num_threads()))
        try:
            yield others
        finally:
            for other in others:
                other.close()

    def _model(self, quantization: Quantization | None = None) -> PreTrainedModel:
        return load_model(self._folder, quantization or self._quantization, self._device)

    def _first_tokens(self, contenders: list[Contender]) -> None:
        """Time to the first token of a turn on a long history."""
        for history in (2000, 6000):
            measure = partial(first_token_s, history=history, prompts=Prompts(history))
            took = interleaved(contenders, measure, self._rounds)
            self.report.table(f"first token of a turn on {history} tokens", "s", took)
            ratio = took[contenders[0].name] / took[contenders[-1].name]
            self.report.add(f"ttft_vs_naive_{history // 1000}k", ratio)

    def _decoding(self, others: list[Contender], ours: Ours) -> None:
        """Tokens per second while all decode."""
        naive, static, batching, *peer = others
        everyone: list[Contender] = [naive, static, batching, *peer, ours]
        one = self._rates([naive, batching, *peer, ours], 1, 512)
        self.report.add("decode_1x512_vs_generate", one[ours.name] / one[naive.name])
        eight = self._rates(everyone, 8, 512)
        self.report.add("decode_8x512_vs_serial", eight[ours.name] / eight[naive.name])
        self.report.add("decode_8x512_vs_static", eight[ours.name] / eight[static.name])
        long = self._rates(everyone[1:], 8, 2048)
        self.report.add("decode_8x2k_vs_cb", long[ours.name] / long[batching.name])

    def _rates(self, contenders: list[Contender], threads: int, context: int) -> dict[str, float]:
        measure = partial(decode_rate, threads=threads, context=context, prompts=Prompts(threads))
        rates = interleaved(contenders, measure, self._rounds)
        title = f"decoding, {threads} thread{'s' * (threads > 1)} of {context} tokens"
        self.report.table(title, "tokens/s in all", rates)
        return rates

    def _roofline(self, ours: Ours) -> None:
        """How near one thread comes to the pace at which the weights can be read."""
        rate = decode_rate(ours, 1, 512, Prompts(7))
        self.report.add("roofline_share_1", rate * ours.weight_bytes / bandwidth(self._device))

    def _scaling(self, ours: Ours) -> None:
        """The cost of a token as threads are added."""
        prompts = Prompts(2)
        rates = {
            threads: interleaved(
                [ours],
                partial(decode_rate, threads=threads, context=512, prompts=prompts),
                min(self._rounds, 3),
            )[ours.name]
            for threads in THREADS
        }
        costs = {f"Termwise, {n} threads": 1000 / rate for n, rate in rates.items()}
        self.report.table("cost of a decoded token, threads of 512 tokens", "ms", costs)
        by_threads = {str(threads): round(1000 / rate, 2) for threads, rate in rates.items()}
        self.report.add("ms_per_token_by_threads", by_threads)
        self.report.add("decode_16x512_vs_1", rates[16] / rates[1])

    def _beside_a_long_prompt(self, ours: Ours) -> None:
        """A short question while a whole context is read."""
        chunk = chunk_s(ours, CHUNK, 6, Prompts(3))
        prompts = Prompts(4)
        waits = sorted(
            short_question_s(ours, CONTEXT - 64, (1.5 + n / 3) * chunk, prompts) for n in range(5)
        )
        self.report.add("chunk_s", chunk)
        self.report.add("short_ttft_chunks", waits[2] / chunk)
        self.report.add("short_ttft_chunks_longest", waits[-1] / chunk)

    def _int8(self, ours: Ours) -> None:
        """Weights in int8 beside these, one thread."""
        with self._engine("int8_weight_only") as quantized:
            rates = self._rates([ours, quantized], 1, 512)
            self.report.add("int8_vs_fp32_1", rates[quantized.name] / rates[ours.name])
            eight = self._rates([ours, quantized], 8, 512)
            self.report.add("int8_vs_fp32_8", eight[quantized.name] / eight[ours.name])


def main() -> None:
    """Measure one device and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine", description=__doc__)
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--shape", choices=tuple(SHAPES), default="qwen2.5-0.5b-6l")
    parser.add_argument(
        "--quantization", choices=("none", "nf4", "int8", "int8_weight_only"), default="none"
    )
    parser.add_argument("--peer-gguf", action="store_true", help="llama.cpp on the same weights")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2, help="processor threads")
    parser.add_argument("--picture", type=Path, help="a PNG file to draw the tables to")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    torch.set_num_threads(options.threads)
    with tempfile.TemporaryDirectory() as folder:
        write_random(options.shape, Path(folder), options.device)
        bench = Bench(Path(folder), options)
        for name in ("device", "shape", "quantization", "threads", "rounds"):
            bench.report.add(name, getattr(options, name))
        bench.run()
    if options.picture:
        bench.report.draw(options.picture)
    print(json.dumps(bench.report.figures))


if __name__ == "__main__":
    main()
