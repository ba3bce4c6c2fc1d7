"""Downloading weights, from a mirror on this machine that speaks the hub's protocol.

Source: https://huggingface.co/docs/hub/api
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

REVISION = "a09a35458c702b33eeacc393d103063234e8bc28"
FILES = {
    "config.json": b'{"model_type": "qwen2"}',
    "model.safetensors": b"weights",
    "tokenizer.json": b"{}",
    "pytorch_model.bin": b"a pickle",
    "modeling_custom.py": b"import os",
}


class Mirror:
    """A hub with one model."""

    def __init__(self) -> None:
        self.served: list[str] = []

    async def revision(self, request: web.Request) -> web.Response:
        if request.match_info["revision"] != REVISION:
            return _unknown()
        siblings = [{"rfilename": name} for name in FILES]
        return web.json_response({"id": "Qwen/Small", "sha": REVISION, "siblings": siblings})

    async def tree(self, request: web.Request) -> web.Response:
        if request.match_info["revision"] != REVISION:
            return _unknown()
        return web.json_response(
            [
                {"type": "file", "path": name, "size": len(content), "oid": _etag(content)}
                for name, content in FILES.items()
            ]
        )

    async def file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if request.method == "GET":
            self.served.append(name)
        headers = {"ETag": f'"{_etag(FILES[name])}"', "X-Repo-Commit": REVISION}
        return web.Response(body=FILES[name], headers=headers)


@pytest.fixture
async def mirror() -> AsyncIterator[tuple[Mirror, str]]:
    mirror = Mirror()
    app = web.Application()
    app.router.add_get("/api/models/Qwen/Small/revision/{revision}", mirror.revision)
    app.router.add_get("/api/models/Qwen/Small/tree/{revision}", mirror.tree)
    app.router.add_get("/Qwen/Small/resolve/{revision}/{name}", mirror.file)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield mirror, str(site.name)
    await runner.cleanup()


async def download(endpoint: str, folder: Path, **more: str) -> tuple[int, str]:
    """``termwise model download`` as its user starts it; the exit code and what it printed."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("HF_")},
        "HF_ENDPOINT": endpoint,
        "HF_HOME": str(folder),
        "HF_HUB_DISABLE_XET": "1",
        "TERMWISE_MODEL": "Qwen/Small",
        "TERMWISE_MODEL_REVISION": REVISION,
        **more,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "model", "download"),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    return process.returncode or 0, output.decode()


async def test_weights_come_from_the_mirror_without_pickles_and_code(
    mirror: tuple[Mirror, str], tmp_path: Path
) -> None:
    hub, endpoint = mirror
    code, output = await download(endpoint, tmp_path)
    assert code == 0, output
    assert sorted(hub.served) == ["config.json", "model.safetensors", "tokenizer.json"]
    assert REVISION in output


async def test_where_a_cluster_runs_the_model_only_its_tokenizer_is_fetched(
    mirror: tuple[Mirror, str], tmp_path: Path
) -> None:
    hub, endpoint = mirror
    cluster = {"TERMWISE_REMOTE_URL": "http://127.0.0.1:9/v1"}
    code, output = await download(endpoint, tmp_path, **cluster)
    assert code == 0, output
    assert sorted(hub.served) == ["config.json", "tokenizer.json"]


async def test_what_is_already_here_is_not_downloaded_again(
    mirror: tuple[Mirror, str], tmp_path: Path
) -> None:
    hub, endpoint = mirror
    await download(endpoint, tmp_path)
    hub.served.clear()
    code, output = await download(endpoint, tmp_path)
    assert code == 0, output
    assert hub.served == []


async def test_an_unknown_revision_is_one_sentence(
    mirror: tuple[Mirror, str], tmp_path: Path
) -> None:
    _, endpoint = mirror
    code, output = await download(endpoint, tmp_path, TERMWISE_MODEL_REVISION="0" * 40)
    assert code == 1
    assert "could not be downloaded" in output
    assert "Traceback" not in output


async def test_no_network_is_one_sentence_that_names_the_mirror_variable(tmp_path: Path) -> None:
    code, output = await download("http://127.0.0.1:9", tmp_path)
    assert code == 1
    assert "HF_ENDPOINT" in output
    assert "Traceback" not in output


def _unknown() -> web.Response:
    return web.json_response({}, status=404, headers={"X-Error-Code": "RevisionNotFound"})


def _etag(content: bytes) -> str:
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()
