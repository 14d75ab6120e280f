"""OpenDocument texts (ODT): the parts that a word processor writes and no others, and nothing in them that runs or is fetched by itself.

A link that somebody must follow by hand may lead to a page; whatever else names a place must name a part of the file.
"""

import base64
import binascii
import re
from collections.abc import Mapping

from luoshi_web.intake.archives import unpacked
from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.markup import elements
from luoshi_web.intake.parts import look_at_formula
from luoshi_web.intake.signs import is_font, is_picture

ODT = "application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"
_XML = frozenset({"content.xml", "styles.xml", "meta.xml", "settings.xml", "manifest.rdf", _MANIFEST, "META-INF/documentsignatures.xml"})  # fmt: skip
_MACROS = re.compile(r"^(Basic|Scripts|Dialogs)/|^META-INF/macrosignatures\.xml$", re.IGNORECASE)
_OBJECTS = re.compile(r"^(\./)?(Object\b|ObjectReplacements/|OLE)|/?Obj[0-9A-F]+$", re.IGNORECASE)
_PICTURES = re.compile(r"^(Pictures|Thumbnails)/[^/]+$")
_FONTS = re.compile(r"^Fonts/[^/]+$")
_EMPTY = re.compile(r"^Configurations2/")
"""The user's own menus and keys, which may call macros: LibreOffice packs the folder, and nothing in it."""
_LAYOUT = "layout-cache"
"""Where LibreOffice broke the pages the last time: numbers."""
_MANIFEST_MACROS = re.compile(r"macro|basic|script|dialog", re.IGNORECASE)

_REFUSED = {
    "script": "script", "event-listener": "script", "execute-macro": "macros", "event": "script",
    "object": "OLE", "object-ole": "OLE", "applet": "applet", "plugin": "plugin", "floating-frame": "frame", "param": "plugin",
    "dde-connection": "DDE", "dde-connection-decl": "DDE", "dde-source": "DDE",
    "section-source": "section-source", "table-source": "table-source", "cell-range-source": "table-source",
    "connection-resource": "database", "database-display": "database", "database-next": "database", "database-row-select": "database",
    "database-name": "database", "database-row-number": "database", "model": "XForms", "submission": "XForms", "instance": "XForms",
    "audio": "audio", "video": "video", "sound": "sound", "command": "command", "auto-reload": "auto-reload",
    "alphabetical-index-auto-mark-file": "index", "foreignObject": "foreignObject", "library-embedded": "macros", "library-linked": "macros",
}  # fmt: skip
"""Elements that a report has no need of: they run, embed, or are fetched when the file is opened."""
_FOLLOWED = "a"
"""The one element whose address is gone to by hand."""
_PAGE = re.compile(r"^(https?://|mailto:|#)", re.IGNORECASE)
_BESIDE = re.compile(r"^[^:\\/][^:\\]*\.(pdf|docx?|odt|xlsx?|ofd|txt|csv|jpe?g|png)$", re.IGNORECASE)
_PLACES = frozenset({"href", "src", "iri", "action", "location", "database-name", "connection-name"})


def look_into(content: bytes) -> str:
    """The media type of a text. Raises :class:`FileFault`."""
    parts = unpacked(content)
    if parts.get("mimetype", b"").strip() != ODT.encode():  # a template and a master document load others
        raise FileFault("unknown_type")
    if _MANIFEST not in parts:
        raise FileFault("damaged", _MANIFEST)
    _manifest(parts)
    if "content.xml" not in parts:
        raise FileFault("damaged", "content.xml")
    for name, data in parts.items():
        _part(name, data, parts)
    return ODT


def _manifest(parts: Mapping[str, bytes]) -> None:
    """What the file says of its parts: none is locked, none is a macro or an object, whatever it is called."""
    for element, said, _ in elements(parts[_MANIFEST], _MANIFEST):
        if element in {"encryption-data", "encrypted-key", "keyinfo"}:
            raise FileFault("encrypted")
        kind, place = said.get("media-type", ""), said.get("full-path", "")
        if element == "file-entry" and place == "/" and kind != ODT:
            raise FileFault("two_in_one", kind)
        if element == "file-entry" and (_MANIFEST_MACROS.search(kind) or _MACROS.match(place)):
            raise FileFault("macros")
        if element == "file-entry" and ("oleobject" in kind.lower() or _OBJECTS.match(place)):
            raise FileFault("active", "OLE")


def _part(name: str, data: bytes, parts: Mapping[str, bytes]) -> None:
    shown = name.rpartition("/")[2]
    if _MACROS.match(name):
        raise FileFault("macros")
    if _OBJECTS.match(name):
        raise FileFault("active", "OLE")
    if name in _XML or (_PICTURES.match(name) and shown.lower().endswith(".svg")):
        if data:
            _look_at_xml(name, data, parts)
    elif not _inert(name, data):
        raise FileFault("unknown_part", shown)


def _inert(name: str, data: bytes) -> bool:
    """Whether a part holds nothing but points, letters, numbers or nothing at all."""
    if _PICTURES.match(name):
        return is_picture(data)
    if _FONTS.match(name):
        return is_font(data)
    return name in {"mimetype", _LAYOUT} or (bool(_EMPTY.match(name)) and not data)


def _look_at_xml(name: str, data: bytes, parts: Mapping[str, bytes]) -> None:
    for element, said, text in elements(data, name):
        if element in _REFUSED:
            raise FileFault("macros" if _REFUSED[element] == "macros" else "active", _REFUSED[element])
        if element == "binary-data":
            _inside(text)
        if "formula" in said:
            look_at_formula(said["formula"])
        for key, value in said.items():
            if key.lower() in _PLACES:
                _place(element, value.strip(), parts)
            if re.match(r"on[a-z]{4,}$", key):  # a picture's (SVG) handler
                raise FileFault("active", key)


def _place(element: str, place: str, parts: Mapping[str, bytes]) -> None:
    """Inside the file, or gone to by hand."""
    if element == _FOLLOWED:
        if not (not place or _PAGE.match(place) or _BESIDE.match(place)):
            raise FileFault("active", "link")
    elif place and not place.startswith("#") and place.removeprefix("./") not in parts:
        raise FileFault("active", element)


def _inside(text: str) -> None:
    """A picture written out in the text itself."""
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise FileFault("damaged", "binary-data") from error
    if data and not is_picture(data):
        raise FileFault("two_in_one", "binary-data")
