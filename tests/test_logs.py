"""What is logged: one line per event, in two places, and no secrets."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot import logs
from bot.errors import SettingsError


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in set(root.handlers) - set(handlers):
        handler.close()
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def lines(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "termwise.log").read_text().splitlines()]


def test_an_event_is_a_line_on_the_terminal_and_a_json_line_in_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("INFO", tmp_path / "logs")
    structlog.get_logger("bot.test").info("问题 taken in", event_id="Ev1")
    logging.getLogger("other").warning("from another library")
    structlog.get_logger("bot.test").debug("not this one")
    ours, theirs = lines(tmp_path / "logs")
    assert (ours["event"], ours["event_id"], ours["level"]) == ("问题 taken in", "Ev1", "info")
    assert theirs["event"] == "from another library"
    shown = capsys.readouterr().err
    assert "问题 taken in" in shown
    assert "not this one" not in shown


def test_no_traceback_shows_what_a_variable_held(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("DEBUG", tmp_path)
    token = "xoxb-" + "s3cr3t"
    try:
        token.index("?")
    except ValueError:
        structlog.get_logger("bot.test").exception("failed")
        logging.getLogger("other").exception("failed too")
    written = capsys.readouterr().err + (tmp_path / "termwise.log").read_text()
    assert written.count("ValueError") == 4
    assert "s3cr3t" not in written


@pytest.mark.parametrize("name", ["slack_sdk.web.async_client", "slack_bolt.App", "aiohttp.access"])
def test_even_at_debug_other_libraries_do_not_write_down_their_requests(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    logs.configure("DEBUG", tmp_path)
    logging.getLogger(name).debug("Sending a request - headers: Bearer xoxb-s3cr3t")
    logging.getLogger(name).error("it failed")
    assert [line["event"] for line in lines(tmp_path)] == ["it failed"]
    assert "s3cr3t" not in capsys.readouterr().err


def test_even_at_debug_bolt_does_not_write_down_what_people_say(tmp_path: Path) -> None:
    logs.configure("DEBUG", tmp_path)
    app = AsyncApp(client=AsyncWebClient("xoxb-1"))  # it takes its level from the root logger
    structlog.get_logger("bot.test").debug("ours")
    app.logger.debug("Received message: s3cr3t")  # as the Socket Mode client does with this logger
    assert [line["event"] for line in lines(tmp_path)] == ["ours"]


def test_a_folder_that_cannot_be_written_to_is_named_with_its_setting() -> None:
    with pytest.raises(SettingsError, match="TERMWISE_DATA_DIR"):
        logs.configure("INFO", Path("/dev/null/logs"))
