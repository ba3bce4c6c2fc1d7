from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.playground.slack import SlackStandIn
from tests.playground.control_client import ControlClient


async def test_the_workspace_names_its_people_and_channels(control: ControlClient) -> None:
    workspace = await control.get("workspace")
    assert workspace["team"] == {"id": "T0PLAY", "name": "Playground"}
    assert workspace["bot_user"] == {"id": "U0TERMWISE", "name": "termwise"}
    assert [user["name"] for user in workspace["users"]] == ["李雷", "韩梅梅", "Alice"]
    channels = {channel["id"]: channel for channel in workspace["channels"]}
    assert channels["G0DEALROOM"]["is_private"]
    assert channels["G0DEALROOM"]["members"] == ["U0LILEI", "U0ALICE", "U0TERMWISE"]
    assert (channels["D0ALICE"]["is_im"], channels["D0ALICE"]["user"]) == (True, "U0ALICE")


async def test_reset_forgets_messages_log_and_faults(
    slack: SlackStandIn, control: ControlClient
) -> None:
    await control.say("hello")
    await control.post("faults", rules=[{"kind": "500"}])
    await control.post("reset")
    assert await control.messages() == []
    assert await control.get("log") == []


async def test_an_unknown_act_is_not_found(slack: SlackStandIn, session: ClientSession) -> None:
    async with session.post(f"{slack.url}/_control/sing", json={}) as response:
        assert response.status == 404
    async with session.get(f"{slack.url}/_control/messages/C0NOWHERE") as response:
        assert response.status == 400


async def test_the_page_is_served(tmp_path: Path, session: ClientSession) -> None:
    (tmp_path / "index.html").write_text("<title>Playground</title>")
    (tmp_path / "app.js").write_text("export {}")
    slack = SlackStandIn(page=tmp_path)
    await slack.start(port=0)
    async with session.get(slack.url) as response:
        assert "Playground" in await response.text()
    async with session.get(f"{slack.url}/page/app.js") as response:
        assert response.content_type in ("text/javascript", "application/javascript")
    await slack.stop()


async def test_a_taken_port_is_an_os_error(slack: SlackStandIn) -> None:
    port = int(slack.url.rsplit(":", 1)[1])
    with pytest.raises(OSError, match="address already in use"):
        await SlackStandIn().start(port=port)


async def test_as_a_process_it_saves_on_sigterm_and_exits_with_zero(
    tmp_path: Path, session: ClientSession
) -> None:
    state = tmp_path / "playground.json"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.playground.slack", "--port", "0", "--state", str(state)),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    greeting = (await process.stdout.readline()).decode()
    url = greeting.split()[1]
    assert f"SLACK_API_URL={url}/api/" in greeting
    await ControlClient(session, url).say("remember me")
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 5) == 0
    assert "remember me" in state.read_text("utf-8")


async def test_a_workspace_that_grows_has_more_people_channels_and_direct_messages(
    control: ControlClient,
) -> None:
    new = await control.post("grow", people=2, channels=1)
    users, (channel,), ims = new["users"], new["channels"], new["ims"]
    for user, im in zip(users, ims, strict=True):
        for place in (channel, "C0GENERAL", im):
            await control.say("hello", channel=place, user=user)
    again = await control.post("grow", people=2, channels=1)
    ids = [*users, *ims, channel, *again["users"], *again["ims"], *again["channels"]]
    assert len(set(ids)) == 10
    for user in again["users"]:
        await control.say("hello", channel=channel, user=user)
    await control.post("reset")
    assert len((await control.get("workspace"))["users"]) == 3


@pytest.mark.parametrize("wish", [{"people": -1}, {"channels": 1_001}, {"people": "many"}])
async def test_a_workspace_grows_by_numbers_alone(
    control: ControlClient, wish: dict[str, object]
) -> None:
    assert await control.refused("grow", **wish) == "invalid_arguments"
