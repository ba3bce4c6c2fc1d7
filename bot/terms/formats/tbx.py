"""Glossaries as TBX files: of 2008 (martif) and of ISO 30042:2019, in DCA and in DCT style.

In DCA style an attribute names the data category (``<descrip type="definition">``), in DCT style
the element does (``<basic:definition>``). Both are read as the same pairs of category and element.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.errors import UserError
from bot.terms.formats.places import Places
from bot.terms.formats.rules import checked
from bot.terms.formats.source import Source, language_of_tag
from bot.terms.formats.tbx_names import named
from bot.terms.formats.xml_entries import Node, xml_entries
from conversation_store.term import Language, Status, Term

ROOTS = ("martif", "tbx", "TBX")
_ENTRIES = ("termEntry", "conceptEntry")
_LANGUAGE_SECTIONS = ("langSet", "langSec")
_TERM_SECTIONS = ("tig", "ntig", "termSec")
_RELATED = {
    *("crossReference", "relatedConcept", "relatedConceptBroader", "relatedConceptNarrower"),
    *("superordinateConceptGeneric", "subordinateConceptGeneric", "coordinateConceptGeneric"),
    *("superordinateConceptPartitive", "subordinateConceptPartitive", "antonymConcept"),
}
_SOURCES = ("source", "sourceIdentifier", "xSource")
_STATUSES: dict[str, Status] = {
    "finalized": "approved",
    "provisionallyProcessed": "proposed",
    "unprocessed": "proposed",
}
Facts = list[tuple[str, Node]]


def tbx_terms(source: Source) -> Iterator[Term]:
    """Read terms from a TBX file.

    Raises:
        UserError: the file cannot be read, is not TBX, or an entry is wrong.
    """
    places = Places(source.path)
    document_language: Language | None = None
    with source.open(source.path) as file:
        for node in xml_entries(file, source.path, ROOTS, _ENTRIES):
            if node.tag in ROOTS:
                document_language = language_of_tag(node.attributes.get("lang", ""))
                continue
            for line, term in _Entry(source, node, document_language).terms():
                places.note(term, line)
                yield term


@dataclass(slots=True)
class _Entry:
    """One concept."""

    source: Source
    node: Node
    document_language: Language | None

    def terms(self) -> Iterator[tuple[int, Term]]:
        """Its term in each language that has a definition, with its line."""
        concept = self.node.attributes.get("id", "").strip()
        if not concept:
            raise UserError(
                f"{self.source.path}, line {self.node.line}: the <{self.node.tag}> has no id: "
                "give it one that stays the same."
            )
        if not any(section.tag in _LANGUAGE_SECTIONS for section in self.node.children):
            self.source.skip("no term in it")
        shared = list(_facts(self.node))
        for language, sections in self._by_language().items():
            own = [fact for section in sections for fact in _facts(section)]
            term = self._term(concept, language, sections, own, shared)
            if term is not None:
                where = f"{self.source.path}, line {sections[0].line}"
                yield sections[0].line, checked(term, where)

    def _by_language(self) -> dict[Language, list[Node]]:
        found: dict[Language, list[Node]] = {}
        for section in self.node.children:
            if section.tag in _LANGUAGE_SECTIONS:
                language = self.source.language(section.attributes.get("lang"))
                if language:
                    found.setdefault(language, []).append(section)
        return found

    def _term(
        self, concept: str, language: Language, sections: list[Node], own: Facts, shared: Facts
    ) -> Term | None:
        defaults = self.source.defaults
        term_sections = [
            part for section in sections for part in section.children if part.tag in _TERM_SECTIONS
        ]
        definition = self._definition(language, term_sections, own, shared)
        names = named([dict(_texts(part)) for part in term_sections])
        if not definition or names is None:
            self.source.skip("no definition" if names else "no term")
            return None
        facts = own + shared  # what stands nearer to the term comes first
        related = (
            node.attributes["target"].removeprefix("#")
            for category, node in facts
            if category in _RELATED and "target" in node.attributes
        )
        process = _STATUSES.get(names.status or _first(facts, "processStatus"))
        if process or names.explicit:
            self.source.unsaid.say_status(concept, language)
        return Term(
            concept=concept,
            language=language,
            name=names.name,
            definition=definition,
            source=_first(facts, *_SOURCES) or defaults.source,
            field=_first(facts, "subjectField") or defaults.field,
            aliases=names.aliases,
            abbreviation=names.abbreviation,
            related=tuple(dict.fromkeys(one for one in related if one != concept)),
            owner=_first(facts, "responsibility") or defaults.owner,
            status=process or ("deprecated" if names.deprecated else defaults.new_status),
            licence=_first(facts, "licence", "license") or defaults.licence,
        )

    def _definition(
        self, language: Language, term_sections: list[Node], own: Facts, shared: Facts
    ) -> str:
        in_terms = [fact for section in term_sections for fact in _facts(section)]
        said = _first(own + in_terms, "definition")
        if said:
            return said
        for category, node in shared:  # the concept's own, in whatever language that is
            tag = node.attributes.get("lang")
            its_language = language_of_tag(tag) if tag else self.document_language
            if category == "definition" and its_language == language:
                return node.text
        return ""


def _facts(section: Node) -> Iterator[tuple[str, Node]]:
    """The data categories of a section, without those of the sections in it."""
    for child in section.children:
        if child.tag.endswith("Grp"):
            yield from _facts(child)
        elif child.tag not in (*_LANGUAGE_SECTIONS, *_TERM_SECTIONS):
            yield child.attributes.get("type", child.tag), child


def _texts(term_section: Node) -> Iterator[tuple[str, str]]:
    return ((category, node.text) for category, node in _facts(term_section))


def _first(facts: Facts, *categories: str) -> str:
    texts = (node.text for category, node in facts if category in categories)
    return next(filter(None, texts), "")
