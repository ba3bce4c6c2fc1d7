"""Delivery by HTTP: signed POSTs to the app's request URL.

The signature: https://docs.slack.dev/authentication/verifying-requests-from-slack.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout

from bot.playground.delivery import ACK_TIMEOUT, Kind, NotDelivered, Retry
from bot.playground.workspace import Json


class RequestUrl:
    """The app as an HTTP server; a transport.

    Args:
        url: where the app takes events, commands and interactions.
        signing_secret: the key of the signature.
        session: for the requests.
    """

    def __init__(self, url: str, signing_secret: str, session: ClientSession) -> None:
        self._url = url
        self._signing_secret = signing_secret
        self._session = session

    async def send(self, kind: Kind, payload: Json, retry: Retry | None) -> Json:
        """POST it and return the JSON of the answer, if any."""
        if kind == "events_api":
            body, content_type = json.dumps(payload), "application/json"
        else:
            form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
            body, content_type = urlencode(form), "application/x-www-form-urlencoded"
        headers = {"Content-Type": content_type} | self._signature(body)
        if retry:
            headers["X-Slack-Retry-Num"] = str(retry.attempt)
            headers["X-Slack-Retry-Reason"] = retry.reason
        return await self._post(body, headers)

    async def wait_until_open(self, seconds: float) -> None:
        """A request URL is always there to be tried."""

    async def _post(self, body: str, headers: dict[str, str]) -> Json:
        timeout = ClientTimeout(total=ACK_TIMEOUT)
        try:
            async with self._session.post(
                self._url, data=body.encode(), headers=headers, timeout=timeout
            ) as response:
                if response.status // 100 != 2:
                    raise NotDelivered("http_error")
                return await _answer(response)
        except TimeoutError as error:
            raise NotDelivered("http_timeout") from error
        except ClientError as error:
            raise NotDelivered("connection_failed") from error

    def _signature(self, body: str) -> dict[str, str]:
        timestamp = str(int(time.time()))
        signed = f"v0:{timestamp}:{body}".encode()
        digest = hmac.new(self._signing_secret.encode(), signed, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


async def _answer(response: ClientResponse) -> Json:
    """What came with a 200: a JSON object, or a plain text for the person."""
    if response.content_type == "application/json":
        try:
            answer = json.loads(await response.read() or b"{}")
        except ValueError as error:
            raise NotDelivered("http_error") from error
        return answer if isinstance(answer, dict) else {}
    text = await response.text()
    return {"text": text} if text else {}
