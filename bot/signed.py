"""Requests that Slack has signed, and no others.

Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

from __future__ import annotations

import re

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from slack_sdk.signature import SignatureVerifier

_TIMESTAMP = re.compile(r"[0-9]{10}")
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


def signed_only(secret: str) -> Middleware:
    """Refuse what is not signed with ``secret`` within the last five minutes: 401.

    The SDK's own check raises at headers that are no number or no signature at all, which would
    be answered as a fault of ours, and Slack would come again.

    Args:
        secret: the app's signing secret.
    """
    verifier = SignatureVerifier(secret)

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        body = await request.read()  # too large a one is answered with 413 here
        if not _is_signed(verifier, request, body):
            raise web.HTTPUnauthorized
        return await handler(request)

    return check


def _is_signed(verifier: SignatureVerifier, request: web.Request, body: bytes) -> bool:
    timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    if not (_TIMESTAMP.fullmatch(timestamp) and _SIGNATURE.fullmatch(signature)):
        return False
    try:
        return verifier.is_valid(body.decode(), timestamp, signature)
    except UnicodeDecodeError:
        return False
