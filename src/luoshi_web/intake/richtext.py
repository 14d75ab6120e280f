"""RTF: a stream of control words, read token by token as a word processor reads it; nothing in it embeds, links, fetches or runs.

Words that only shape the text are harmless, and there are two thousand of them. What may hide something are destinations (groups that are
no text): those with a star must be known here, and what is written in hexadecimal must be what it says. A field's instruction is put
together from all its runs, escapes and code points before it is looked at.
"""

import binascii
import re
from dataclasses import dataclass, field

from luoshi_web.intake import compound
from luoshi_web.intake.archives import unpacked
from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.openxml import look_at_relations
from luoshi_web.intake.parts import look_at_part
from luoshi_web.intake.signs import is_bitmap, is_picture

RTF = "application/rtf"
BEGINS = b"{\\rt"
"""Word opens what begins so, with or without the ``f``."""
_TOKENS = 5_000_000
"""A report has some 100,000."""
_DEEPEST = 500
_LONGEST_WORD = 32
_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]+)(?P<number>-?\d+)? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    rb"|(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n]+)|[\r\n]+"
)
_HEAD = re.compile(rb"\{\\rtf1?(?=[ \\{\r\n])")
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")

_WHOLE = re.compile(rb"(?:[\x00-\x80\xff]|[\x81-\xfe][\x00-\xff])*", re.DOTALL)
"""Text that leaves no half of a Chinese character, whose other half a brace or a stroke would be: some programs would swallow that."""

_REFUSED = {
    "template": "template", "filetbl": "filetbl", "nextfile": "nextfile", "subdocument": "subDocument", "mailmerge": "mailMerge",
    "ffentrymcr": "macros", "ffexitmcr": "macros", "keycode": "macros", "private": "private", "fontemb": "font", "fontfile": "font",
    "bkmkpub": "publisher", "pubauto": "publisher", "htmltag": "htmltag", "ocx": "ActiveX", "wpsobj": "OLE",
    "linkself": "OLE", "xform": "XSLT",
}  # fmt: skip
"""Words that embed, link or run; beside them, all that begin with ``obj``."""
_KNOWN_WORDS = (
    # the text itself, fields, marks, notes
    "fldinst bkmkstart bkmkend annotation atnid atnauthor atntime atnicn atnref atndate atnparent atrfstart atrfend ftnsep ftnsepc ftncn "
    "aftnsep aftnsepc aftncn footnote pn pnseclvl pntext pntxta pntxtb listtext cs ds ts tsrowd nesttableprops moveoldstart "
    "movestart moveend mvfmf mvfml mvtof mvtol protstart protend ud upr factoidname xmlopen xmlclose xmlname xmlattr xmlattrname xmlattrvalue "
    "xmlattrns formfield ffname ffdeftext ffformat ffhelptext ffstattext ffl "
    # shapes and pictures
    "shppict nonshppict shpinst shptxt shpgrp shp shprslt do picprop blipuid blipname background hl hlloc hlsrc hlfr "
    # tables of the document
    "generator listtable listoverridetable listpicture listname liststylename listlevel rsidtbl revtbl xmlnstbl latentstyles "
    "lsdlockedexcept defchp defpap panose falt fname cchs colorschememapping themedata datastore wgrffmtfilter userprops docvar company "
    "manager category doccomm hlinkbase keywords passwordhash password protusertbl pgptbl pgp pgdsctbl writereservhash writereservation "
    "fchars lchars ksulang pwd hyphen hyphlead hyphtrail hyphmax cmpmathbrk "
    "propname staticval linkval gridtbl pgdsc pgdscno pgdscnxt oldcprops oldpprops oldsprops oldtprops ebcstart ebcend soutlvl "
    # formulas, which print
    "mmath mmathPict moMathPara moMathParaPr moMath mmathPr"
)
_KNOWN = frozenset(_KNOWN_WORDS.split())
"""Destinations with a star, by name; all others are no word processor's."""
_HEXADECIMAL = frozenset({"pict", "themedata", "colorschememapping", "datastore"})
_INSTRUCTION = "fldinst"
_BLIPS = frozenset({"pngblip", "jpegblip", "emfblip", "wmetafile", "dibitmap", "wbitmap", "macpict", "pmmetafile"})  # fmt: skip
_NO_PICTURE = frozenset({"macpict", "pmmetafile", "wbitmap"})
_LINKED = 0x04 | 0x08
"""Flags of a shape's picture: it is not in the file, it is fetched."""
_FLAGS = re.compile(r"(?:pib|\w*blip)flags")
_NAMES = re.compile(r"(?:pib|\w*blip)name")
_ELSEWHERE = re.compile(r"https?:|ftp:|file:|\\\\|//", re.IGNORECASE)
_STORE = re.compile(rb"\x01\x05\0\0\x02\0\0\0.\0\0\0Msxml2\.SAXXMLReader\.[3-6]\.0\0", re.DOTALL)
"""Word keeps a paper's properties in a store of this class, in every RTF that it writes."""

_STRINGS = re.compile(r'"[^"]*"|“[^”]*”')
_FIELD = re.compile(
    r"(?<![\w.\\])(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|RD|MACROBUTTON|EMBED|AUTOOPEN|CONTROL|HTMLCONTROL)\b",
    re.IGNORECASE,
)
_CODES = re.compile(r"^\s*QUOTE\s+\d+\s+\d", re.IGNORECASE)
_LINK = re.compile(r"^\s*HYPERLINK\s+(?!\\l\b)[\"“]?\s*([^\s\"”]+)", re.IGNORECASE)
_PAGE = re.compile(r"^(https?://|mailto:|#)|^[^:\\/][^:\\]*\.(pdf|docx?|odt|rtf|xlsx?|ofd|txt|csv|jpe?g|png)$", re.IGNORECASE)  # fmt: skip


def look_at(content: bytes) -> str:
    """The media type. Raises :class:`FileFault`."""
    _Reader(content.lstrip(b"\r\n\t ")).read()
    return RTF


@dataclass(slots=True)
class _Group:
    """A group between braces: what it is a destination of, and what stands in it."""

    name: str = ""
    skipped: int = 1
    """Characters that stand in for one of Unicode, for programs that know none."""
    own: bool = False
    """Whether it says itself what it is, not the group around it."""
    kind: str = ""
    """Of a picture: how its points are written."""
    words: bytearray = field(default_factory=bytearray)


class _Reader:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._groups: list[_Group] = []
        self._starred = False
        self._passing = 0
        self._property = ""

    def read(self) -> None:
        if not _HEAD.match(self._content):
            raise FileFault("damaged")
        at = tokens = 0
        while at < len(self._content):
            token = _TOKEN.match(self._content, at)
            if token is None:
                raise FileFault("damaged")
            at = token.end()
            tokens += 1
            if tokens > _TOKENS:
                raise FileFault("bomb")
            if token["word"] == b"bin":
                at = self._binary(token["number"], at)
            else:
                self._take(token)
            if not self._groups:
                break
        if self._groups:
            raise FileFault("damaged")
        if self._content[at:].strip(b"\r\n\t \0"):
            raise FileFault("two_in_one")

    def _take(self, token: re.Match[bytes]) -> None:
        if token["open"] is not None:
            self._open()
        elif token["close"] is not None:
            self._close()
        elif token["word"] is not None:
            self._word(token["word"].decode(), token["number"])
        elif token["hex"] is not None:
            self._bytes(bytes((int(token["hex"], 16),)))
        elif token["text"] is not None:
            self._starred = False
            if not _WHOLE.fullmatch(token["text"]):
                raise FileFault("damaged", "half a character")
            self._bytes(token["text"])
        elif token["sign"] == b"*":
            self._starred = True
        elif token["sign"] in {b"\\", b"{", b"}"}:
            self._bytes(token["sign"])

    def _open(self) -> None:
        if len(self._groups) >= _DEEPEST:
            raise FileFault("bomb")
        self._passing = 0
        above = self._groups[-1] if self._groups else _Group()
        inherited = above.name if above.name == _INSTRUCTION else ""
        self._groups.append(_Group(inherited, above.skipped))

    def _close(self) -> None:
        self._passing, self._starred = 0, False
        group = self._groups.pop()
        above = self._groups[-1] if self._groups else _Group()
        if group.name == _INSTRUCTION:
            if group.own:
                _instruction(group.words)
            else:
                above.words += group.words  # a run of the instruction
        elif group.name == "fldrslt":
            if above.name == _INSTRUCTION:  # of a field within a field's instruction: a part of that
                above.words += group.words
        elif group.name in _HEXADECIMAL:
            _hexadecimal(group)
        elif group.name == "sn":
            self._property = group.words.decode("latin-1").strip()
        elif group.name == "sv":
            _shape(self._property, group.words.decode("latin-1").strip())
        elif group.name == "hlsrc":
            _link(group.words.decode("latin-1").strip())
        elif not group.name and above.name:
            above.words += group.words

    def _word(self, word: str, number: bytes | None) -> None:
        starred, self._starred = self._starred, False
        if len(word) > _LONGEST_WORD or (number is not None and len(number) > 11):
            raise FileFault("damaged", word[:_LONGEST_WORD])
        group = self._groups[-1] if self._groups else _Group()
        if word == "u" and number is not None:
            self._unicode(int(number))
        elif word == "uc":
            group.skipped = max(int(number or 0), 0)
        else:
            self._passing = 0
            self._destination(word, starred, group)

    def _destination(self, word: str, starred: bool, group: _Group) -> None:
        if word.startswith("obj"):
            raise FileFault("active", "OLE")
        if word in _REFUSED:
            raise FileFault("macros" if _REFUSED[word] == "macros" else "active", _REFUSED[word])
        if starred and word not in _KNOWN:
            raise FileFault("unknown_part", word)
        if word in _BLIPS and group.name == "pict":
            group.kind = word
        elif starred or word in _NAMED:
            if (
                group.own or group.words.strip()
            ):  # a destination is said first, and once: else one hides another's words
                raise FileFault("damaged", word)
            group.name, group.own = word, True

    def _unicode(self, number: int) -> None:
        code = number & 0xFFFF
        self._passing = 0
        self._bytes(bytes((code,)) if code < 0x80 else b"?")
        self._passing = self._groups[-1].skipped if self._groups else 1

    def _bytes(self, data: bytes) -> None:
        if self._passing:
            passed = min(self._passing, len(data))
            self._passing -= passed
            data = data[passed:]
        if _CONTROLS.search(data) and not (
            self._groups and self._groups[-1].name in _COUNTED
        ):  # where fields begin and end in Word's own text
            raise FileFault("damaged", "control character")
        if not self._groups:
            raise FileFault("damaged")
        group = self._groups[-1]
        if group.name or len(group.words) < _LONGEST_NAME:
            group.words += data

    def _binary(self, number: bytes | None, at: int) -> int:
        """``\\bin`` says how many bytes follow that are no tokens: of a picture, and that picture alone."""
        count = int(number or 0)
        group = self._groups[-1] if self._groups else _Group()
        data = self._content[at : at + count] if count > 0 else b""
        if group.name != "pict" or count <= 0 or len(data) < count or group.words.strip():
            raise FileFault("two_in_one", "bin")
        group.words += binascii.hexlify(data)
        return at + count


_NAMED = frozenset({"pict", "fldinst", "fldrslt", "sn", "sv", "hlsrc", "themedata", "colorschememapping", "datastore", "fonttbl", "stylesheet", "info", "sp", "leveltext", "levelnumbers"})  # fmt: skip
"""Destinations that need no star and whose words are looked at, or kept apart from those of what is around them."""
_COUNTED = frozenset({"leveltext", "levelnumbers"})
"""How a list is numbered: the length of a text and the places in it are bytes."""
_LONGEST_NAME = 1 << 12
"""Bytes that are kept of a group that is plain text: it may turn out to be a run of an instruction."""


def _instruction(words: bytearray) -> None:
    """What a field does: it may count, number and lead to a page, not fetch."""
    said = words.decode("latin-1")
    if found := _FIELD.search(_STRINGS.sub('""', said)):
        raise FileFault("active", found.group(1).upper())
    if _CODES.match(said):  # QUOTE 68 68 69: words spelt by their numbers
        raise FileFault("active", "QUOTE")
    if found := _LINK.match(said):
        _link(found.group(1))


def _link(place: str) -> None:
    if place and not _PAGE.match(place):
        raise FileFault("active", "link")


def _shape(name: str, value: str) -> None:
    """A property of a drawn shape: its picture lies in the file."""
    lowered = name.lower()
    if lowered == "pfragments":  # a list whose length older programs believe
        raise FileFault("active", name)
    if _FLAGS.fullmatch(lowered) and value.isdecimal() and int(value) & _LINKED:
        raise FileFault("active", name)
    if _NAMES.fullmatch(lowered) and _ELSEWHERE.match(value):
        raise FileFault("active", name)


def _hexadecimal(group: _Group) -> None:
    try:
        data = binascii.unhexlify(b"".join(group.words.split()))
    except (binascii.Error, ValueError) as error:
        raise FileFault("damaged", group.name) from error
    if not data:
        return
    if group.name == "pict":
        if group.kind in _NO_PICTURE or not (
            is_bitmap(data) if group.kind == "dibitmap" else is_picture(data)
        ):
            raise FileFault("unknown_part", group.kind or "pict")
    elif group.name == "datastore":
        _store(data)
    elif group.name == "themedata":
        for name, part in unpacked(data).items():
            if name.endswith(".rels"):
                look_at_relations(name, part)
            elif name.endswith(".xml"):
                look_at_part(part, name)
            elif not is_picture(part):
                raise FileFault("unknown_part", name)
    else:
        look_at_part(data, group.name)


def _store(data: bytes) -> None:
    head = _STORE.match(data)
    if head is None:
        raise FileFault("active", "OLE")
    begin = data.find(compound.BEGINS, head.end(), head.end() + 64)
    if begin < 0:
        raise FileFault("active", "OLE")
    compound.look_at_store(data[begin:])
