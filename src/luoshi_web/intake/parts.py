"""What stands in a part of a Word or Excel file: fields, formulas and controls that would fetch or run something."""

import re

from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.markup import elements

_REFUSED = {
    "OLEObject": "OLE", "oleObject": "OLE", "oleLink": "OLE", "ddeLink": "DDE", "externalBook": "externalLink", "altChunk": "altChunk",
    "control": "ActiveX", "ocx": "ActiveX", "webextension": "webextension", "customUI": "customUI", "script": "script",
    "foreignObject": "foreignObject", "subDoc": "subDocument", "frameset": "frameset", "dbPr": "connections", "webPr": "connections",
}  # fmt: skip
"""Elements that a harmless paper has no need of, by name."""
_FORMULAS = frozenset({"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula"})
_FIELD = re.compile(
    r"^[\s\"]*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD|MACROBUTTON|EMBED|AUTOOPEN|CONTROL)\b",
    re.IGNORECASE,
)
"""Fields of Word that fetch or run: { DDEAUTO c:\\\\… }."""
_CALLS = re.compile(
    r"(?<![\w.])(_xlfn\.|_xlws\.)?(WEBSERVICE|FILTERXML|CALL|REGISTER|REGISTER\.ID|EXEC|EXECUTE|RTD|IMAGE|SQL\.REQUEST|FOPEN|FWRITE|RUN"
    r"|INITIATE|POKE|STOCKHISTORY)\s*\(",
    re.IGNORECASE,
)
_DDE = re.compile(r"[A-Za-z0-9_.]\s*\|\s*('|\[|[A-Za-z0-9_.])[^!]*!")
_STRINGS = re.compile(r'"(?:[^"]|"")*"')
_LINK = re.compile(r"HYPERLINK\s*\(", re.IGNORECASE)
_PAGE = re.compile(r"HYPERLINK\s*\(\s*\"(https?://|mailto:|#)", re.IGNORECASE)
_RUNS_AT_OPENING = re.compile(r"^(_xlnm\.)?auto_?(open|close|activate|deactivate|exec)", re.IGNORECASE)
_YES = frozenset({"1", "true", "on"})


def look_at_part(data: bytes, name: str) -> None:
    """One part of XML, from its first element to its last. Raises :class:`FileFault`."""
    field: list[str] = []
    for element, said, text in elements(data, name):
        if element in _REFUSED:
            raise FileFault("active", _REFUSED[element])
        if element in _FORMULAS:
            look_at_formula(text)
        if element == "definedName":
            _defined(said)
        elif element == "FmlaMacro" and text.strip():
            raise FileFault("macros")
        elif element == "fldSimple":
            _field(said.get("instr", ""))
        elif element in {"instrText", "delInstrText"}:
            field.append(text)
        elif element == "fldChar":
            _field("".join(field))
            field = []
        _attributes(said)
    _field("".join(field))


def look_at_formula(text: str) -> None:
    """A formula of a cell, a rule or a name: it counts, and neither fetches nor runs anything."""
    bare = _STRINGS.sub('""', text)
    if found := _CALLS.search(bare):
        raise FileFault("active", found.group(2).upper())
    if _DDE.search(bare):
        raise FileFault("active", "DDE")
    if len(_LINK.findall(bare)) != len(_PAGE.findall(text)):
        raise FileFault("active", "HYPERLINK")


def _defined(said: dict[str, str]) -> None:
    """A name that Excel runs when the file is opened, or that is a macro's."""
    if _RUNS_AT_OPENING.match(said.get("name", "")):
        raise FileFault("macros", said["name"])
    if {said.get(key, "") for key in ("function", "xlm", "vbProcedure")} & _YES:
        raise FileFault("macros", said.get("name", ""))


def _field(words: str) -> None:
    if found := _FIELD.match(words):
        raise FileFault("active", found.group(1).upper())


def _attributes(said: dict[str, str]) -> None:
    """Attributes that run: a macro of a shape, an action of a picture, a handler of a page (SVG)."""
    for key, value in said.items():
        if key == "macro" and value.strip():
            raise FileFault("macros")
        if key == "action" and re.match(
            r"ppaction://(program|macro|ole|hlinkfile)", value.strip(), re.IGNORECASE
        ):
            raise FileFault("active", "action")
        if key.lower().startswith("on") and len(key) > 4 and key.lower() in _HANDLERS:
            raise FileFault("active", key)
        if key in {"href", "src"} and re.match(
            r"\s*(javascript|vbscript|file|data:text)", value, re.IGNORECASE
        ):
            raise FileFault("active", key)


_HANDLERS = frozenset(
    {"onload", "onclick", "onerror", "onmouseover", "onbegin", "onaction", "onfocus", "onend"}
)
