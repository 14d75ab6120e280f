"""PDF: every object of the file is looked at, also those that lie in compressed streams and those that nothing points to."""

import re
from collections.abc import Iterator
from io import BytesIO

from pikepdf import Dictionary, Name, Object, Pdf, PdfError, Stream, String
from pikepdf import PasswordError as Locked

from luoshi_web.intake.faults import FileFault

OBJECTS = 400_000
"""An annual report of 300 pages has some 5,000."""
_DEEPEST = 100
_KEYS = {
    "/JavaScript": "JavaScript", "/JS": "JavaScript", "/EF": "EmbeddedFile", "/EmbeddedFiles": "EmbeddedFile", "/RichMediaContent": "RichMedia",
    "/XFA": "XFA", "/RichMediaSettings": "RichMedia", "/AF": "EmbeddedFile", "/3DD": "3D", "/Movie": "Movie", "/Rendition": "Rendition",
}  # fmt: skip
"""Keys that a paper to be read has no need of."""
_KINDS = frozenset({
    "/EmbeddedFile", "/Filespec", "/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/JavaScript", "/Launch", "/Rendition", "/PS",
})  # fmt: skip
"""… and what ``/Type`` or ``/Subtype`` may not say."""
_ACTIONS = frozenset({"/GoTo", "/URI", "/Named", "/Thread", "/SetOCGState", "/GoToDp", "/Hide"})
_ACTIONS_OUT = frozenset(
    {"/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/GoTo3DView", "/RichMediaExecute"}
)
_TRIGGERS = frozenset({"/A", "/AA", "/OpenAction", "/PA", "/Next"})
_NAMED = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_PAGE = re.compile(r"^(https?://|mailto:|#|[\w./%-]*$)", re.IGNORECASE)
_REBUILT = re.compile(r"reconstruct|file is damaged|xref not found|can't find", re.IGNORECASE)
_END = re.compile(rb"%%EOF[\r\n\t \x00]*\Z")


def look_at(content: bytes) -> str:
    """The media type. Raises :class:`FileFault`."""
    if not _END.search(content[-4096:]):
        raise FileFault("damaged" if b"%%EOF" not in content else "two_in_one")
    try:
        with Pdf.open(BytesIO(content), suppress_warnings=True) as pdf:
            if len(pdf.objects) > OBJECTS:
                raise FileFault("bomb")
            for each in pdf.objects:
                _look(each)
            _look(pdf.trailer)
            if len(pdf.pages) == 0:
                raise FileFault("damaged")
            if any(_REBUILT.search(str(warning)) for warning in pdf.get_warnings()):
                raise FileFault("damaged")  # each reader guesses otherwise which objects there are
    except Locked as error:
        raise FileFault("encrypted") from error
    except (PdfError, ValueError, RecursionError, OverflowError, UnicodeError) as error:
        if isinstance(error, FileFault):
            raise
        raise FileFault("damaged") from error
    return "application/pdf"


def _look(top: Object) -> None:
    """An object with what it holds itself; what it points to is looked at in its own place."""
    waiting: list[tuple[Object, str, int]] = [(top, "", 0)]
    while waiting:
        each, under, depth = waiting.pop()
        if depth > _DEEPEST:
            raise FileFault("bomb")
        if isinstance(each, Stream | Dictionary):
            _look_at_dictionary(each, under)
        for key, inner in _inside(each):
            if not inner.is_indirect or key in _TRIGGERS:
                waiting.append((inner, key or under, depth + 1))


def _inside(each: Object) -> Iterator[tuple[str, Object]]:
    if isinstance(each, Stream):
        each = each.stream_dict
    if isinstance(each, Dictionary):
        for key, value in each.items():
            if isinstance(value, Object):
                yield str(key), value
    elif isinstance(each, Object) and each._type_name == "array":
        for value in each.as_list():
            if isinstance(value, Object):
                yield "", value


def _look_at_dictionary(each: Object, under: str) -> None:
    keys = {str(key) for key in each.keys()}  # noqa: SIM118  (an object of the file, no dict)
    for key, what in _KEYS.items():
        if key in keys:
            raise FileFault("active", what)
    for key in ("/Type", "/Subtype", "/S"):
        if key in keys and (said := _name(each.get(key))) in _KINDS:
            raise FileFault("active", said.lstrip("/"))
    if isinstance(each, Stream) and "/F" in keys:
        raise FileFault("active", "external stream")
    kind = _name(each.get("/S")) if "/S" in keys else ""
    if kind and (under in _TRIGGERS or _name(each.get("/Type")) == "/Action"):
        _look_at_action(each, kind)
    elif kind in _ACTIONS_OUT:  # also where no trigger points to it yet
        raise FileFault("active", kind.lstrip("/"))


def _look_at_action(each: Object, kind: str) -> None:
    if kind not in _ACTIONS:
        raise FileFault("active", kind.lstrip("/"))
    if kind == "/URI" and not _PAGE.match(_words(each.get("/URI"))):
        raise FileFault("active", "URI")
    if kind == "/Named" and _name(each.get("/N")) not in _NAMED:
        raise FileFault("active", "Named")


def _name(value: object) -> str:
    return str(value) if isinstance(value, Name) else ""


def _words(value: object) -> str:
    return str(value).strip() if isinstance(value, String) else ""
