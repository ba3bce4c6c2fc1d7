from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.slack import SlackStandIn
from bot.playground.state_file import StateFile
from bot.playground.workspace import Workspace
from tests.playground.control_client import ControlClient


async def test_a_restarted_playground_shows_the_same_threads(
    tmp_path: Path, session: ClientSession
) -> None:
    path = tmp_path / "new" / "playground.json"
    before = SlackStandIn(path)
    await before.start(port=0)
    control = ControlClient(session, before.url)
    ts = await control.say("@termwise 什么是ROE？", files=[{"name": "a.txt", "content": "x"}])
    client = AsyncWebClient(before.bot_token, base_url=before.api_url, session=session)
    await client.chat_startStream(
        channel="C0GENERAL",
        thread_ts=ts,
        recipient_team_id="T0PLAY",
        recipient_user_id="U0ALICE",
        markdown_text="half an ans",
    )
    await client.chat_postEphemeral(channel="C0GENERAL", user="U0ALICE", text="psst")
    await before.stop()

    after = SlackStandIn(path)
    await after.start(port=0)
    question, answer = await ControlClient(session, after.url).messages()
    assert (question["ts"], question["text"]) == (ts, "<@U0TERMWISE> 什么是ROE？")
    assert (answer["text"], answer.get("streaming")) == ("half an ans", None)
    client = AsyncWebClient(after.bot_token, base_url=after.api_url, session=session)
    assert (await client.files_info(file=question["files"][0]["id"]))["file"]["size"] == 1
    await after.stop()


async def test_a_change_is_saved_soon(tmp_path: Path, session: ClientSession) -> None:
    path = tmp_path / "playground.json"
    slack = SlackStandIn(path)
    await slack.start(port=0)
    await ControlClient(session, slack.url).say("hello")
    await asyncio.sleep(0.7)
    assert "hello" in path.read_text("utf-8")
    await slack.stop()


@pytest.mark.parametrize("content", ["", "[]", '{"users": []}', '{"users": 1, "channels": []}'])
def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "playground.json"
    path.write_text(content)
    with pytest.raises(ValueError, match="holds no playground state"):
        StateFile(path, Workspace()).load()
    assert path.read_text() == content


async def test_half_a_surrogate_pair_is_kept_and_ends_no_saving(
    tmp_path: Path, session: ClientSession
) -> None:
    path = tmp_path / "playground.json"
    before = SlackStandIn(path)
    await before.start(port=0)
    await ControlClient(session, before.url).say("x \ud800 y")
    await before.stop()

    after = SlackStandIn(path)
    await after.start(port=0)
    (message,) = await ControlClient(session, after.url).messages()
    assert message["text"] == "x \ud800 y"
    await after.stop()
