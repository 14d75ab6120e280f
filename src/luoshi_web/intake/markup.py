"""XML of a file that somebody uploaded, read element by element: no document types, no entities, nothing fetched, in whatever encoding."""

from collections.abc import Iterator
from itertools import product
from math import prod
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser

from luoshi_web.intake.faults import FileFault

_STEP = 1 << 16
_DEEPEST = 500
"""Elements within elements. A text of Word within a table within a text box has some forty."""
_MOST_READINGS = 16
"""Of one element's attributes. An office program writes ``xml:id`` beside ``text:id``, and ``svg:width`` beside ``fo:width``."""
Found = tuple[str, dict[str, str], str]


def elements(data: bytes, name: str) -> Iterator[Found]:
    """Each element when it ends: its name without prefix, its attributes likewise, its own text. Raises :class:`FileFault`.

    An element with two attributes of one bare name (``Target`` and ``x:Target``) comes once with each: which of
    them a program believes is the program's affair, and neither may hide the other.
    Nothing is kept of what was given: a sheet of 100 MB takes no more memory than its largest cell.
    """
    told = _Told()
    parser = create_parser(forbid_dtd=True)
    parser.setContentHandler(told)
    try:
        for start in range(0, len(data), _STEP):
            parser.feed(data[start : start + _STEP])
            yield from told.take()
        parser.close()
        yield from told.take()
    except DefusedXmlException as error:  # a document type: no office program writes one
        raise FileFault("active", "DTD") from error
    except FileFault:
        raise
    except (SAXException, ValueError, LookupError) as error:
        raise FileFault("damaged", name) from error


class _Told(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, list[dict[str, str]], list[str]]] = []
        self._ended: list[Found] = []

    def take(self) -> list[Found]:
        ended, self._ended = self._ended, []
        return ended

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        if len(self._open) >= _DEEPEST:
            raise FileFault("bomb")
        self._open.append((_bare(name), _readings(attrs), []))

    def characters(self, content: str) -> None:
        if self._open:
            self._open[-1][2].append(content)

    def endElement(self, name: str) -> None:
        element, readings, words = self._open.pop()
        self._ended.extend((element, said, "".join(words)) for said in readings)


def _readings(attrs: AttributesImpl) -> list[dict[str, str]]:
    """The attributes by their bare names, in every way in which a program may choose between two of one name."""
    said = {_bare(key): value for key, value in attrs.items()}
    if len(said) == len(attrs):  # nearly always, and of millions of cells
        return [said]
    values: dict[str, list[str]] = {}
    for key, value in attrs.items():
        if key != "xmlns" and not key.startswith("xmlns:"):
            values.setdefault(_bare(key), []).append(value)
    if prod(map(len, values.values())) > _MOST_READINGS:
        raise FileFault("unknown_part", "attributes")
    return [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]


def _bare(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name
