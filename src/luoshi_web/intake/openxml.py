"""Word and Excel (Office Open XML): a package of parts, each of a type that is known to be harmless, tied by relations that stay inside.

What is not known is refused. Types and relations are read as XML, never searched for as bytes: ``macroEnabled`` in UTF-16 or written with
entities is the same to a parser.
"""

import posixpath
import re
from collections.abc import Mapping

from luoshi_web.intake.archives import unpacked
from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.markup import elements
from luoshi_web.intake.parts import look_at_part

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DEEPEST = 2
"""Papers within papers: a chart in a report keeps its table as a workbook."""
TYPES = "[Content_Types].xml"
_MAINS = {f"{DOCX}.main+xml".lower(): DOCX, f"{XLSX}.main+xml".lower(): XLSX}
_PACKAGES = frozenset({DOCX, XLSX})

_OPEN = r"application/vnd\.openxmlformats-officedocument\."
_KNOWN = re.compile(
    "|".join(
        (
            _OPEN + r"wordprocessingml\.(document\.main|document\.glossary|styles|settings|websettings|fonttable|numbering|footnotes|endnotes"
            r"|comments|commentsextended|commentsids|commentsextensible|header|footer|people)\+xml",
            _OPEN + r"spreadsheetml\.(sheet\.main|worksheet|chartsheet|styles|sharedstrings|calcchain|table|tablesinglecells|comments|pivottable"
            r"|pivotcachedefinition|pivotcacherecords|sheetmetadata|usernames|revisionheaders|revisionlog)\+xml",
            _OPEN + r"spreadsheetml\.printersettings|" + _OPEN + r"wordprocessingml\.printersettings",
            _OPEN + r"(drawing|drawingml\.(chart|chartshapes|diagramdata|diagramlayout|diagramstyle|diagramcolors)|theme|themeoverride"
            r"|customxmlproperties|custom-properties|extended-properties)\+xml|" + _OPEN + r"(vmldrawing|obfuscatedfont)",
            r"application/vnd\.openxmlformats-package\.(relationships|core-properties|digital-signature-(origin|xmlsignature|certificate))(\+xml)?",
            r"application/vnd\.ms-(word\.styleswitheffects|excel\.(person|threadedcomments|slicer|slicercache|timeline|timelinecache"
            r"|controlproperties|rdrichvalue|rdrichvaluestructure|rdrichvaluetypes|richvaluerel)"
            r"|office\.(chartstyle|chartcolorstyle|chartex|drawingml\.diagramdrawing))\+xml",
            r"application/vnd\.wps-officedocument\.[\w.-]+\+xml",
            r"application/(xml|inkml\+xml|x-fontdata|x-font-ttf|vnd\.ms-opentype)|text/xml",
            r"image/(png|jpe?g|gif|bmp|x-ms-bmp|tiff?|x-emf|x-wmf|emf|wmf|svg\+xml)",
        )
    )
)  # fmt: skip
"""Types of parts that nothing is run by. In small letters, as they are compared."""
_MACROS = re.compile(r"macro|vba|xlm|keymapcustomizations|attachedtoolbars|dialogsheet")
_XML = re.compile(r"[+/]xml$|vmldrawing$")

_RELATIONS_OUT = frozenset({"hyperlink"})
_RELATIONS_REFUSED = {
    "attachedtemplate": "template", "oleobject": "OLE", "control": "ActiveX", "activexcontrolbinary": "ActiveX", "afchunk": "altChunk",
    "subdocument": "subDocument", "frame": "frame", "externallink": "externalLink", "externallinkpath": "externalLink",
    "connections": "connections", "querytable": "queryTable", "extensibility": "customUI", "webextension": "webextension",
    "webextensiontaskpanes": "webextension", "taskpanes": "webextension", "mailmergesource": "mailMerge", "mailmergeheadersource": "mailMerge",
    "recipientdata": "mailMerge", "volatiledependencies": "RTD",
}  # fmt: skip
_GOES_TO = re.compile(r"^(https?://|mailto:|#)", re.IGNORECASE)
_RELATIVE = re.compile(r"^[^:\\/][^:\\]*\.(pdf|docx?|xlsx?|ofd|txt|csv|jpe?g|png)$", re.IGNORECASE)


def look_into(content: bytes, *, depth: int = 0) -> str:
    """The media type of a package. A table inside a paper is looked into as well. Raises :class:`FileFault`."""
    if depth > DEEPEST:
        raise FileFault("bomb")
    return look_at(unpacked(content), depth=depth)


def look_at(parts: Mapping[str, bytes], *, depth: int = 0) -> str:
    """… of one that is unpacked."""
    types = _types(parts)
    for name, data in parts.items():
        if name == TYPES:
            continue
        kind = types.of(name)
        if kind in _PACKAGES:
            look_into(data, depth=depth + 1)
            continue
        _known(name, kind, data)
        if name.lower().endswith(".rels"):
            look_at_relations(name, data)
        elif _XML.search(kind):
            look_at_part(data, name)
    return _main(parts, types)


class Types:
    """Which type a part has: its own, or that of its ending."""

    def __init__(self, own: Mapping[str, str], endings: Mapping[str, str]) -> None:
        self._own, self._endings = own, endings

    def of(self, name: str) -> str:
        """In small letters; empty where the package says nothing of it."""
        own = self._own.get(name.lower())
        return own if own is not None else self._endings.get(name.rpartition(".")[2].lower(), "")


def _types(parts: Mapping[str, bytes]) -> Types:
    if TYPES not in parts:
        raise FileFault("archive")
    own: dict[str, str] = {}
    endings: dict[str, str] = {}
    for element, said, _ in elements(parts[TYPES], TYPES):
        kind = said.get("ContentType", "").strip().lower()
        if element == "Override":
            place = said.get("PartName", "").lstrip("/").lower()
            if place in own:
                raise FileFault("two_in_one", place)
            own[place] = kind
        elif element == "Default":
            endings[said.get("Extension", "").lower()] = kind
        if element in {"Override", "Default"} and _MACROS.search(kind):
            raise FileFault("macros")
    return Types(own, endings)


def _known(name: str, kind: str, data: bytes) -> None:
    """A part of a known type, whose bytes are no package and no compound file that the type hides."""
    shown = posixpath.basename(name)
    if _MACROS.search(kind) or re.search(r"vbaproject|vbadata|/macrosheets/|/dialogsheets/", name.lower()):
        raise FileFault("macros")
    if "oleobject" in kind or "activex" in kind or "/activex/" in name.lower():
        raise FileFault("active", "OLE")
    if not kind or not _KNOWN.fullmatch(kind):
        raise FileFault("unknown_part", kind or shown)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileFault("active", "OLE")
    if data.startswith((b"PK\x03\x04", b"%PDF-")):
        raise FileFault("two_in_one", shown)


def look_at_relations(name: str, data: bytes) -> None:
    """Relations stay inside the package; a link that somebody must follow by hand may lead to a page or an address."""
    for element, said, _ in elements(data, name):
        if element != "Relationship":
            continue
        kind = said.get("Type", "").rstrip("/").rpartition("/")[2].lower()
        if _MACROS.search(kind):
            raise FileFault("macros")
        if kind in _RELATIONS_REFUSED:
            raise FileFault("active", _RELATIONS_REFUSED[kind])
        target = said.get("Target", "").strip()
        if said.get("TargetMode", "").strip().lower() == "external":
            if kind not in _RELATIONS_OUT:
                raise FileFault("active", kind)
            if not _GOES_TO.match(target) and not _RELATIVE.match(target):
                raise FileFault("active", "link")
        elif re.match(r"^[a-z][a-z0-9+.-]*:|^\\\\|^//", target, re.IGNORECASE):
            raise FileFault("active", kind)


def _main(parts: Mapping[str, bytes], types: Types) -> str:
    """The type of the one part that the package is about."""
    top = parts.get("_rels/.rels")
    if top is None:
        raise FileFault("archive")
    mains = [
        said.get("Target", "").lstrip("/")
        for element, said, _ in elements(top, "_rels/.rels")
        if element == "Relationship" and said.get("Type", "").endswith("/officeDocument")
    ]
    if len(mains) != 1 or mains[0] not in parts:
        raise FileFault("damaged" if len(mains) == 1 else "archive")
    kind = types.of(mains[0])
    if kind not in _MAINS:
        raise FileFault("unknown_type")
    return _MAINS[kind]
