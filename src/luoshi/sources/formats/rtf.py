"""RTF to text: what a word processor would print, a paragraph to a line.

A stream of control words is read once; groups that print nothing where they stand (fonts, styles, pictures, headers, notes of editors) are
passed over. Characters come as Unicode (``\\u22320?``), as bytes of the code page of their font (``\\'b5\\'d8``), or as they are.
Printed list numbers are kept, since the file writes them out (``{\\listtext （一）}``).
"""

import re
from dataclasses import dataclass, replace

from luoshi.sources.refusal import refuse

# Groups nest some dozens deep; a file of brackets alone must not take all memory.
_DEEPEST = 2_000
_MOST_CHARACTERS = 2_000_000
# A report has some 100,000; five million take eight seconds.
_MOST_TOKENS = 5_000_000
_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])|(?P<open>\{)|(?P<close>\})"
    rb"|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\"
)
# What is no part of the printed text. Footnotes stand at the foot of a page, in no sentence.
_ASIDE = frozenset(
    b"fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf object objdata themedata "
    b"colorschememapping datastore latentstyles listtable listoverridetable rsidtbl generator xmlnstbl footnote annotation atnid "
    b"atnauthor comment filetbl revtbl fldinst bkmkstart bkmkend background nonshppict wgrffmtfilter mmathPr pgdsctbl sp "
    b"xe tc rxe ftnsep ftnsepc aftnsep aftnsepc template userprops".split()
)
# Destinations that begin with \* and print nevertheless: the text of shapes and of fields.
_KEPT = frozenset(b"shppict shptxt fldrslt listtext pntext shpinst".split())
_CHARACTERS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"nestrow": "\n", b"tab": "\t", b"cell": "\t",
    b"nestcell": "\t", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ", b"qmspace": " ",
}  # fmt: skip
# Windows' number of a character set → Python's name of its encoding.
_CHARSETS = {
    0: "cp1252", 1: "cp1252", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_PAGES = {936: "gb18030", 950: "big5", 932: "cp932", 949: "cp949", 65001: "utf-8", 10008: "gb18030"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group: whether it is printed, the font, and how many bytes stand in for a Unicode character."""

    aside: bool = False
    hidden: bool = False
    font: int = 0
    skipped: int = 1
    fonts: bool = False


def read_rtf(data: bytes, name: str | None) -> str:
    """The text of an RTF file. Raises :class:`~luoshi.errors.SourceError` for one that is broken or holds no text."""
    text = _Reader(name).read(data)
    lines = (line.rstrip(" \t") for line in text.replace("\u00a0", " ").split("\n"))
    found = "\n".join(lines).strip("\n")
    if not found.strip():
        raise refuse("no_words", name, format="RTF")
    return found + "\n"


class _Reader:
    """Reads one file; ``bytes`` that may be half a character wait until the next token shows that it is whole."""

    def __init__(self, name: str | None) -> None:
        self._name = name
        self._state = _State()
        self._stack: list[_State] = []
        self._out: list[str] = []
        self._length = 0
        self._waiting = bytearray()
        self._passing = 0  # characters that only stand in for a Unicode one
        self._starred = False
        self._encodings: dict[int, str] = {}
        self._page = "cp1252"
        self._high = 0

    def read(self, data: bytes) -> str:
        at = tokens = 0
        while (token := _TOKEN.match(data, at)) is not None and at < len(data):
            at = self._binary(token, token.end())
            self._take(token)
            tokens += 1
            if tokens > _MOST_TOKENS:
                raise refuse("bomb", self._name)
            if self._length > _MOST_CHARACTERS:
                raise refuse("too_long", self._name, limit=f"{_MOST_CHARACTERS:,}")
        self._flush()
        if self._stack:
            raise refuse("broken", self._name, format="RTF")
        return "".join(self._out)

    def _binary(self, token: re.Match[bytes], end: int) -> int:
        """``\\bin`` is followed by so many bytes that are no text."""
        return end + max(int(token["number"] or 0), 0) if token["word"] == b"bin" else end

    def _take(self, token: re.Match[bytes]) -> None:
        if token["hex"] is not None:
            self._bytes(bytes((int(token["hex"], 16),)))
        elif token["text"] is not None:
            self._starred = False
            self._bytes(token["text"])
        elif token["open"] is not None:
            self._flush()
            self._stack.append(self._state)
            self._passing = 0
            if len(self._stack) > _DEEPEST:
                raise refuse("bomb", self._name)
        elif token["close"] is not None:
            self._flush()
            self._passing = 0
            if self._stack:
                self._state = self._stack.pop()
        elif token["sign"] is not None:
            self._sign(token["sign"])
        elif token["word"] is not None:
            self._word(token["word"], None if token["number"] is None else int(token["number"]))

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._starred = True
        elif sign in (b"\\", b"{", b"}"):
            self._bytes(sign)
        elif sign == b"~":
            self._print("\u00a0")
        elif sign == b"_":
            self._print("-")
        elif sign in (b"\n", b"\r"):
            self._print("\n")

    def _word(self, word: bytes, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if word == b"u" and number is not None:
            self._unicode(number)
        elif word in _CHARACTERS:
            self._print(_CHARACTERS[word])
        elif word in _ASIDE or (starred and word not in _KEPT):
            self._flush()
            self._state = replace(self._state, aside=True, fonts=word == b"fonttbl")
        else:
            self._format(word, number)

    def _format(self, word: bytes, number: int | None) -> None:
        if word == b"uc":
            self._state = replace(self._state, skipped=min(max(number or 0, 0), 9))
        elif word == b"f" and number is not None:
            self._flush()
            self._state = replace(self._state, font=number)
        elif word == b"fcharset" and self._state.fonts:
            self._encodings[self._state.font] = _CHARSETS.get(number or 0, "cp1252")
        elif word == b"ansicpg":
            self._page = _PAGES.get(number or 0, f"cp{number}" if number in range(1250, 1259) else "cp1252")
        elif word in (b"v", b"deleted"):
            self._flush()
            self._state = replace(self._state, hidden=number != 0)
        elif word == b"plain":
            self._flush()
            self._state = replace(self._state, hidden=False)

    def _unicode(self, number: int) -> None:
        """A character of 16 bits, two of them where one is no character by itself; then what older readers would print."""
        self._flush()
        code = number & 0xFFFF
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000 and self._high:
            self._print(chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00))
            self._high = 0
        elif not 0xDC00 <= code < 0xE000 and code:
            self._print(chr(code))
        self._passing = self._state.skipped

    def _bytes(self, data: bytes) -> None:
        if self._passing:
            passed = min(self._passing, len(data))
            self._passing -= passed
            data = data[passed:]
        if data and not (self._state.aside or self._state.hidden):
            self._waiting += data

    def _print(self, text: str) -> None:
        self._flush()
        self._passing = 0
        if not (self._state.aside or self._state.hidden):
            self._out.append(text)
            self._length += len(text)

    def _flush(self) -> None:
        if self._waiting:
            encoding = self._encodings.get(self._state.font, self._page)
            if encoding == "cp1252":  # the file's own page: Chinese files name a Latin font for Chinese bytes
                encoding = self._page
            text = self._waiting.decode(encoding, "replace")
            self._waiting.clear()
            self._out.append(text)
            self._length += len(text)
