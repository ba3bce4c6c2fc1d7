"""Only the stand-in's own page, and programs on this machine, may use it.

Its tokens are public. So any web site that is open in the same browser could act here: by a form,
by an image's address, or under a name of its own that it lets point to this machine.
"""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler

_NAMES = {"127.0.0.1", "localhost"}


@web.middleware
async def only_own_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 403 to what another web site sent.

    Browsers tell whence a request comes: https://developer.mozilla.org/docs/Web/HTTP/Headers/Origin
    and, for those without an Origin, .../Sec-Fetch-Site.
    """
    if request.host.partition(":")[0] not in _NAMES:
        raise web.HTTPForbidden(text="the playground is at http://127.0.0.1 or http://localhost")
    origin = request.headers.get("Origin", f"http://{request.host}")
    site = request.headers.get("Sec-Fetch-Site", "none")
    is_own = origin == f"http://{request.host}" and site in ("none", "same-origin")
    if not is_own and request.path != "/":  # any site may link to the page
        raise web.HTTPForbidden(text="another web site may not use the playground")
    return await handler(request)
