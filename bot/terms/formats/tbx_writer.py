"""Writing TBX as ISO 30042:2019 has it, in DCA style, by the dialect TBX-Basic.

TBX-Basic has no data category for a licence: it is written as ``<admin type="licence">``, which
other programs leave out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from bot.terms.formats.rules import checked
from conversation_store.term import Status, Term

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader>
    <fileDesc><sourceDesc><p>Written by Termwise.</p></sourceDesc></fileDesc>
  </tbxHeader>
  <text><body>
"""
_TAIL = "  </body></text>\n</tbx>\n"
_PROCESS: dict[Status, str] = {
    "approved": "finalized",
    "proposed": "provisionallyProcessed",
    "deprecated": "",
}


def write_tbx(terms: Iterable[Term], file: BinaryIO) -> int:
    """Write terms as one TBX file, UTF-8.

    Args:
        terms: the terms, those of one concept next to each other; their revision is not written.
        file: a binary file.

    Returns:
        How many terms were written.

    Raises:
        UserError: a term breaks the rules, and so might not be well-formed XML.
    """
    count = 0
    file.write(_HEAD.encode())
    for concept, group in groupby(terms, key=lambda term: term.concept):
        of_concept = [checked(term, f"the concept {concept}") for term in group]
        file.write("".join(_entry(concept, of_concept)).encode())
        count += len(of_concept)
    file.write(_TAIL.encode())
    return count


def _entry(concept: str, terms: list[Term]) -> Iterator[str]:
    yield f"    <conceptEntry id={quoteattr(concept)}>\n"
    fields = {term.field for term in terms}
    if len(fields) == 1:
        yield _element("descrip", "subjectField", terms[0].field, 6)
    for term in terms:
        yield f'      <langSec xml:lang="{term.language}">\n'
        if len(fields) > 1:  # TBX-Basic has it above, but one place cannot hold two
            yield _element("descrip", "subjectField", term.field, 8)
        yield from _language_section(term)
        yield "      </langSec>\n"
    yield "    </conceptEntry>\n"


def _language_section(term: Term) -> Iterator[str]:
    yield "        <descripGrp>\n"
    yield _element("descrip", "definition", term.definition, 10)
    yield _element("admin", "source", term.source, 10)
    yield "        </descripGrp>\n"
    yield _element("admin", "licence", term.licence, 8)
    for concept in term.related:
        target = quoteattr(f"#{concept}" if concept.startswith("#") else concept)
        yield f'        <ref type="crossReference" target={target}>{escape(concept)}</ref>\n'
    if term.owner:
        yield '        <transacGrp><transac type="transactionType">modification</transac>\n'
        yield _element("transacNote", "responsibility", term.owner, 10)
        yield "        </transacGrp>\n"
    yield from _term_sections(term)


def _term_sections(term: Term) -> Iterator[str]:
    deprecated = term.status == "deprecated"
    name = "deprecatedTerm" if deprecated else "preferredTerm"
    other = "deprecatedTerm" if deprecated else "admittedTerm"
    yield _term_section(term.name, name, _PROCESS[term.status], "fullForm")
    if term.abbreviation:
        yield _term_section(term.abbreviation, other, "", "abbreviation")
    for alias in term.aliases:
        yield _term_section(alias, other, "", "variant")


def _term_section(text: str, status: str, process: str, kind: str) -> str:
    notes = (
        ("administrativeStatus", f"{status}-admn-sts"),
        ("processStatus", process),
        ("termType", kind),
    )
    lines = "".join(_element("termNote", category, value, 10) for category, value in notes)
    return f"        <termSec>\n          <term>{escape(text)}</term>\n{lines}        </termSec>\n"


def _element(tag: str, category: str, text: str, indent: int) -> str:
    spaces = " " * indent
    return f'{spaces}<{tag} type="{category}">{escape(text)}</{tag}>\n' if text else ""
