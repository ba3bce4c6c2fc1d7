"""The model's Markdown, made safe for Slack while it is being written.

What comes out can ping nobody, links only to allowed hosts and hides nothing. The rules hold
whatever parser reads the result (CommonMark, GFM tables or Slack's own):

- ``&`` and ``<`` become entities everywhere, so no ``<!channel>`` or ``<url|text>`` exists;
- what we take for code is code for Slack too: inline code has single backticks and stays within
  its line, fences stand at the line's beginning, and no other backtick or ``~~~`` comes out;
- a link is written only by us, whole, and only to an allowed host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.handlers.fences import END_OF_TEXT, FENCE, FencedCode
from bot.handlers.links import (
    LINK_OPENER,
    OPENER_WORDS,
    TRAILING_PUNCTUATION,
    URL_RUN,
    allowed_url,
)

LOOKAHEAD = 2_000
"""How many characters an opener may wait for what closes it."""

_BACKSLASH = "\\"
_WORD_JOINER = "\u2060"
_REMOVED = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"  # also bidi, surrogates
)

_BROADCASTS = ("@channel", "@here", "@everyone")


def _beginnings(words: Iterable[str]) -> str:
    return "|".join(re.escape(word[:n]) for word in words for n in range(len(word) - 1, 0, -1))


_SPECIAL = re.compile(
    r"(?P<code>`)|(?P<link>!?\[)|(?P<bracket>\])|(?P<tilde>~)|(?P<end>\0)"
    r"|(?P<escape>\\(?=[:/.@]))"
    rf"|(?P<url>{LINK_OPENER})|(?P<broadcast>{'|'.join(_BROADCASTS)})"
    r"|(?P<indent>\n[ \t]{1,99}(?=```))"
    rf"|(?P<held>(?:!|\\|\n[ \t]{{0,99}}`{{0,2}}|:/?|{_beginnings(_BROADCASTS)}"
    rf"|(?<![a-z0-9])(?:{_beginnings(OPENER_WORDS)}))\Z)",
    re.ASCII | re.I,
)
_BACKTICKS = re.compile("`+")
_LINE_END = re.compile("[\n\0]")
_LANGUAGE = re.compile(r"[ \t]*([\w+#.-]{0,30})", re.ASCII)
_LABEL = r"!?\[(?P<label>[^\[\]\n\0]*)\]"
_INSIDE = r"[^()\n\0]*(?:\([^()\n\0]*\)[^()\n\0]*)*"
_LINK = re.compile(rf"{_LABEL}\((?P<inside>{_INSIDE})\)")
_LINK_SO_FAR = re.compile(rf"!?(?:\[[^\[\]\n\0]*(?:\](?:\({_INSIDE}(?:\([^()\n\0]*)?)?)?)?\Z")
_FORMING = frozenset({"](", "]:", "``", "\\`", "!["})
_GROWN = re.compile(r"\S[^\s\[`(]")
_GLUED = re.compile(r"[A-Za-z0-9/.:@%&=?#+-]\Z")

_Step = tuple[int, str] | None  # where to read on and what to give out; None: wait for more


def clean(text: str) -> str:
    """Remove what has no place in text: controls but line feed and tab, bidi overrides."""
    return _REMOVED.sub("", text)


def sanitize(text: str, allowed_hosts: frozenset[str] = frozenset()) -> str:
    """Make a whole text safe; see ``Sanitizer``."""
    sanitizer = Sanitizer(allowed_hosts)
    return sanitizer.feed(text) + sanitizer.close()


class Sanitizer:
    """Makes Markdown safe piece by piece: however it is cut, the joined result is the same.

    Args:
        allowed_hosts: the hosts, without port, that https links may lead to.
    """

    def __init__(self, allowed_hosts: frozenset[str] = frozenset()) -> None:
        self._hosts = frozenset(host.lower() for host in allowed_hosts)
        self._text = ""  # one character that was read already, for context, then the unread ones
        self._at = 0
        self._tail = ""  # the last two characters given out
        self._fence: FencedCode | None = None
        self._seams = 0  # how many borders to come lie where a link or an image was taken out

    def feed(self, text: str) -> str:
        """Read a further piece; returns what can be shown of all that was read.

        At most ``LOOKAHEAD`` characters are held back, from an opener on that is not closed yet.
        """
        return self._read(clean(text))

    def close(self) -> str:
        """End the text; returns what was held back and closes an open fence."""
        return self._read(END_OF_TEXT)

    def _read(self, text: str) -> str:
        self._text += text
        shown = []
        while self._at < len(self._text):
            step = self._next()
            if step is None:
                break
            self._at, piece = step
            shown.append(piece)
            self._tail = (self._tail + piece[-2:])[-2:]
        keep = max(0, self._at - 1)
        self._text, self._at = self._text[keep:], self._at - keep
        return "".join(shown)

    def _next(self) -> _Step:
        if self._fence and not self._fence.closed:
            code = self._fence.read(self._text, self._at)
            return (code[0], _escape(code[1])) if code else None
        self._fence = None
        step = self._in_text()
        return (step[0], self._apart(step[1])) if step and step[1] else step

    def _apart(self, piece: str) -> str:
        """Keep a piece from growing together with what was given out before it."""
        border = self._tail[-1:] + piece[0]
        seam, self._seams = self._seams > 0, max(0, self._seams - 1)
        if border in _FORMING:
            return " " + piece
        return _WORD_JOINER + piece if seam and _GROWN.match(border) else piece

    def _in_text(self) -> _Step:
        special = _SPECIAL.search(self._text, self._at)
        start = special.start() if special else len(self._text)
        if special is None or start > self._at:
            return start, _escape(self._text[self._at : start])
        match special.lastgroup:
            case "code":
                return self._code(start)
            case "link":
                return self._link(start)
            case "url":
                return self._url(start)
            case "indent":
                return self._indented(start, special.end())
            case "broadcast":
                return start + 1, "@" + _WORD_JOINER
            case "escape":  # ``https:\//`` is a URL once the backslash has been read as an escape
                return start + 1, _WORD_JOINER + _BACKSLASH
            case "tilde":  # never three, which could open a fence
                return start + 1, "" if self._tail == "~~" else "~"
            case "held":
                return None
        return start + 1, special.group().strip(END_OF_TEXT)

    def _code(self, start: int) -> _Step:
        """Read inline code, a fence's first line, or backticks that close nothing."""
        limit = min(len(self._text), start + LOOKAHEAD)
        run = _BACKTICKS.match(self._text, start, limit)
        assert run is not None  # noqa: S101 - the caller saw a backtick here
        line_end = _LINE_END.search(self._text, run.end(), limit)
        stop = line_end.start() if line_end else limit
        for closing in _BACKTICKS.finditer(self._text, run.end(), stop):
            if len(closing.group()) == len(run.group()) and (line_end or closing.end() < stop):
                return closing.end(), _code_span(self._text[run.end() : closing.start()])
        if line_end is None and limit - start < LOOKAHEAD:
            return None
        length, info = len(run.group()), self._text[run.end() : stop]
        if line_end and line_end.group() == "\n" and 3 <= length < 100 and "`" not in info:
            return stop + 1, self._open_fence(length, info)
        return run.end(), "'" * length

    def _open_fence(self, length: int, info: str) -> str:
        self._fence = FencedCode(length)
        language = _LANGUAGE.match(info)
        new_line = "" if self._tail[-1:] in ("", "\n") else "\n"
        return f"{new_line}{FENCE}{language[1] if language else ''}\n"

    def _indented(self, start: int, backticks: int) -> _Step:
        """Read a line's indentation: a fence comes out without it, other text with it."""
        step = self._code(backticks)
        if step is None:
            return None
        if self._fence is None:
            return backticks, self._text[start:backticks]
        self._fence.indent = backticks - start - 1
        return step[0], "\n" + step[1].lstrip("\n")

    def _link(self, start: int) -> _Step:
        """Read an image, a link, or a bracket that is neither."""
        limit = start + LOOKAHEAD
        link = _LINK.match(self._text, start, limit)
        if link is None:
            waits = len(self._text) < limit and _LINK_SO_FAR.match(self._text, start, limit)
            return None if waits else (start + 1, self._text[start])
        label = sanitize(link["label"], self._hosts)
        if not link.group().startswith("!"):
            label = self._linked(link["label"], label, link["inside"].strip())
        self._seams = 2 if label else 1
        return link.end(), label

    def _linked(self, raw_label: str, label: str, inside: str) -> str:
        destination = inside.removeprefix("<").removesuffix(">")
        if url := allowed_url(destination, self._hosts):
            return f"[{label or url}]({_escape(url)})"
        shown = _code_span(destination)
        if raw_label.strip() == destination or not shown:
            return shown or label
        return f"{label} ({shown})"

    def _url(self, start: int) -> _Step:
        run = URL_RUN.match(self._text, start, start + LOOKAHEAD)
        assert run is not None  # noqa: S101 - an opener has no character that ends a URL
        if run.end() == len(self._text) < start + LOOKAHEAD:
            return None
        shown = run.group().rstrip(TRAILING_PUNCTUATION)
        url = None if _GLUED.search(self._tail) else allowed_url(shown, self._hosts)
        return start + len(shown), _escape(url) if url else _code_span(shown)


def _escape(text: str) -> str:
    """Slack's escapes, but for ``>``, which also begins a quotation."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _code_span(content: str) -> str:
    """Put text into inline code, around its bars: those cut a table's cells, code or not."""
    return "|".join(map(_code_without_bar, content.replace("`", "'").split("|")))


def _code_without_bar(content: str) -> str:
    if not content.strip():
        return content
    return f"`{_escape(content)}{' ' if content.endswith(_BACKSLASH) else ''}`"
