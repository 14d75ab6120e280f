"""Word and Excel 97 (compound files, OLE): the streams and storages that such a paper has, and no others.

Their macros, objects and packages are storages of their own, so that names tell; sheets of macros, links to other programs and locked
content stand in the records of the main stream.
"""

import re
from io import BytesIO

from olefile.olefile import DEFECT_INCORRECT, OleFileError, OleFileIO

from luoshi_web.intake.faults import FileFault

_WORD = frozenset({"worddocument", "1table", "0table", "data"})
_EXCEL = frozenset({"workbook", "book", "user names", "revision log", "ctls"})
_PROPERTIES = frozenset(
    {
        "\x05summaryinformation",
        "\x05documentsummaryinformation",
        "\x01compobj",
        "\x06datastore",
        "msodatastore",
    }
)
BEGINS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_READER_OF_XML = ("88D969", "88D96A")
"""How the number of Msxml2.SAXXMLReader begins, in its versions 3 to 6."""
_MACROS = re.compile(r"vba|macros|^_xlm|^project(wm)?$|^dir$")
_LOCKED = re.compile(r"encrypt|\x06dataspaces|strongencryption")
_OBJECTS = re.compile(
    r"^(objectpool|mbd[0-9a-f]+|lnk[0-9a-f]+|package|\x01ole(10native)?|_\d+|contents|ocxname|\x03.*)$"
)

_BOUNDSHEET, _FILEPASS, _SUPBOOK, _NAME, _DCON, _WEB = 0x85, 0x2F, 0x1AE, 0x18, 0x50, 0x0DC
_FIELD = re.compile(
    r"\x13[\s\"]*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON)\b", re.IGNORECASE
)


def look_at(content: bytes) -> str:
    """The media type. Raises :class:`FileFault`."""
    try:
        with OleFileIO(BytesIO(content), raise_defects=DEFECT_INCORRECT) as file:
            names = [[part.lower() for part in path] for path in file.listdir(streams=True, storages=True)]
            kind = _kind(names)
            main = file.openstream("WordDocument" if kind == "application/msword" else _workbook(file)).read()
    except FileFault:
        raise
    except (OleFileError, OSError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise FileFault("damaged") from error
    if kind == "application/msword":
        _word(main)
    else:
        _excel(main)
    return kind


def look_at_store(content: bytes) -> None:
    """Word's store of a paper's properties, as RTF carries it: XML in streams, of the one class. Raises :class:`FileFault`."""
    try:
        with OleFileIO(BytesIO(content), raise_defects=DEFECT_INCORRECT) as file:
            names = [[part.lower() for part in path] for path in file.listdir(streams=True, storages=True)]
            kind = str(file.root.clsid or "")
    except (OleFileError, OSError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise FileFault("damaged") from error
    if kind and not kind.upper().startswith(_READER_OF_XML):
        raise FileFault("active", "OLE")
    for path in names:
        if path[0] not in _PROPERTIES or any(_OBJECTS.match(part) or _MACROS.search(part) for part in path):
            raise FileFault("active", "OLE")


def _workbook(file: OleFileIO) -> str:
    return "Workbook" if file.exists("Workbook") else "Book"


def _kind(names: list[list[str]]) -> str:
    """By what stands in it; every name must be one that is known."""
    for path in names:
        if any(_LOCKED.search(part) for part in path):
            raise FileFault("encrypted")
        if any(_MACROS.search(part) for part in path):
            raise FileFault("macros")
        if any(_OBJECTS.match(part) for part in path):
            raise FileFault("active", "OLE")
    tops = {path[0] for path in names}
    if "worddocument" in tops and not tops & {"workbook", "book"}:
        known, kind = _WORD, "application/msword"
    elif tops & {"workbook", "book"} and "worddocument" not in tops:
        known, kind = _EXCEL, "application/vnd.ms-excel"
    else:
        raise FileFault("unknown_type")
    for top in sorted(tops - known - _PROPERTIES):
        raise FileFault("unknown_part", top.strip("\x00\x01\x02\x03\x04\x05\x06"))
    return kind


def _word(main: bytes) -> None:
    """The head of the stream says whether it is locked; fields stand in its text, of one byte a sign or two."""
    if len(main) < 32 or main[:2] != b"\xec\xa5":
        raise FileFault("damaged")
    if int.from_bytes(main[10:12], "little") & 0x0100:
        raise FileFault("encrypted")
    for text in (
        main.decode("latin-1"),
        main.decode("utf-16-le", "replace"),
        main[1:].decode("utf-16-le", "replace"),
    ):
        if found := _FIELD.search(text):
            raise FileFault("active", found.group(1).upper())


def _excel(main: bytes) -> None:
    """Record after record (BIFF): no sheet of macros, no name of one, no link to another program or book."""
    at = 0
    if len(main) < 8 or main[:2] not in {b"\x09\x08", b"\x09\x04", b"\x09\x02"}:
        raise FileFault("damaged")
    while at + 4 <= len(main):
        kind, size = (
            int.from_bytes(main[at : at + 2], "little"),
            int.from_bytes(main[at + 2 : at + 4], "little"),
        )
        data = main[at + 4 : at + 4 + size]
        if len(data) < size:
            raise FileFault("damaged")
        if kind == 0 and size == 0:
            break  # what fills the last sector
        _record(kind, data)
        at += 4 + size


def _record(kind: int, data: bytes) -> None:
    if kind == _FILEPASS:
        raise FileFault("encrypted")
    if kind == _BOUNDSHEET and len(data) > 5 and data[5] in {1, 6}:
        raise FileFault("macros", "Excel 4.0")
    if kind == _NAME and len(data) > 3:
        flags = int.from_bytes(data[:2], "little")
        runs_at_opening = (
            flags & 0x20 and len(data) > 15 and data[15 if data[14] in {0, 1} else 14] in {1, 2, 10, 11}
        )
        if flags & 0x0E or runs_at_opening:
            raise FileFault("macros")
    if kind == _SUPBOOK and data[2:4] not in {b"\x01\x04", b"\x01\x3a"}:
        raise FileFault("active", "DDE" if b"\x03" in data[4:] else "externalLink")
    if kind in {_DCON, _WEB}:
        raise FileFault("active", "connections")
