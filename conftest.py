"""Options of the test run itself."""

from __future__ import annotations

import pytest
import torch
from hypothesis import settings

settings.register_profile("default", max_examples=40, deadline=None)
# The same examples at each run: what a submission breaks is told apart from what luck finds.
settings.register_profile("ci", max_examples=40, deadline=None, derandomize=True)
settings.register_profile("full", max_examples=2_000, deadline=None)
settings.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--fail-on-skip``."""
    parser.addoption(
        "--fail-on-skip",
        action="store_true",
        help="a skipped test fails the run, unless it needs a GPU: all else can be installed",
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what is marked ``gpu`` where there is none."""
    if item.get_closest_marker("gpu") and not torch.cuda.is_available():
        pytest.skip("needs an NVIDIA GPU")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run for its skipped tests, where that was asked for."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if any("gpu" not in report.keywords for report in skipped) and session.config.getoption(
        "--fail-on-skip"
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
