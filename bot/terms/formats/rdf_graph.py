"""RDF files as graphs, without anything that a file could make the parser fetch or unfold."""

from __future__ import annotations

import json
from pathlib import Path

from rdflib import Graph
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.plugins.parsers.notation3 import BadSyntax

from bot.errors import UserError
from bot.terms.formats.source import Source
from bot.terms.formats.xml_entries import xml_entries

_BASE = "urn:glossary:"  # what relative addresses are relative to
_FORMATS = {".ttl": "turtle", ".nt": "nt", ".jsonld": "json-ld", ".json": "json-ld"}
_BYTES = 256 * 1024 * 1024  # rdflib holds the whole graph, in some ten times the file's size


def read_graph(source: Source) -> Graph:
    """Read a file of RDF/XML, Turtle, N-Triples or JSON-LD, told apart by its suffix.

    Raises:
        UserError: it cannot be read, is too large, or refers to other files.
    """
    path = source.path
    kind = _FORMATS.get(path.suffix.lower(), "xml")
    with source.open(path) as file:
        if kind == "xml":  # rdflib's own parser would unfold any entities; this one refuses most
            for _ in xml_entries(file, path, ("RDF",), (), entities=True):
                pass
            file.seek(0)
        content = file.read(_BYTES + 1)
    if len(content) > _BYTES:
        raise UserError(f"{path} is larger than 256 MB, which SKOS files are read to: part it.")
    if kind == "xml":
        return _parsed(content, kind, path)
    try:
        return _parsed(content.decode(), kind, path)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UserError(f"{path}, line {line}: not UTF-8: save the file as UTF-8.") from error


def _parsed(content: str | bytes, kind: str, path: Path) -> Graph:
    try:
        if kind == "json-ld":
            graph = Graph()
            to_rdf(_without_remote_contexts(json.loads(content), path), graph, base=_BASE)
            return graph
        return Graph().parse(data=content, format=kind, publicID=_BASE)
    except json.JSONDecodeError as error:
        raise UserError(f"{path}, line {error.lineno}: not valid JSON ({error.msg}).") from error
    except BadSyntax as error:
        said = f"line {error.lines + 1}: not valid Turtle ({error._why})"  # it has no other access
        raise UserError(f"{path}, {said[:300]}.") from error
    except RecursionError as error:
        raise UserError(f"{path}: its values are nested too deeply: flatten them.") from error
    except UserError:
        raise
    # rdflib's parsers let whatever they meet escape: assertions, missing keys, broken addresses.
    except Exception as error:
        first = str(error).strip().partition("\n")[0] or type(error).__name__
        raise UserError(f"{path}: not valid RDF ({first[:300]}).") from error


def _without_remote_contexts(document: object, path: Path) -> object:
    """The document, which has no context by address: that would be fetched from anywhere."""
    pending = [document]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            contexts = value.get("@context", [])
            contexts = contexts if isinstance(contexts, list) else [contexts]
            remote = [one for one in (*contexts, value.get("@import")) if isinstance(one, str)]
            if remote:
                raise UserError(
                    f"{path}: the @context {remote[0][:200]} is kept elsewhere, from where nothing "
                    "is fetched: write its content into the file."
                )
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
    return document
