"""A term of the glossary, as it is kept and as every room knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
Status = Literal["proposed", "approved", "deprecated"]


@dataclass(frozen=True, slots=True)
class Term:
    """A term in one language with its definition.

    Two concepts may share a name: they are its senses.

    Attributes:
        concept: the id that the term shares with its equivalents in other languages.
        name: the preferred name.
        definition: a noun phrase that can follow "X is" (ISO 704), with a full stop.
        source: what the definition rests on.
        field: finance, medicine, law, or any other.
        aliases: other names in use.
        abbreviation: its short form, if it has one.
        related: ids of other concepts.
        owner: who answers for it: a Slack user's id, or any name.
        status: only approved terms are found in texts and put before the model.
        licence: under which terms the definition may be used, where it is not the company's own.
        revision: counts up with each change of this term.
    """

    concept: str
    language: Language
    name: str
    definition: str
    source: str
    field: str
    aliases: tuple[str, ...] = ()
    abbreviation: str = ""
    related: tuple[str, ...] = ()
    owner: str = ""
    status: Status = "approved"
    licence: str = ""
    revision: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, its preferred name first."""
        return tuple(dict.fromkeys(n for n in (self.name, self.abbreviation, *self.aliases) if n))
