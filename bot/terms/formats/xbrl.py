"""Label linkbases of XBRL 2.1 (section 5.2.2), as US-GAAP and IFRS have them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from bot.errors import UserError
from bot.terms.formats.rules import (
    DEFINITION_LENGTH,
    INVISIBLE,
    NAME_COUNT,
    NAME_LENGTH,
    checked,
    is_nameless,
)
from bot.terms.formats.source import Source
from bot.terms.formats.spool import spool
from bot.terms.formats.xbrl_links import ARC, CREATE, JOIN, LABEL, LOCATOR, READ
from bot.terms.formats.xml_entries import Node, xml_entries
from conversation_store.term import Language, Term

_CONTAINER = "labelLink"
_NAME, _DEFINITION, _DEPRECATED = "label", "documentation", "deprecated"
# Wordings for one place in a statement, such as "Cash, beginning of period", name nothing.
_PLACED = ("total", "period", "negated", "positive", "negative", "zero", "net", _DEPRECATED)
_PAIRS = 10  # joined labels for each row; real linkbases have one


class _Label(NamedTuple):
    """A label with the concept that an arc leads to it from."""

    concept: str
    language: Language
    role: str
    text: str
    path: str
    line: int


def xbrl_terms(source: Source) -> Iterator[Term]:
    """Read the concepts that have a label and a documentation in one language, by their ids.

    Raises:
        UserError: a file cannot be read or is no linkbase.
    """
    with spool(CREATE) as database:
        rows = sum(_take(database, source, *numbered) for numbered in enumerate(source.files))
        most = rows * _PAIRS
        if database.execute(JOIN, {"most": most + 1}).rowcount > most:
            raise UserError(
                f"{source.path}: the arcs join more than {_PAIRS} labels for each label there is, "
                "since locators or labels share their names: mend the linkbase."
            )
        reached = False
        labels = (_Label(*row) for row in database.execute(READ))
        for _, group in groupby(labels, key=itemgetter(0, 1)):
            reached, term = True, _term(source, group)
            if term:
                yield term
        if not reached:
            _count_unreached(database, source)


def _count_unreached(database: sqlite3.Connection, source: Source) -> None:
    """Count the labels where no arc leads to any of them, which nothing else would tell of."""
    for _ in database.execute("SELECT rowid FROM label WHERE language IS NOT NULL"):
        source.skip("label that no arc leads to")


def _take(database: sqlite3.Connection, source: Source, number: int, path: Path) -> int:
    """Put the locators, arcs and labels of one linkbase into the database, and count them."""
    link = count = 0
    with source.open(path) as file:
        entries = xml_entries(
            file, path, ("linkbase",), ("loc", "labelArc", "label"), (_CONTAINER,)
        )
        for node in entries:
            link += node.tag == _CONTAINER
            here = {"file": number, "link": link, "path": str(path), "name": path.name.lower()}
            match node.tag:
                case "loc":
                    database.execute(LOCATOR, here | _locator(node))
                case "labelArc":
                    database.execute(ARC, here | _arc(node, path))
                case "label":
                    language = source.language(node.attributes.get("lang"))
                    database.execute(LABEL, here | _label(node) | {"language": language})
            count += 1
    return count


def _locator(node: Node) -> dict[str, str]:
    target, _, fragment = unquote(node.attributes.get("href", "")).partition("#")
    return {
        "label": node.attributes.get("label", ""),
        "target": target.rpartition("/")[2].lower(),
        "fragment": fragment,
    }


def _arc(node: Node, path: Path) -> dict[str, str | int]:
    priority = node.attributes.get("priority", "0")
    try:
        number = int(priority[:9])
    except ValueError as error:
        raise UserError(
            f"{path}, line {node.line}: the priority of an arc is {priority[:50]!r}, no number."
        ) from error
    return {
        "origin": node.attributes.get("from", ""),
        "destination": node.attributes.get("to", ""),
        "prohibited": node.attributes.get("use") == "prohibited",
        "priority": number,
    }


def _label(node: Node) -> dict[str, str | int]:
    return {
        "line": node.line,
        "label": node.attributes.get("label", ""),
        "id": node.attributes.get("id", ""),
        "role": node.attributes.get("role", "").rpartition("/")[2] or _NAME,
        "text": INVISIBLE.sub("", node.text),
    }


def _term(source: Source, labels: Iterable[_Label]) -> Term | None:
    """The term that the labels of one concept in one language make, if they make one."""
    names: dict[str, _Label] = {}
    definition, deprecated, label = "", False, None
    for label in labels:
        deprecated = deprecated or label.role.startswith(_DEPRECATED)
        if label.role == _DEFINITION:
            definition = definition or label.text
        elif label.role.lower().endswith("label") and not label.role.startswith(_PLACED):
            _take_name(source, names, label)
    first = next((one for one in names.values() if one.role == _NAME), None)
    if label is None or first is None or not 0 < len(definition) <= DEFINITION_LENGTH:
        long = f"definition of over {DEFINITION_LENGTH} characters"
        source.skip("no label" if first is None else long if definition else "no definition")
        return None
    defaults = source.defaults
    term = Term(
        concept=first.concept,
        language=first.language,
        name=first.text,
        definition=definition,
        source=defaults.source,
        field=defaults.field,
        aliases=tuple(name for name in names if name != first.text),
        owner=defaults.owner,
        status="deprecated" if deprecated else defaults.new_status,
        licence=defaults.licence,
    )
    if deprecated:
        source.unsaid.say_status(term.concept, term.language)
    return checked(term, f"{first.path}, line {first.line}")


def _take_name(source: Source, names: dict[str, _Label], label: _Label) -> None:
    if len(label.text) > NAME_LENGTH:
        source.skip(f"label of over {NAME_LENGTH} characters")
    elif label.text and is_nameless(label.text):
        source.skip("label without a letter or digit")
    elif len(names) >= NAME_COUNT:
        source.skip(f"label beyond the first {NAME_COUNT} of a concept")
    elif label.text and (label.role == _NAME or label.text not in names):
        names[label.text] = label
