"""XML as a stream of events: no tree, no entities, nothing fetched."""

import zipfile
from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from luoshi.sources.formats.archive import read_part
from luoshi.sources.refusal import refuse

# Word nests some dozens; tables within tables a few hundred.
_DEEPEST = 2_000
# A report has some 100,000, most of them properties; two million take eight seconds.
_MOST_ELEMENTS = 1_000_000
_SEPARATOR = " "


class Handler(Protocol):
    """What is told of an XML part: names come without their namespace."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def characters(self, text: str) -> None:
        """Text stands here."""


def run_events(data: bytes, handler: Handler, name: str | None) -> None:
    """Reads ``data`` to its end. A document type (and with it every entity) is refused before it can grow.

    :raises xml.parsers.expat.ExpatError: where the XML is not well-formed.
    """
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    depth = elements = 0

    def local(tag: str) -> str:
        return tag.rpartition(_SEPARATOR)[2]

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth += 1
        elements += 1
        if depth > _DEEPEST or elements > _MOST_ELEMENTS:
            raise refuse("bomb", name)
        handler.start(local(tag), {local(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(local(tag))

    def doctype(*_: object) -> None:
        raise refuse("entities", name)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.characters
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(data, True)


def run_part(
    archive: zipfile.ZipFile, infos: Mapping[str, zipfile.ZipInfo], part: str, handler: Handler, name: str | None, *, format: str,
    needed: bool = False,
) -> None:  # fmt: skip
    """Sends the events of one part of an archive to ``handler``; none where there is no such part, unless it is ``needed``.

    :raises luoshi.errors.SourceError: ``broken`` where its XML is, or where it is needed and missing; ``format`` names what is broken.
    """
    if part not in infos:
        if needed:
            raise refuse("broken", name, format=format)
        return
    try:
        run_events(read_part(archive, infos[part], name), handler, name)
    except expat.ExpatError:
        raise refuse("broken", name, format=format) from None
