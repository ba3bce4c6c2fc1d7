"""What somebody who types a name may mean: people type marks and whole questions around it."""

from __future__ import annotations

import re

_PAIRS = frozenset(["''", "‘’", "'’", "‘'", "「」", "『』", "《》"]) | {
    opening + closing
    for opening in '"“”'
    for closing in '"“”'  # input methods mix them up
}
_MARKS = "*_~`"  # Slack's mrkdwn: bold, italic, struck through, code
_END = "?？!！.。…,，;；"
_MOST_FRAMED = 300  # characters: nobody asks in more for a name, and patterns are slow on them
_FRAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:what(?:'s|’s|\s+is|\s+are)\s+)?(?:the\s+)?(?:meaning|definition)s?\s+of\s+(?P<name>.+)",
        r"what\s+do(?:es)?\s+(?P<name>.+?)\s+(?:mean|stand\s+for)",
        r"(?:what(?:'s|’s|\s+is|\s+are)|define|explain)\s+(?P<name>.+)",
        r"(?:请问|请?解释(?:一下)?)?\s*(?:什么(?:是|叫)|何谓)\s*(?P<name>.+)",
        r"(?:请问)?\s*(?P<name>.+?)\s*(?:是|指的是)(?:什么|啥)(?:意思|东西)?",
        r"(?:请问)?\s*(?P<name>.+?)\s*(?:什么意思|的(?:定义|含义|意思)(?:是什么)?)",
        r"(?:请问|请?解释(?:一下)?)\s*(?P<name>.+)",
    )
)
_ARTICLE = re.compile(r"(?:an?|the)\s+(?P<name>.+)", re.IGNORECASE)


def bare(name: str) -> str:
    """A name without the quotation marks around it; one alone may belong to it, and stays."""
    name = name.strip()
    while len(name) > 1 and name[0] + name[-1] in _PAIRS:
        name = name[1:-1].strip()
    return name


def readings(typed: str) -> list[str]:
    """What may be meant by what was typed, from the letter of it to the barest; one at least."""
    read = [bare(typed)]
    read.append(_plain(read[0]))
    framed = len(read[1]) <= _MOST_FRAMED
    while framed and (asked := _asked_for(read[-1])):
        read.append(_plain(asked))
    if article := _ARTICLE.fullmatch(read[-1]):
        read.append(article["name"])
    return list(dict.fromkeys(one for one in read if one)) or [typed.strip()]


def _asked_for(question: str) -> str | None:
    """The name that a question frames; None for what is no such question."""
    matches = (frame.fullmatch(question) for frame in _FRAMES)
    return next((asked["name"] for asked in matches if asked), None)


def _plain(name: str) -> str:
    """A name without marks of print around it and punctuation after it."""
    before = ""
    while name != before:
        before = name
        name = bare(name.rstrip(_END).strip())
        if len(name) > 1 and name[0] == name[-1] and name[0] in _MARKS:
            name = name[1:-1].strip()
    return name
