"""The benchmarks run; what they measure on a busy machine says nothing about the product."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def test_the_delivery_benchmark_measures_everything_it_names() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.delivery", "--quick"],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    figures = json.loads(run.stdout.splitlines()[-1])
    assert 0 < figures["ack_p50_ms"] <= figures["ack_p99_ms"] <= figures["ack_max_ms"] <= 3_000
    assert 0 < figures["overload_refusal_p99_s"] < 60
    assert 0.3 < figures["fairness_ratio"] < 20
    assert 0 < figures["stop_max_s"] < 30
    assert 0.5 < figures["memory_growth"] < 2
    assert figures["refused"] > 0
    assert figures["answered"] > 0
    assert (figures["silent"], figures["later_appends"], figures["unfinished"]) == (0, 0, 0)


def test_the_benchmark_of_terms_measures_everything_it_names() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.terms", "--quick"],
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    figures = json.loads(run.stdout.splitlines()[-1])
    assert figures["match_mchars_per_s_100k"] > 0.1
    assert 0.3 < figures["match_vs_baseline_100k"] < 50
    assert 0 < figures["slash_p50_ms_100k"] <= figures["slash_p99_ms_100k"] < 5_000
    assert figures["import_rows_per_s"] > 1_000
    assert 10 < figures["import_peak_mb"] < 1_000
    assert figures["injection_exact"] >= 0.8
    assert set(figures["by_terms"]) == {"1000", "10000"}


def test_the_benchmark_of_the_answer_cache_counts_the_pairs_of_a_file(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(
        '{"a": "怎么申请年假？", "b": "请问如何申请年假？", "same": true}\n'
        '{"a": "年假最多15天吗？", "b": "年假最多5天吗？", "same": false, "kind": "number"}\n',
        encoding="utf-8",
    )
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.faq", "--quick", "--pairs", str(pairs)],
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    figures = json.loads(run.stdout.splitlines()[-1])
    assert (figures["paraphrases"], figures["served"], figures["exact_served"]) == (1, 1, 0)
    assert (figures["near_misses"], figures["false_hits"]) == (1, 0)
    assert figures["near_misses_offered"] == 1
    assert figures["held_apart"] is None
    assert 0 < figures["lookup_exact_p99_ms_100k"] < 1_000
    assert 0 < figures["lookup_near_p99_ms_100k"] < 1_000
    assert 0 < figures["hit_p95_ms"] < 10_000
    assert figures["generations_for_100_askers"] == 1


def test_the_benchmark_of_the_answer_cache_names_a_broken_line(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text('{"a": "x", "b": "y", "same": true}\n{"a": "x"}\n')
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.faq", "--pairs", str(pairs)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.startswith(f"{pairs}, line 2: ")
    assert not run.stdout
