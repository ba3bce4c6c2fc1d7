"""XML files read entry by entry, each a small tree that knows the lines of its elements."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from io import BufferedReader
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from bot.errors import UserError
from bot.terms.formats.rules import ROW_BYTES, collapse
from bot.terms.formats.xml_entities import allow_short_entities

_DEPTH = 64
_NODE_BYTES = 100  # what an element without text counts: a million empty ones are not free
_CHUNK = 64 * 1024
_UNFOLDED = 256 * 1024 * 1024  # characters of all text and values, entities unfolded
_CURE = ("write the characters themselves", "save the file as Turtle")


@dataclass(slots=True)
class Node:
    """An element.

    Attributes:
        tag: its name without its namespace.
        line: where it begins in the file, from 1.
        attributes: by their names without their namespaces.
        content: its texts and elements in their order.
    """

    tag: str
    line: int
    attributes: dict[str, str]
    content: list[str | Node] = field(default_factory=list)

    @property
    def children(self) -> Iterator[Node]:
        """Its elements."""
        return (part for part in self.content if isinstance(part, Node))

    @property
    def text(self) -> str:
        """All text in it, its white space collapsed."""
        return collapse("".join(self._texts()))

    def _texts(self) -> Iterator[str]:
        for part in self.content:
            if isinstance(part, Node):
                yield from part._texts()
            else:
                yield part


def xml_entries(
    file: BufferedReader,
    path: Path,
    roots: Collection[str],
    wanted: Collection[str],
    containers: Collection[str] = (),
    *,
    entities: bool = False,
) -> Iterator[Node]:
    """The elements of some names, one after another; only one is kept at a time.

    Args:
        file: the XML file, UTF-8 or whatever its declaration says.
        path: its name, for messages.
        roots: what its root element may be called.
        wanted: which elements to give, without their namespaces; what is inside one is not looked
            through for another. The root comes first, without its content.
        containers: which elements around them to give where they begin, without their content.
        entities: let the file define a few short ones, as editors of RDF do for namespaces.

    Raises:
        UserError: the file is not well-formed, is another kind of file, defines other entities, or
            has an entry of more than 8 MB.
    """
    collector = _Collector(path, roots, wanted, containers, entities)
    parser = DefusedXMLParser(target=collector, forbid_entities=not entities)
    expat = parser.parser
    if entities:
        allow_short_entities(expat)
    collector.line = lambda: expat.CurrentLineNumber
    fed = 0
    try:
        while chunk := file.read(_CHUNK):
            fed += len(chunk)
            parser.feed(chunk)
            # Expat keeps what it has read of a tag or a comment until that ends.
            if fed - expat.CurrentByteIndex > ROW_BYTES:
                collector.refuse("a tag or a comment is longer than 8 MB")
            yield from collector.take()
        parser.close()
    except ParseError as error:
        line, column = error.position
        reason = str(error).split(":")[0] if fed else "the file is empty"
        raise UserError(
            f"{path}, line {line}, column {column + 1}: not well-formed XML ({reason})."
        ) from error
    except DefusedXmlException as error:
        raise UserError(
            f"{path}, line {expat.CurrentLineNumber}: the file defines entities or refers to "
            f"other files, which is not read: {_CURE[entities]}."
        ) from error
    except (ValueError, LookupError) as error:  # an encoding that expat or Python does not know
        raise UserError(f"{path}, line 1: {error}: save the file as UTF-8.") from error
    yield from collector.take()


class _Collector:
    """What the parser tells of the elements: keeps the wanted ones."""

    def __init__(
        self,
        path: Path,
        roots: Collection[str],
        wanted: Collection[str],
        containers: Collection[str],
        entities: bool,
    ) -> None:
        self._path, self._roots, self._entities = path, roots, entities
        self._wanted, self._containers = wanted, containers
        self._open: list[Node] = []
        self._ready: list[Node] = []
        self._rooted = False
        self._size = 0
        self._unfolded = 0
        self.line: Callable[[], int] = lambda: 1

    def take(self) -> Iterator[Node]:
        """Hand over the finished entries."""
        ready, self._ready = self._ready, []
        yield from ready

    def refuse(self, what: str) -> None:
        """Raise the error for something too large."""
        line = self._open[0].line if self._open else self.line()
        raise UserError(
            f"{self._path}, line {line}: {what}: no glossary needs that; mend the file."
        )

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = _local(tag)
        self._unfold(sum(map(len, attributes.values())))
        node = Node(name, self.line(), {_local(key): value for key, value in attributes.items()})
        if not self._rooted:
            self._rooted = True
            if name not in self._roots:
                raise UserError(
                    f"{self._path}, line {node.line}: the root element is <{name[:100]}>, not "
                    f"<{'> or <'.join(sorted(self._roots))}>: this is another kind of file."
                )
            self._ready.append(node)
        elif self._open or name in self._wanted:
            if self._open:
                self._open[-1].content.append(node)
            self._open.append(node)
            self._count(_NODE_BYTES + sum(map(len, attributes.values())))
            if len(self._open) > _DEPTH:
                self.refuse(f"elements are nested more than {_DEPTH} deep")
        elif name in self._containers:
            self._ready.append(node)

    def data(self, text: str) -> None:
        """Some text of the element that was begun last."""
        self._unfold(len(text))
        if self._open:
            self._open[-1].content.append(text)
            self._count(len(text))

    def end(self, tag: str) -> None:
        """The element that was begun last ends."""
        if self._open:
            node = self._open.pop()
            if not self._open:
                self._size = 0
                self._ready.append(node)

    def close(self) -> None:
        """The file has ended."""

    def _unfold(self, size: int) -> None:
        self._unfolded += size
        if self._entities and self._unfolded > _UNFOLDED:
            self.refuse("entities make the text larger than 256 MB")

    def _count(self, size: int) -> None:
        self._size += size
        if self._size > ROW_BYTES:
            self.refuse("the entry that begins here is larger than 8 MB")


def _local(name: str) -> str:
    return name.rpartition("}")[2]
