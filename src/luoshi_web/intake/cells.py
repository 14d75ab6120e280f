"""Text and tables of text (CSV): no control characters, no page, and no cell that a spreadsheet would take for a formula.

Excel counts what a cell begins with, also behind blanks, quotes and marks that are not seen, and in a Chinese installation also after
full-width signs. Which sign parts the cells is the installation's to say: each that may is taken for one.
"""

import re
import unicodedata

from luoshi_web.intake.faults import FileFault

_MARKUP = re.compile(
    r"^\s*(<\?php|<\?xml|<!doctype|<html|<svg|<script|<hta|<!--|\{\\rtf|mime-version:)", re.IGNORECASE
)
_CELL = re.compile(r"(?:^|[,;\t|\n\r])([^,;\t|\n\r]*)")
_UNSEEN = re.compile(r"^[\s\"'`\u00a0\u00ad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff]+")
_NUMBER = re.compile(r"[=+-]?[\s]*[\d.,]+\s*(%|‰|[\u4e00-\u9fff\w/%℃²³]{0,12})?\"?\s*$")
_TEXT_OF_DIGITS = re.compile(r"=\s*\"{1,2}[\w\u4e00-\u9fff .:/-]*\"{0,3}\s*$")
_FORMULA = re.compile(
    r"[A-Za-z_.][\w.]*\s*\(|[A-Za-z0-9_.]\s*\|.*!|!\s*\$?[A-Za-z]+\$?\d|\$?[A-Z]{1,3}\$?\d+\s*[-+*/:&]"
)
_DDE = re.compile(r"^[\"'\s]*[=+@＝＋＠-][^,;\t\n]*\|[^\n]*!", re.MULTILINE)


def look_at(content: bytes, ending: str) -> str:
    """The media type: the ending alone tells text from a table. Raises :class:`FileFault`."""
    text = _decoded(content)
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f\x85" for sign in text):
        raise FileFault("unknown_type")
    if _MARKUP.match(text):
        raise FileFault("active", "markup")
    if _DDE.search(text):
        raise FileFault("active", "DDE")
    if ending != "csv":
        return "text/plain"
    _look_at_cells(text)
    return "text/csv"


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileFault("unknown_type")


def _look_at_cells(text: str) -> None:
    for line in re.split(r"[\r\n\x85\u2028\u2029]", text):
        for found in _CELL.finditer(line):
            begun = _UNSEEN.sub("", found.group(1))
            if begun[:1] in "=+-@＝＋－＠" and begun:
                _look_at_cell(
                    unicodedata.normalize("NFKC", begun),
                    unicodedata.normalize("NFKC", line[found.start(1) :]),
                )


def _look_at_cell(cell: str, rest: str) -> None:
    """A number with its unit and a text of digits (="0012") are none; a dash before words is a list's. What is left counts."""
    if _NUMBER.match(cell) or _TEXT_OF_DIGITS.match(cell):
        return
    if cell[0] == "=" or _FORMULA.search(rest):
        raise FileFault("active", "formula")
