"""The systemd unit allows for what the program does."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

from bot.settings import PROJECT, Settings

FILE = PROJECT / "deploy" / "systemd" / "termwise.service"


def service() -> dict[str, str]:
    unit = ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    unit.read(FILE)
    return dict(unit["Service"])


def test_weights_are_downloaded_to_where_the_service_may_write() -> None:
    assert service()["ProtectSystem"] == "strict"
    name, _, folder = service()["Environment"].partition("=")
    assert name == "HF_HOME"
    assert Path(folder).is_relative_to(service()["ReadWritePaths"])


def test_a_wrong_setting_is_not_tried_again_and_again() -> None:
    assert service()["RestartPreventExitStatus"] == "2"


def test_running_answers_may_finish_and_be_shown_before_the_service_is_killed() -> None:
    slack_s = 30  # the longest that one call to Slack may take
    drain_s = Settings.model_fields["drain_s"].default
    assert int(service()["TimeoutStopSec"]) >= drain_s + 2 * slack_s
