"""Short entities, as editors of RDF define them for namespaces, and no others.

``<!ENTITY skos "http://www.w3.org/2004/02/skos/core#">`` is harmless. What entities do harm by is
refused: those that unfold each other, many or long ones, and those that are kept elsewhere.
"""

from __future__ import annotations

from xml.parsers.expat import XMLParserType

from defusedxml import EntitiesForbidden

_MOST = 100
_LONGEST = 200  # characters


def allow_short_entities(parser: XMLParserType) -> None:
    """Let a file define at most 100 entities of at most 200 characters, which hold no markup.

    Args:
        parser: has read nothing yet; raises EntitiesForbidden where a file defines others.
    """
    count = 0

    def declare(
        name: str,
        is_parameter_entity: bool,
        value: str | None,
        base: str | None,
        sysid: str | None,
        pubid: str | None,
        notation: str | None,
    ) -> None:
        nonlocal count
        count += 1
        text = value or ""
        is_plain = not is_parameter_entity and value is not None and not {"&", "<"} & set(text)
        if not is_plain or len(text) > _LONGEST or count > _MOST:
            raise EntitiesForbidden(name, value, base, sysid, pubid, notation)

    parser.EntityDeclHandler = declare
