"""How settings become rooms, and how the rooms are connected to Slack."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import structlog
from aiohttp import ClientSession

from bot import app, logs
from bot.app import Rooms, connect_slack, open_rooms
from bot.cli import service
from bot.engines import LoadedModel, load
from bot.errors import SettingsError, UserError
from bot.playground.slack import SlackStandIn
from bot.settings import Settings, read_settings
from tests.llm.test_endings import LostRunner
from tests.playground.control_client import ControlClient
from tests.questions import ask
from tests.scripted import CollectingReply, ScriptedRunner, demo_tokenizer
from tests.whole.house import settings_for


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    stand_in = SlackStandIn(rate_limits=False)
    await stand_in.start(port=0)
    yield stand_in
    await stand_in.stop()


def scripted(settings: Settings) -> LoadedModel:
    return LoadedModel(ScriptedRunner(), demo_tokenizer(), "scripted")


@pytest.mark.parametrize(("wanted", "told"), [(512, []), (600, [512])])
async def test_an_answer_length_that_does_not_fit_the_context_is_told(
    tmp_path: Path, wanted: int, told: list[int]
) -> None:
    settings = read_settings(model="demo", data_dir=tmp_path, max_new_tokens=wanted)
    with structlog.testing.capture_logs() as logged:
        async with open_rooms(settings, scripted):
            pass
    assert [line["max_new_tokens"] for line in logged if "max_new_tokens" in line] == told


async def test_a_slack_that_stays_silent_is_given_up(
    tmp_path: Path, slack: SlackStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "_SLACK_TIMEOUT_S", 0.2)
    async with ClientSession() as session:
        control = ControlClient(session, slack.url)
        await control.post("faults", rules=[{"method": "auth.test", "kind": "delay", "seconds": 5}])
    settings = settings_for(slack, tmp_path)
    async with open_rooms(settings, scripted) as rooms:
        with pytest.raises(UserError, match="cannot be reached"):
            async with connect_slack(settings, rooms):
                pass


def test_the_models_revision_names_the_quantization_that_auto_stands_for() -> None:
    settings = read_settings(model="demo").model_copy(update={"quantization": "auto"})
    assert load(settings).revision.partition("/")[2] in ("none", "nf4")


async def test_an_adapter_that_is_not_loaded_is_refused_at_the_start(tmp_path: Path) -> None:
    settings = read_settings(model="demo", data_dir=tmp_path, adapter="law")
    with pytest.raises(SettingsError, match="TERMWISE_ADAPTERS"):
        async with open_rooms(settings, scripted):
            pass


async def test_a_cluster_s_url_puts_its_engine_in_the_place_of_the_model(tmp_path: Path) -> None:
    def never(settings: Settings) -> LoadedModel:
        raise AssertionError("no model is to be loaded here")

    url = "http://127.0.0.1:9/v1"
    settings = read_settings(model="demo", data_dir=tmp_path, remote_url=url)
    async with open_rooms(settings, never) as rooms:
        assert rooms.about.context_tokens == settings.context_tokens


async def test_the_engine_s_figures_are_served_where_the_settings_say(
    tmp_path: Path, unused_tcp_port: int
) -> None:
    settings = read_settings(model="demo", data_dir=tmp_path, metrics_port=unused_tcp_port)
    url = f"http://127.0.0.1:{unused_tcp_port}/metrics"
    async with open_rooms(settings, scripted), ClientSession() as http, http.get(url) as answer:
        assert "termwise_running_sequences" in await answer.text()
        with pytest.raises(SettingsError, match="TERMWISE_METRICS_PORT"):
            async with open_rooms(
                settings.model_copy(update={"data_dir": tmp_path / "b"}), scripted
            ):
                pass


async def test_a_bot_whose_engine_is_broken_ends_with_a_sentence(
    tmp_path: Path, slack: SlackStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    @asynccontextmanager
    async def lost(settings: Settings) -> AsyncIterator[Rooms]:
        runner = LostRunner(RuntimeError("lost"))
        async with open_rooms(
            settings, lambda _: LoadedModel(runner, demo_tokenizer(), "lost")
        ) as rooms:
            for number in range(3):
                await rooms.answerer.answer(ask("What?", number, fresh=True), CollectingReply())
            yield rooms

    monkeypatch.setattr(app, "open_rooms", lost)
    monkeypatch.setattr(logs, "configure", lambda *_: None)
    with pytest.raises(UserError, match="start Termwise again"):
        async with asyncio.timeout(20):
            await service.serve(settings_for(slack, tmp_path))
