"""The key-value pool lies where its layers do, and takes no more than there is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import torch
from transformers import PreTrainedModel, Qwen2Config, Qwen2ForCausalLM

from bot.errors import SettingsError
from bot.llm import pool as pools
from bot.llm.attention import AttentionMetadata, PagedBatch, paged_attention
from bot.llm.attention_cpu import BLOCK_SIZE, CpuLayerCache
from bot.llm.pool import allocate_pool

LAYERS, TOKENS = 4, 5
SHAPE: dict[str, Any] = {
    "vocab_size": 300,
    "hidden_size": 64,
    "intermediate_size": 128,
    "num_hidden_layers": LAYERS,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
}
ELSEWHERE = torch.device("meta")  # the one other device that every machine has
HERE = torch.device("cpu")


def model_of(context: int = 512, device: torch.device = HERE) -> PreTrainedModel:
    with device:
        model: PreTrainedModel = Qwen2ForCausalLM(
            Qwen2Config(**SHAPE, max_position_embeddings=context)
        ).eval()
    return model


def test_a_pool_larger_than_the_memory_names_the_setting() -> None:
    with pytest.raises(SettingsError, match="TERMWISE_KV_CACHE_MB"):
        allocate_pool(model_of(), context_tokens=512, size_mb=10**9)


def test_too_little_memory_for_one_thread_names_the_settings_to_change() -> None:
    with pytest.raises(SettingsError, match=r"TERMWISE_CONTEXT_TOKENS.*TERMWISE_KV_CACHE_MB"):
        allocate_pool(model_of(4096), context_tokens=4096, size_mb=1)


def test_a_model_whose_layers_spill_over_from_the_gpus_is_refused() -> None:
    model = model_of()
    model.get_submodule(f"model.layers.{LAYERS - 1}").to(ELSEWHERE)
    with pytest.raises(SettingsError, match="TERMWISE_DEVICE_MAP"):
        allocate_pool(model, context_tokens=512, size_mb=8)


def test_the_fullest_device_decides_how_many_blocks_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    free = {torch.device("cuda:0"): 900.0, torch.device("cuda:1"): 2000.0}
    monkeypatch.setattr(pools, "_free_bytes", free.__getitem__)
    one, two = free
    assert pools._fitting({one: 1, two: 1}, 100) == 9
    assert pools._fitting({one: 1, two: 5}, 100) == 4  # 400 bytes for each of its five layers


def test_a_step_s_metadata_follows_each_layer_to_its_own_device() -> None:
    caches = [
        CpuLayerCache(num_blocks=3, heads=2, width=16, dtype=torch.float32, device=device)
        for device in (HERE, ELSEWHERE)
    ]
    metadata = AttentionMetadata(
        query_lens=[TOKENS],
        context_lens=[TOKENS],
        num_decodes=0,
        query_starts=torch.tensor([0, TOKENS], dtype=torch.int32),
        seq_lens=torch.tensor([TOKENS], dtype=torch.int32),
        slots=torch.arange(BLOCK_SIZE, BLOCK_SIZE + TOKENS),
        block_tables=torch.tensor([[1]], dtype=torch.int32),
    )
    step = PagedBatch(caches, metadata)
    for index, device in enumerate((HERE, ELSEWHERE)):
        query = torch.randn(1, 4, TOKENS, 16, device=device)
        key, value = torch.randn(2, 1, 2, TOKENS, 16, device=device)
        module: Any = SimpleNamespace(layer_idx=index)
        output, _ = paged_attention(module, query, key, value, None, paged=step)
        assert output.device == device
        assert output.shape == (1, TOKENS, 4, 16)
    assert step.on(ELSEWHERE) is step.on(ELSEWHERE)


def test_each_layer_s_part_of_the_pool_lies_where_the_layer_does() -> None:
    pool = allocate_pool(model_of(device=ELSEWHERE), context_tokens=512, size_mb=8)
    assert [layer.device for layer in pool.layers] == [ELSEWHERE] * LAYERS
