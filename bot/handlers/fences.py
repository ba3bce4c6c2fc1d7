"""Fenced code: reading it from the model's text, and carrying it over from message to message."""

from __future__ import annotations

import re

FENCE = "```"
CLOSING = "\n" + FENCE
END_OF_TEXT = "\0"

_OPENING_LINE = re.compile(r"^```[^`\n]*$", re.MULTILINE)
_LINE_END = re.compile("[\n\0]")
_MAYBE_CLOSING = re.compile(r"[ \t>]{0,99}`{0,99}[ \t]{0,99}\Z")
_INDENTATION = re.compile(r"[ \t]*")


class FencedCode:
    """The inside of one fenced code block, read line by line.

    Args:
        length: how many backticks opened it; as many close it.
        indent: how far its first line was indented, in characters; its other lines come out with
            so much less (CommonMark 4.5), since the fence comes out at the line's beginning.
    """

    def __init__(self, length: int, indent: int = 0) -> None:
        self.closed = False
        self.indent = indent
        self._closing = re.compile(
            rf"[ \t>]{{0,99}}`{{{length},99}}[ \t]{{0,99}}(?P<newline>\n|(?=\0))"
        )

    def read(self, text: str, at: int) -> tuple[int, str] | None:
        """Read on from ``at``, which is at least 1.

        Returns:
            Where to read on and the code read; None when more text is needed to tell.
        """
        start = at
        if text[at - 1] == "\n":
            if closing := self._closing.match(text, at):
                self.closed = True
                return closing.end(), FENCE + closing["newline"]
            if _MAYBE_CLOSING.match(text, at):
                return None
            indentation = _INDENTATION.match(text, at, at + self.indent)
            at = indentation.end() if indentation else at
        if text[at] == END_OF_TEXT:
            self.closed = True
            return at, FENCE if text[at - 1] == "\n" else CLOSING
        return self._read_line(text, start, at)

    def _read_line(self, text: str, start: int, at: int) -> tuple[int, str] | None:
        if line_end := _LINE_END.search(text, at):
            end = line_end.start() + (line_end.group() == "\n")
        else:
            line = text[at:]
            # What is left over of the backticks at the end may yet become three.
            end = len(text) - (len(line) - len(line.rstrip("`"))) % len(FENCE)
        # Three backticks inside a line would end the code for some parsers.
        return (end, text[at:end].replace(FENCE, "``'")) if end > start else None


def open_fence(text: str) -> str | None:
    """The first line, with its line feed, of the fenced code that ``text`` ends in, if any.

    Args:
        text: safe Markdown, in which fences stand at the beginning of a line.
    """
    fences = _OPENING_LINE.findall(text)
    return f"{fences[-1]}\n" if len(fences) % 2 else None
