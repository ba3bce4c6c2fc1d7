"""The floors of docs/architecture.md: imports lead downward, and each package has its room."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
FILES = sorted(
    file for package in ("bot", "conversation_store") for file in (PROJECT / package).rglob("*.py")
)
FLOORS = [
    {"conversation_store", "bot.errors", "bot.playground"},
    {"bot.data_folder", "bot.question", "bot.settings", "bot.logs", "bot.metrics"}
    | {"bot.health", "bot.housekeeping", "bot.lanes", "bot.leases", "bot.pace", "bot.signed"},
    {"bot.llm", "bot.sources", "bot.terms"},
    {"bot.faq", "bot.prompt"},
    {"bot.answer"},
    {"bot.training"},
    {"bot.connection", "bot.dispatcher", "bot.handlers", "bot.terminal"},
    {"bot.engines", "bot.glossaries"},
    {"bot.app"},
    {"bot.cli"},
    {"bot.__main__"},
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
ROOMS_OF = {
    "torch": {
        *("bot.llm.loader", "bot.llm.pool", "bot.llm.paging", "bot.llm.linear_cpu"),
        *("bot.llm.model_runner", "bot.llm.sampler", "bot.llm.decode_graphs"),
        *("bot.llm.attention", "bot.llm.attention_cpu", "bot.llm.attention_cuda"),
        *("bot.terms.crf", "bot.terms.tagger", "bot.training"),
    },
    "slack_sdk": {"bot.handlers", "bot.connection", "bot.signed", "bot.app"},
    "slack_bolt": {"bot.handlers", "bot.connection", "bot.app"},
    "sqlalchemy": {"conversation_store"},
    "alembic": {"conversation_store"},
    "diskcache": {"bot.faq"},
    "bot.settings": {"bot.app", "bot.cli", "bot.engines"},
    "os.environ": {"bot.settings"},
    "os.getenv": {"bot.settings"},
    "os.environb": {"bot.settings"},
}
NAMELESS = {"utils", "helpers", "common", "base", "constants", "misc", "interfaces", "services"}
NAMELESS |= {"managers", "factories", "manager", "helper", "util", "core", "types"}


def module(file: Path) -> str:
    parts = file.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def within(name: str, room: str) -> bool:
    return f"{name}.".startswith(f"{room}.")


def room_of(name: str) -> str | None:
    """The room that a module lies in, or None when it is none of ours."""
    return next((room for room in FLOOR if within(name, room)), None)


def used(file: Path) -> Iterator[str]:
    """Everything a file imports, inside functions too, and every ``name.attribute``."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: a relative import hides its floor"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"


def imports() -> Iterator[tuple[str, str]]:
    return ((module(file), name) for file in FILES for name in used(file))


def test_every_module_lies_in_a_room_with_a_floor() -> None:
    assert [module(file) for file in FILES if room_of(module(file)) is None] == ["bot"]


def test_imports_lead_downward_and_rooms_on_one_floor_ignore_each_other() -> None:
    upward = {
        f"{importer} -> {name}"
        for importer, name in imports()
        if (own := room_of(importer)) and (other := room_of(name))
        if own != other and FLOOR[own] <= FLOOR[other]
    }
    assert upward == set()


@pytest.mark.parametrize("package", ROOMS_OF)
def test_a_package_is_used_in_its_rooms_only(package: str) -> None:
    rooms = ROOMS_OF[package]
    astray = {
        importer
        for importer, name in imports()
        if within(name, package) and not any(within(importer, room) for room in (*rooms, package))
    }
    assert astray == set()


def test_the_answering_path_loads_no_torch() -> None:
    code = "import bot.answer, sys; print({'torch', 'slack_sdk', 'slack_bolt'} & {*sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "set()"


def test_no_file_is_named_after_nothing() -> None:
    assert [file for file in FILES if NAMELESS & {*file.with_suffix("").parts[-3:]}] == []


def test_no_file_is_longer_than_300_lines() -> None:
    assert [file for file in FILES if len(file.read_text("utf-8").splitlines()) > 300] == []
