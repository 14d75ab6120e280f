"""OFD (GB/T 33190): pages, pictures and fonts in a ZIP. What is attached inside is looked into like an upload of its own."""

import re
from collections.abc import Callable, Mapping

from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.markup import elements

OFD = "application/ofd"
MAIN = "OFD.xml"
_HARMLESS = re.compile(
    r"\.(png|jpe?g|bmp|gif|tiff?|jb2|gbig2|ttf|otf|ttc|cff|dat|esl|asn1|p7s)$", re.IGNORECASE
)
_PAPERS = re.compile(r"\.(pdf|docx|xlsx|ofd|txt|csv)$", re.IGNORECASE)
_REFUSED = frozenset({"Movie", "Sound", "Script", "JavaScript", "Launch"})
_PAGE = re.compile(r"^(https?://|mailto:)", re.IGNORECASE)


def look_at(parts: Mapping[str, bytes], attached: Callable[[str, bytes], object]) -> str:
    """The media type. ``attached`` checks a paper inside by its name and bytes. Raises :class:`FileFault`."""
    for name, data in parts.items():
        if name.lower().endswith(".xml"):
            _look_at_xml(name, data)
        elif _PAPERS.search(name):
            attached(name.rpartition("/")[2], data)
        elif not _HARMLESS.search(name):
            raise FileFault("unknown_part", name.rpartition("/")[2])
        elif data.startswith((b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"%PDF-")):
            raise FileFault("two_in_one", name.rpartition("/")[2])
    return OFD


def _look_at_xml(name: str, data: bytes) -> None:
    for element, said, _ in elements(data, name):
        if element in _REFUSED:
            raise FileFault("active", element)
        if element == "URI" and not _PAGE.match(said.get("URI", "https://").strip()):
            raise FileFault("active", "URI")
