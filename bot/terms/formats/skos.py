"""Glossaries as SKOS: RDF/XML, Turtle, N-Triples and JSON-LD, with labels plain or SKOS-XL.

rdflib holds the whole file in memory; the other formats are read as streams.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import get_args
from urllib.parse import unquote

from rdflib import DC, DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, Node, URIRef

from bot.errors import UserError
from bot.terms.formats.rdf_graph import read_graph
from bot.terms.formats.rules import RELATED_COUNT, checked
from bot.terms.formats.source import Source, language_of_tag
from conversation_store.term import Language, Term

_XL = Namespace("http://www.w3.org/2008/05/skos-xl#")
_PREFERRED = (SKOS.prefLabel, _XL.prefLabel)
_OTHERS = (SKOS.altLabel, _XL.altLabel, SKOS.hiddenLabel, _XL.hiddenLabel)
_NEIGHBOURS = (SKOS.broader, SKOS.narrower, SKOS.related)
_SOURCES = (DCTERMS.source, DC.source)
_LICENCES = (DCTERMS.license, DCTERMS.rights, DC.rights)
_TITLES = (DCTERMS.title, DC.title, SKOS.prefLabel, RDFS.label)


def skos_terms(source: Source) -> Iterator[Term]:
    """Read the concepts of a SKOS file, by their addresses.

    Raises:
        UserError: the file cannot be read, is not RDF, has no concept, or one is wrong.
    """
    graph = read_graph(source)
    concepts = sorted({str(c) for c in graph.subjects(RDF.type, SKOS.Concept) if _named(c)})
    if not concepts:
        raise UserError(f"{source.path} holds no skos:Concept with an address: is it SKOS?")
    scheme = _Scheme(graph, source, _ids(concepts))
    for address in concepts:
        yield from scheme.terms(URIRef(address))


def _named(node: Node) -> bool:
    return isinstance(node, URIRef)


def _ids(addresses: Iterable[str]) -> dict[str, str]:
    """By address, its last part; the whole where two would have the same."""
    last = {
        one: unquote(one.rstrip("/#").replace("#", "/").rpartition("/")[2]) for one in addresses
    }
    count = Counter(last.values())
    return {one: part if part and count[part] == 1 else one for one, part in last.items()}


class _Scheme:
    """The concepts of a file with what they share."""

    def __init__(self, graph: Graph, source: Source, ids: dict[str, str]) -> None:
        self._graph, self._source, self._ids = graph, source, ids
        self._schemes = sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str)

    def terms(self, concept: URIRef) -> Iterator[Term]:
        """The concept's term in each language that has a definition."""
        preferred = dict.fromkeys(self._literals(concept, _PREFERRED))
        names = self._by_language(preferred, count=True)
        if not preferred:
            self._source.skip("no term in it")
        aliases = self._by_language(self._literals(concept, _OTHERS))
        definitions = self._by_language(self._definitions(concept))
        for language in get_args(Language):
            if names[language] and definitions[language]:
                for _ in names[language][1:]:
                    self._source.skip("second prefLabel of a language (taken as an alias)")
                others = [*names[language][1:], *aliases[language]]
                term = self._term(
                    concept, language, names[language][0], definitions[language][0], others
                )
                yield checked(term, f"{self._source.path}, concept {concept}")
            elif names[language]:
                self._source.skip("no definition")

    def _term(
        self, concept: URIRef, language: Language, name: str, definition: str, others: list[str]
    ) -> Term:
        defaults = self._source.defaults
        said = str(self._graph.value(concept, OWL.deprecated)).lower()
        deprecated = said in ("true", "1")
        if deprecated:
            self._source.unsaid.say_status(self._ids[str(concept)], language)
        return Term(
            concept=self._ids[str(concept)],
            language=language,
            name=name,
            definition=definition,
            source=self._said(concept, _SOURCES, language)
            or self._title(language)
            or defaults.source,
            field=defaults.field,
            aliases=tuple(one for one in dict.fromkeys(others) if one != name),
            related=self._related(concept),
            owner=defaults.owner,
            status="deprecated" if deprecated else defaults.new_status,
            licence=self._said(concept, _LICENCES, language) or defaults.licence,
        )

    def _title(self, language: Language) -> str:
        titles = (self._first(scheme, _TITLES, language) for scheme in self._schemes[:1])
        return next(titles, "")

    def _said(self, concept: URIRef, properties: Iterable[URIRef], language: Language) -> str:
        """What is said of a concept, of its definition, or else of its scheme."""
        own = self._graph.objects(concept, SKOS.inScheme)
        nodes = (concept, *self._graph.objects(concept, SKOS.definition), *own, *self._schemes[:1])
        said = (self._first(node, properties, language) for node in nodes)
        return next(filter(None, said), "")

    def _first(self, node: Node, properties: Iterable[URIRef], language: Language) -> str:
        for predicate in properties:
            found = sorted(self._graph.objects(node, predicate), key=str)
            found.sort(key=lambda one: language_of_tag(_tag(one)) != language)
            if found:
                return str(found[0])
        return ""

    def _literals(self, concept: URIRef, properties: Iterable[URIRef]) -> Iterator[Literal]:
        for predicate in properties:
            for found in self._graph.objects(concept, predicate):
                # The label of SKOS-XL is a resource, whose text is its literal form.
                forms = (found, *self._graph.objects(found, _XL.literalForm))
                yield from (form for form in forms if isinstance(form, Literal))

    def _definitions(self, concept: URIRef) -> Iterator[Literal]:
        found = list(self._graph.objects(concept, SKOS.definition))
        values = chain(found, *(self._graph.objects(one, RDF.value) for one in found))
        return (one for one in values if isinstance(one, Literal))

    def _by_language(
        self, literals: Iterable[Literal], count: bool = False
    ) -> dict[Language, list[str]]:
        """Texts by language: plain tags before those of a country, then by the alphabet."""
        texts: dict[Language, list[str]] = {language: [] for language in get_args(Language)}
        for literal in sorted(literals, key=lambda one: (_tag(one), str(one))):
            tag = _tag(literal)
            language = self._source.language(tag) if count else language_of_tag(tag)
            if language and str(literal).strip():
                texts[language].append(str(literal))
        return texts

    def _related(self, concept: URIRef) -> tuple[str, ...]:
        """The direct neighbours: a circle of broader concepts is never walked."""
        nodes = chain.from_iterable(self._graph.objects(concept, one) for one in _NEIGHBOURS)
        near = sorted({self._ids[str(one)] for one in nodes if str(one) in self._ids})
        others = [one for one in near if one != self._ids[str(concept)]]
        for _ in others[RELATED_COUNT:]:
            self._source.skip(f"related concept beyond the first {RELATED_COUNT}")
        return tuple(islice(others, RELATED_COUNT))


def _tag(node: Node) -> str:
    return (node.language or "") if isinstance(node, Literal) else ""
