"""The circumstances of a question, told apart from what it asks: "..., if the manager is away".

What stands behind a question's own clause stays word for word, so a rule for the clause alone may
be used before it. A phrase with a preposition is told apart only where a comma did so: "the duty
paid by the buyer in Oslo" may be a buyer in Oslo.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.faq.english.gerunds import BASE_OF_GERUND
from bot.faq.parts import Parts

_CLAUSE = re.compile(r"(?<=\S) (?:if|when|unless|once|whenever|because|although) (?=\S+ \S+ \S)")
_FINITE = re.compile(r"(?<!\S)(?:if|when|unless|once|whenever|because|although) (\S+) (\S+)")
_IN_WHAT = re.compile(
    r"((?:(?!in |at |of |for )\S+ )+?)"
    r"((?:in|at) (?:(?!and |or )\S+ ){1,6}(?:that|which|who|where) .+)"
)
_PAUSE = re.compile(r"(?<!\S);(?!\S)")


def apart(asked: str, fronted: str = "") -> tuple[str, str]:
    """Cut a question into its main clause and its circumstances.

    Args:
        asked: words with one blank between them, in the order of a plain question.
        fronted: what stood before the question, and a comma after it.

    Returns:
        The main clause, and what stands behind it or "".
    """
    if fronted and asked.endswith(f" {fronted}"):
        return asked[: -len(fronted) - 1], fronted
    found = _CLAUSE.search(asked)
    if not found or _PAUSE.search(asked):
        return asked, ""
    tail = asked[found.start() + 1 :]
    return (asked, "") if _is_cut(tail) else (asked[: found.start()], tail)


def _is_cut(tail: str) -> bool:
    """Whether a clause has no subject of its own ("when buying a car"), but one of the words."""
    found = _FINITE.match(tail)
    return not found or found[1] in BASE_OF_GERUND or found[1] in ("not", "no", "or", "and")


def rewritten(asked: str, fronted: str, rule: Callable[[str], str]) -> str:
    """Use a rule for the whole of a question, and else for its main clause.

    Args:
        asked: as for :func:`apart`.
        fronted: as for :func:`apart`.
        rule: what gives a question another form, or leaves it.
    """
    main, tail = apart(asked, fronted)
    if not tail:
        return rule(asked)
    if not fronted and (whole := rule(asked)) != asked:
        return whole
    return f"{rule(main)} {tail}"


def compared(asked: str, fronted: str, rule: Callable[[str], Parts | None]) -> Parts | None:
    """Read a comparison, with its circumstances as a part of its content.

    Args:
        asked: as for :func:`apart`.
        fronted: as for :func:`apart`.
        rule: what reads a comparison that has none.
    """
    main, tail = apart(asked, fronted)
    if not tail and (found := _IN_WHAT.fullmatch(asked)):
        main, tail = found[1].strip(), found[2]
    parts = rule(main) if tail else None
    if not parts or any(word in BASE_OF_GERUND for side in parts.sides for word in side):
        return rule(asked)
    return Parts(parts.kind, (*parts.content, *tail.split()), parts.sides)
