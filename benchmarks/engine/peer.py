"""llama.cpp on the same weights: the one to beat on a processor."""

from __future__ import annotations

import ctypes
import importlib
import time
from collections.abc import Sequence as Ordered
from itertools import takewhile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.engine.contenders import Times
from benchmarks.engine.gguf_file import write_gguf

_BATCH = 512  # tokens of a prompt at a time
_SEQUENCES = 8


class Peer:
    """llama-cpp-python's thin layer over llama.cpp; each sequence's keys and values are kept."""

    name = "llama.cpp, f32"
    remembers = True

    def __init__(self, folder: Path, context: int, threads: int) -> None:
        """Load the weights of a folder.

        Args:
            folder: with a Qwen2 model's safetensors.
            context: tokens of the longest thread.
            threads: of the processor.

        Raises:
            ImportError: the extra ``peer`` is not installed.
        """
        self._cpp: Any = importlib.import_module("llama_cpp")
        self._silence = self._cpp.llama_log_callback(lambda *_: None)
        self._cpp.llama_log_set(self._silence, ctypes.c_void_p(0))
        self._cpp.llama_backend_init()
        path = str(write_gguf(folder)).encode()
        self._model = self._cpp.llama_model_load_from_file(
            path, self._cpp.llama_model_default_params()
        )
        params = self._cpp.llama_context_default_params()
        params.n_ctx, params.n_batch, params.n_seq_max = 3 * context, _BATCH, _SEQUENCES
        params.n_threads = params.n_threads_batch = threads
        params.kv_unified = True
        self._context = self._cpp.llama_init_from_model(self._model, params)
        vocabulary = self._cpp.llama_model_get_vocab(self._model)
        self._size = self._cpp.llama_vocab_n_tokens(vocabulary)
        self._batch = self._cpp.llama_batch_init(_BATCH, 0, 1)
        self._kept: list[list[int]] = [[] for _ in range(_SEQUENCES)]

    def answer(self, prompts: Ordered[list[int]], tokens: int) -> Times:
        """See ``Contender``."""
        start = time.perf_counter()
        times: Times = [[] for _ in prompts]
        last = [self._read(number, prompt) for number, prompt in enumerate(prompts)]
        for _ in range(tokens - 1):
            for one in times:
                one.append(time.perf_counter() - start)
            for number, token in enumerate(last):
                self._kept[number].append(token)
            last = self._run([(n, len(self._kept[n]) - 1, token) for n, token in enumerate(last)])
        for one in times:
            one.append(time.perf_counter() - start)
        return times

    def close(self) -> None:
        """Free what llama.cpp holds."""
        self._cpp.llama_batch_free(self._batch)
        self._cpp.llama_free(self._context)
        self._cpp.llama_model_free(self._model)

    def _read(self, number: int, prompt: list[int]) -> int:
        """Compute what a sequence does not have of a prompt; returns the token that follows."""
        pairs = zip(self._kept[number], prompt[:-1], strict=False)
        known = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        memory = self._cpp.llama_get_memory(self._context)
        self._cpp.llama_memory_seq_rm(memory, number, known, -1)
        following: list[int] = []
        for begin in range(known, len(prompt), _BATCH):
            part = prompt[begin : begin + _BATCH]
            following = self._run([(number, begin + n, token) for n, token in enumerate(part)])
        self._kept[number] = list(prompt)
        return following[-1]

    def _run(self, tokens: list[tuple[int, int, int]]) -> list[int]:
        """Compute tokens given as sequence, position and id.

        Returns:
            What follows the last of each sequence, in the order of the sequences.
        """
        batch = self._batch
        batch.n_tokens = len(tokens)
        lasts = {sequence: place for place, (sequence, _, _) in enumerate(tokens)}
        for place, (sequence, position, token) in enumerate(tokens):
            batch.token[place], batch.pos[place] = token, position
            batch.n_seq_id[place], batch.seq_id[place][0] = 1, sequence
            batch.logits[place] = lasts[sequence] == place
        if status := self._cpp.llama_decode(self._context, batch):
            raise RuntimeError(f"llama.cpp could not compute a batch: {status}")
        return [self._likeliest(place) for place in lasts.values()]

    def _likeliest(self, place: int) -> int:
        logits = self._cpp.llama_get_logits_ith(self._context, place)
        return int(np.ctypeslib.as_array(logits, shape=(self._size,)).argmax())
