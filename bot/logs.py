"""Logs: one line per event, on the terminal and in files that rotate; never message texts."""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

import structlog

from bot.errors import SettingsError

_FILE_BYTES = 10 * 2**20
_FILES = 5
_OURS = {"bot", "conversation_store"}


def configure(level: str, folder: Path) -> None:
    """Send all logs to standard error and to ``folder/termwise.log``.

    Args:
        level: the least severe level that is logged.
        folder: made where it is missing; six files of 10 MB at most are kept in it.

    Raises:
        SettingsError: the folder cannot be written to.
    """
    terminal = logging.StreamHandler(sys.stderr)
    terminal.setFormatter(_formatter(_console()))
    file = _open(folder)
    file.setFormatter(_formatter(structlog.processors.JSONRenderer(ensure_ascii=False)))
    for handler in (terminal, file):
        handler.addFilter(_is_ours_or_a_warning)
    logging.basicConfig(level=level, handlers=[terminal, file], force=True)
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _open(folder: Path) -> logging.Handler:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return RotatingFileHandler(
            folder / "termwise.log", maxBytes=_FILE_BYTES, backupCount=_FILES, encoding="utf-8"
        )
    except OSError as error:
        raise SettingsError(
            f"Logs cannot be written to {folder} ({error.strerror}): "
            "set TERMWISE_DATA_DIR to a folder that this user can write to."
        ) from error


def _is_ours_or_a_warning(record: logging.LogRecord) -> bool:
    """Whether a line may be logged: other libraries' DEBUG lines hold tokens and message texts.

    Their loggers' levels would not do: Bolt sets its own ones anew, and names some after our files.
    """
    return record.levelno >= logging.WARNING or record.name.partition(".")[0] in _OURS


def _console() -> structlog.dev.ConsoleRenderer:
    # The stock tracebacks show local variables: tokens and message texts among them.
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )


_SHARED: list[structlog.types.Processor] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso"),
]


def _formatter(renderer: structlog.types.Processor) -> logging.Formatter:
    final: list[structlog.types.Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta
    ]
    if not isinstance(renderer, structlog.dev.ConsoleRenderer):
        final.append(structlog.processors.format_exc_info)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED, processors=[*final, renderer]
    )
