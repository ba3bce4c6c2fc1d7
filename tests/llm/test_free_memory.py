"""How much memory may still be taken."""

from __future__ import annotations

from pathlib import Path

import psutil

from bot.llm.free_memory import free_memory


def group(folder: Path, limit: str, used: int, files: int) -> None:
    """A control group as the kernel shows it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "memory.max").write_text(f"{limit}\n")
    (folder / "memory.current").write_text(f"{used}\n")
    (folder / "memory.stat").write_text(f"anon 1\ninactive_file {files}\n")


def test_a_limit_set_above_the_process_counts_and_what_holds_files_is_free(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.write_text("0::/system.slice/termwise.service\n")
    group(tmp_path / "system.slice", "5000", 4000, 300)
    group(tmp_path / "system.slice" / "termwise.service", "max", 4000, 300)
    assert free_memory(tmp_path, own) == 1300


def test_without_a_limit_it_is_what_the_machine_has(tmp_path: Path) -> None:
    free = free_memory(tmp_path, tmp_path / "missing")
    assert 0.5 < free / psutil.virtual_memory().available < 2
