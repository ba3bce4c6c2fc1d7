"""Keeps the workspace in a file, so that a restarted playground shows the same threads."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
from dataclasses import asdict
from pathlib import Path

from bot.playground.workspace import Channel, Json, StoredFile, User, Workspace

_SECONDS_BETWEEN_SAVES = 0.5
_log = logging.getLogger(__name__)


class StateFile:
    """Writes the workspace soon after each change.

    Args:
        path: of the file; its folder is made if need be.
        workspace: what to keep.
    """

    def __init__(self, path: Path, workspace: Workspace) -> None:
        self._path = path
        self._workspace = workspace
        self._saved_revision = -1

    def load(self) -> None:
        """Fill the workspace from the file, if there is one.

        Raises:
            ValueError: the file is not one of ours; the sentence says what to do.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not self._path.exists():
            return
        try:
            restore(self._workspace, json.loads(self._path.read_text("utf-8")))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(
                f"{self._path} holds no playground state; delete it to start afresh"
            ) from error

    def save(self) -> None:
        """Write the file, whole or not at all, if anything has changed."""
        if self._workspace.revision == self._saved_revision:
            return
        revision = self._workspace.revision
        scratch = self._path.with_name(f".{self._path.name}.new")
        # In ASCII: half a surrogate pair, which a person can send, has no UTF-8.
        scratch.write_text(json.dumps(as_json(self._workspace)), "ascii")
        scratch.replace(self._path)
        self._saved_revision = revision

    async def keep_saving(self) -> None:
        """Save soon after each change until cancelled; what fails is told and tried again."""
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_SAVES)
            try:
                self.save()
            except Exception:  # whatever it is, what comes later is to be saved all the same
                _log.exception("the playground cannot be saved")


def as_json(workspace: Workspace) -> Json:
    """All that is kept; what only one person could see at the moment is not."""
    channels = {}
    for channel in workspace.channels.values():
        lasting = {ts: m for ts, m in channel.messages.items() if "visible_to" not in m}
        channels[channel.id] = asdict(channel) | {"messages": lasting}
    return {
        "users": [asdict(user) for user in workspace.users.values()],
        "channels": list(channels.values()),
        "files": [
            {"about": file.about, "content": base64.b64encode(file.content).decode()}
            for file in workspace.files.values()
        ],
    }


def restore(workspace: Workspace, state: Json) -> None:
    """Fill the workspace with what ``as_json`` gave; streams that were open are closed."""
    workspace.users = {user["id"]: User(**user) for user in state["users"]}
    workspace.channels = {channel["id"]: Channel(**channel) for channel in state["channels"]}
    workspace.files = {
        file["about"]["id"]: StoredFile(file["about"], base64.b64decode(file["content"]))
        for file in state["files"]
    }
    for channel in workspace.channels.values():
        for message in channel.messages.values():
            message.pop("streaming", None)
    workspace.revision += 1
