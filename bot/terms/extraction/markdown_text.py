"""The prose of a Markdown document: markup gone, code left out, table cells kept apart."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_RULE = re.compile(r"[\s=\-*_]{2,}$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELLS = re.compile(r"(?<!\\)\|")
_BLOCK = re.compile(r"\s*(?:[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,9}[.)]\s+|>\s?)")
_REFERENCE = re.compile(r" {0,3}\[[^\[\]]+\]:\s")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_FOOTNOTE = re.compile(r"\[\^[^\[\]]+\]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_URL = re.compile(r"<?(?:https?://|www\.)[^\s<>，。；）)]+>?")
_EMPHASIS = re.compile(r"\*+|~~|`+|(?<!\w)_++|_++(?!\w)")


def markdown_sections(text: str) -> tuple[str, ...]:
    """Cut Markdown (CommonMark with tables) at its headings and take the markup off.

    Fenced and indented code, comments, front matter and addresses are left out; what a code span
    or a link says is kept.

    Returns:
        The sections; in each, a line is a heading, a paragraph, a list's item or a table's cell.
    """
    sections: list[list[str]] = [[]]
    for line in _prose(_without_comments(text).splitlines()):
        if _HEADING.match(line):
            sections.append([line.strip(" #"), ""])
        else:
            sections[-1].extend(_lines(line))
    plain = (joined_lines("\n".join(map(_plain, section))) for section in sections)
    return tuple(section for section in plain if section.strip())


def joined_lines(text: str) -> str:
    """Undo hard line breaks within an English sentence; any other line stands by itself."""
    lines: list[str] = []
    for line in text.splitlines():
        if lines and line[:1].islower() and line[:1].isascii() and _is_open(lines[-1]):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _is_open(line: str) -> bool:
    last = line.rstrip()[-1:]
    return last == "," or (last.isascii() and last.isalpha())


def _without_comments(text: str) -> str:
    # Not by a regex: many openings without an end would make it search to the end each time.
    kept: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[place:start])
        place = end + 3
    return "".join((*kept, text[place:]))


def _prose(lines: list[str]) -> Iterator[str]:
    """The lines that are no code and no front matter."""
    fence = ""
    blank = True
    in_list = False
    for line in lines[_front_matter(lines) :]:
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
        elif mark:
            fence = mark[1]
        elif not (blank and not in_list and line.startswith(("    ", "\t"))):
            yield line
            # Indented text goes on with a list; only outside of one it is code.
            in_list = bool(_BLOCK.match(line)) or (in_list and line[:1] in ("", " ", "\t"))
            blank = not line.strip()


def _front_matter(lines: list[str]) -> int:
    """How many lines at the beginning are metadata between ``---``."""
    if lines and lines[0].rstrip() == "---":
        for number, line in enumerate(lines[1:], 2):
            if line.rstrip() in ("---", "..."):
                return number
    return 0


def _lines(line: str) -> Iterable[str]:
    if _RULE.match(line) or _REFERENCE.match(line):
        return ("",)
    if "|" in line:
        return () if _TABLE_RULE.match(line) else ("", *_CELLS.split(line), "")
    block = _BLOCK.match(line)
    return ("", line[block.end() :]) if block else (line,)


def _plain(line: str) -> str:
    for pattern in (_FOOTNOTE, _URL, _TAG):
        line = pattern.sub(" ", line)
    return html.unescape(_EMPHASIS.sub("", _LINK.sub(r"\1", line))).strip()
