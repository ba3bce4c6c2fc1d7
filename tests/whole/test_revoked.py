"""Slack refuses the token: nothing is lost, and whoever looks is told."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.app import connect_slack, open_rooms
from bot.engines import LoadedModel
from bot.health import Readiness
from bot.playground.slack import SlackStandIn
from tests.scripted import ScriptedRunner, demo_tokenizer
from tests.whole.house import House, settings_for

FINANCE = "C0FINANCE"


async def test_while_the_token_is_refused_it_is_not_ready_and_questions_are_kept(
    house: House, slack: SlackStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.access._PAUSE_S", 0.05)
    readiness = Readiness()
    settings = settings_for(slack, tmp_path)
    model = LoadedModel(ScriptedRunner("A ratio."), demo_tokenizer(), "scripted")
    async with (
        open_rooms(settings, lambda _: model) as rooms,
        connect_slack(settings, rooms, readiness),
    ):
        assert readiness.hindrances == set()
        refused = {"kind": "error", "error": "token_revoked"}
        methods = ("chat.startStream", "chat.postMessage", "auth.test")
        await house.post("faults", rules=[refused | {"method": one} for one in methods])
        ts = await house.say("@termwise What is ROE?", channel=FINANCE)
        async with asyncio.timeout(5):
            while not readiness.hindrances:
                await asyncio.sleep(0.01)
        assert readiness.hindrances == {"no access to Slack"}
        await house.post("faults", rules=[])
        async with asyncio.timeout(5):
            while not (answers := await house.answers(FINANCE, ts)):
                await asyncio.sleep(0.02)
        assert "A ratio." in answers[0]["text"]
        assert readiness.hindrances == set()
    assert readiness.hindrances == {"draining"}
