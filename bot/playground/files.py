"""Files: uploaded by people or by the app, described by ``files.info``, fetched with a token."""

from __future__ import annotations

import mimetypes
import secrets
import time
from collections.abc import Callable, Mapping
from pathlib import PurePath

from aiohttp import web

from bot.playground.chat import by_app, open_channel, thread_of
from bot.playground.messages import Messages
from bot.playground.refusals import Refusal, required
from bot.playground.workspace import BOT_USER_ID, Json, StoredFile, Workspace


class Files:
    """Keeps files and serves them.

    Attributes:
        url: the address of the stand-in, known once it has started.
    """

    def __init__(self, workspace: Workspace, messages: Messages, bot_token: str) -> None:
        self.url = ""
        self._workspace = workspace
        self._messages = messages
        self._bot_token = bot_token

    def methods(self) -> Mapping[str, Callable[[Json], Json]]:
        """The Web API methods by name."""
        return {
            "files.info": self.info,
            "files.getUploadURLExternal": self.get_upload_url,
            "files.completeUploadExternal": self.complete_upload,
        }

    def add(self, name: str, content: bytes, user: str) -> Json:
        """Keep a file and return Slack's file object for it."""
        file_id = f"F0{secrets.token_hex(4).upper()}"
        address = f"{self.url}/files/{file_id}/{name}"
        about: Json = {
            "id": file_id,
            "name": name,
            "title": name,
            "mimetype": mimetypes.guess_type(name)[0] or "application/octet-stream",
            "filetype": PurePath(name).suffix.removeprefix(".").lower() or "binary",
            "size": len(content),
            "user": user,
            "mode": "hosted",
            "created": int(time.time()),
            "url_private": address,
            "url_private_download": address,
        }
        self._workspace.files[file_id] = StoredFile(about, content)
        self._workspace.revision += 1
        return about

    def info(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/files.info."""
        return {"file": self._file(required(arguments, "file")).about}

    def get_upload_url(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/files.getUploadURLExternal."""
        if not str(arguments.get("length", "")).isdigit():
            raise Refusal("invalid_arguments", "missing required field: length")
        about = self.add(required(arguments, "filename"), b"", BOT_USER_ID)
        return {"upload_url": f"{self.url}/upload/{about['id']}", "file_id": about["id"]}

    def complete_upload(self, arguments: Json) -> Json:
        """https://docs.slack.dev/reference/methods/files.completeUploadExternal."""
        wanted = arguments.get("files")
        if not isinstance(wanted, list) or not all(isinstance(file, dict) for file in wanted):
            raise Refusal("invalid_arguments", "missing required field: files")
        files = [self._file(str(file.get("id"))).about for file in wanted]
        if arguments.get("channel_id"):
            channel = open_channel(self._workspace, {"channel": arguments["channel_id"]})
            content = by_app() | {"text": arguments.get("initial_comment", ""), "files": files}
            content |= {"subtype": "file_share"} | thread_of(channel, arguments)
            self._messages.post(channel, content)
        return {"files": files}

    async def upload(self, request: web.Request) -> web.Response:
        """Answer ``POST /upload/{file}`` with the bytes as body or as a form's file."""
        file = self._workspace.files.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        file.content = await request.read()
        file.about["size"] = len(file.content)
        self._workspace.revision += 1
        return web.Response(text=f"OK - {file.about['size']}")

    async def download(self, request: web.Request) -> web.Response:
        """Answer ``GET /files/{file}/{name}``; without the token Slack redirects to its log-in."""
        if request.headers.get("Authorization") != f"Bearer {self._bot_token}":
            raise web.HTTPFound("/")
        file = self._workspace.files.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        return web.Response(body=file.content, content_type=file.about["mimetype"])

    def _file(self, file_id: str) -> StoredFile:
        file = self._workspace.files.get(file_id)
        if file is None:
            raise Refusal("file_not_found")
        return file
