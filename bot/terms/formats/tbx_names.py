"""Which of the terms of one language in a TBX entry is the name, and what the others are."""

from __future__ import annotations

from dataclasses import dataclass

_SHORT = {"abbreviation", "acronym", "initialism", "shortForm"}
_DEPRECATED = ("deprecated", "superseded", "forbidden", "obsolete")


@dataclass(frozen=True, slots=True)
class Named:
    """The terms of one concept in one language.

    Attributes:
        status: the processStatus of the name, empty if the file gives none.
        deprecated: whether the name itself is not to be used.
        explicit: whether the file says whether it is to be used.
    """

    name: str
    abbreviation: str
    aliases: tuple[str, ...]
    status: str
    deprecated: bool
    explicit: bool


def named(sections: list[dict[str, str]]) -> Named | None:
    """Choose the name: a preferred term, else one that is neither short nor deprecated.

    Args:
        sections: of each term, the text of each of its data categories.

    Returns:
        The names, or None where there is no term at all.
    """
    sections = [section for section in sections if section.get("term")]
    if not sections:
        return None
    name = min(sections, key=_rank)  # the first of equals
    others = [section for section in sections if section is not name]
    short = next((section for section in others if section.get("termType") in _SHORT), None)
    return Named(
        name=name["term"],
        abbreviation=short["term"] if short else "",
        aliases=tuple(section["term"] for section in others if section is not short),
        status=name.get("processStatus", ""),
        deprecated=_status(name).startswith(_DEPRECATED),
        explicit=bool(_status(name)),
    )


def _rank(section: dict[str, str]) -> int:
    if _status(section).startswith("preferred"):
        return 0
    short = section.get("termType") in _SHORT
    return 1 + short + 2 * _status(section).startswith(_DEPRECATED)


def _status(section: dict[str, str]) -> str:
    status = section.get("administrativeStatus") or section.get("normativeAuthorization") or ""
    return status.strip()
