"""What counts as a link in model text, and which links may stay clickable."""

from __future__ import annotations

import re

LINK_OPENER = (
    r"(?<![A-Za-z0-9])(?:https?://|ftp://|www\.|mailto:|xmpp:)"
    r"|://"  # any other scheme: its name has been shown already, the rest goes into code
    r"|(?<=[A-Za-z0-9._+-])@(?=[A-Za-z0-9])"  # the domain of an e-mail address
)
"""Where Slack, or a GFM parser, may begin to make a link by itself (ASCII, any case)."""

OPENER_WORDS = ("https://", "http://", "ftp://", "www.", "mailto:", "xmpp:")
"""The same as words, for text that ends in the middle of one."""

# A URL ends where no linkifier goes on: at white space, quotes, angle brackets, a table's bar
# and Chinese punctuation.
URL_RUN = re.compile(r"[^\s<>`\"|\0，。；：！？、（）【】《》「」『』“”‘’…]+")
TRAILING_PUNCTUATION = ".,;:!?)*_~'\"]"

_ALLOWED = re.compile(r"https://([a-z0-9.-]+)(/[a-z0-9._~/?#=&%+,;:!$()-]*)?", re.ASCII | re.I)


def allowed_url(url: str, hosts: frozenset[str]) -> str | None:
    """Give the URL in a form that can only lead to an allowed host, or None.

    Only https, an exact host of ``hosts`` (lower case), no port, no user name, and no character
    that two parsers could read differently (backslash, non-ASCII, brackets, a second ``//``).

    Args:
        url: what the model wrote as a link's destination.
        hosts: the hosts that links may lead to, in lower case.
    """
    match = _ALLOWED.fullmatch(url)
    if match is None or match[1].lower() not in hosts or "//" in (match[2] or ""):
        return None
    # The slash keeps whatever the text goes on with from becoming part of the host.
    path = (match[2] or "/").replace("(", "%28").replace(")", "%29")
    return f"https://{match[1].lower()}{path}"
