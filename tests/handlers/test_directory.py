"""What is asked of a running Slack stand-in about people and channels, and how often."""

from __future__ import annotations

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.directory import Directory
from bot.question import Channel, Person, Workspace
from tests.handlers.conftest import CHANNEL
from tests.playground.control_client import ControlClient

ALICE, LILEI = "U0ALICE", "U0LILEI"


async def asked(control: ControlClient) -> list[str]:
    return [call["method"] for call in await control.get("log")]


async def test_what_was_told_is_remembered(client: AsyncWebClient, control: ControlClient) -> None:
    directory = Directory(client)
    for _ in range(2):
        assert await directory.name(ALICE) == "Alice"
        assert await directory.audience("T0PLAY", CHANNEL, ALICE) == Workspace("T0PLAY")
    assert await asked(control) == ["users.info", "conversations.info"]


async def test_a_direct_message_is_read_by_its_person_alone(client: AsyncWebClient) -> None:
    assert await Directory(client).audience("T0PLAY", "D0ANY", ALICE) == Person(
        ALICE, within="T0PLAY"
    )


@pytest.mark.parametrize("kind", ["delay", "error", "html"])
async def test_while_slack_does_not_tell_it_is_not_asked_again_and_again(
    client: AsyncWebClient, control: ControlClient, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("bot.handlers.directory._PATIENCE_S", 0.1)
    await control.post("faults", rules=[{"method": "*", "kind": kind, "seconds": 0.3}])
    directory = Directory(client)
    for _ in range(3):
        assert await directory.name(ALICE) == ALICE
        assert await directory.audience("T0PLAY", CHANNEL, ALICE) == Channel(CHANNEL)
    assert await asked(control) == ["users.info", "conversations.info"]


async def test_after_a_while_slack_is_asked_again(
    client: AsyncWebClient, control: ControlClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.directory._SPARE_S", 0.0)
    await control.post("faults", rules=[{"method": "*", "kind": "error", "times": 1}])
    directory = Directory(client)
    assert [await directory.name(ALICE) for _ in range(2)] == [ALICE, "Alice"]


async def test_of_many_people_those_asked_for_the_longest_ago_are_forgotten(
    client: AsyncWebClient, control: ControlClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.directory._MOST", 1)
    directory = Directory(client)
    for user in (ALICE, LILEI, LILEI, ALICE):
        assert await directory.name(user) != user
    assert len(await asked(control)) == 3


@pytest.mark.parametrize(
    "facts",
    [
        {"is_restricted": True},  # a guest of several channels
        {"is_ultra_restricted": True},  # a guest of one channel
        {"is_stranger": True},
        {"is_bot": True},
        {"deleted": True},
        {"team_id": "T0OTHER"},
    ],
)
async def test_who_is_no_full_member_may_not_read_the_public_channels(
    client: AsyncWebClient, control: ControlClient, facts: dict[str, object]
) -> None:
    await control.post("describe", user=ALICE, facts=facts)
    directory = Directory(client)
    assert await directory.audience("T0PLAY", "D0ALICE", ALICE) == Person(ALICE)
    assert await directory.name(ALICE) == "Alice"
    assert await directory.person("T0PLAY", LILEI) == Person(LILEI, within="T0PLAY")


async def test_somebody_whom_slack_does_not_know_is_no_member(client: AsyncWebClient) -> None:
    directory = Directory(client)
    assert await directory.person("T0PLAY", "U0NOBODY") == Person("U0NOBODY")
    assert await directory.name("U0NOBODY") == "U0NOBODY"


async def test_who_belongs_to_no_workspace_by_name_belongs_to_this_one(
    client: AsyncWebClient, control: ControlClient
) -> None:
    await control.post("describe", user=ALICE, facts={"team_id": None})
    assert await Directory(client).person("T0PLAY", ALICE) == Person(ALICE, within="T0PLAY")


@pytest.mark.parametrize("flag", ["is_shared", "is_ext_shared", "is_pending_ext_shared"])
@pytest.mark.parametrize("channel", [CHANNEL, "G0DEALROOM"])
async def test_a_channel_that_others_are_in_too_is_within_no_workspace(
    client: AsyncWebClient, control: ControlClient, flag: str, channel: str
) -> None:
    await control.post("describe", channel=channel, facts={flag: True})
    assert await Directory(client).audience("T0PLAY", channel, ALICE) == Channel(channel)


@pytest.mark.parametrize("facts", [{}, {"is_private": False, "is_mpim": True}])
async def test_a_private_channel_of_ours_is_within_our_workspace(
    client: AsyncWebClient, control: ControlClient, facts: dict[str, object]
) -> None:
    await control.post("describe", channel="G0DEALROOM", facts=facts)
    found = await Directory(client).audience("T0PLAY", "G0DEALROOM", ALICE)
    assert found == Channel("G0DEALROOM", within="T0PLAY")
