"""Which page of which set a copy is, as its address, its file's name or its own address line says.

A report site cuts a report into pages and numbers their addresses: ``5905.html``, ``5905_2.html``, ``5905_3.html``. A copy
keeps that number in its file name, or in a line such as ``本文地址:/baogao/5905_3.html``. Patterns: ``data/page_numbers.tsv``.
"""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from luoshi.vocabulary.tables import read_table

_NUMERALS = "一二三四五六七八九十"
# `本文地址:/baogao/yunling/5905_3.html`, `本文链接：https://…/5905_3.html`, `原文网址 …`.
_ADDRESS_LINE = re.compile(
    r"(?:本文|本页|原文|文章|网页)(?:地址|链接|网址)\s*[:：]?\s*(?P<address>[\w/.:%?=&#~+-]{3,300})",
    re.ASCII | re.I,
)
_SUFFIX = re.compile(r"\.(?:s?html?|xhtml|aspx?|jspx?|php|txt|md|pdf|docx?|mht(?:ml)?)$", re.I)


@dataclass(frozen=True, slots=True)
class PageNumber:
    """``number`` is the page as the address says, None where it names the set alone (``5905.html``: its first page).

    ``set`` is what the addresses of a set share: folder and name without the number.
    """

    set: str
    number: int | None

    @property
    def name(self) -> str:
        """The set's name for a sentence: the last part of its address."""
        return self.set.rstrip("/").rpartition("/")[2] or self.set


def page_number(address: str) -> PageNumber:
    """What an address or a file's path says. ``a/5905_3.html`` is page 3 of ``a/5905``."""
    path, _, query = unquote(address).replace("\\", "/").partition("#")[0].partition("?")
    folder, _, last = path.rpartition("/")
    stem = _SUFFIX.sub("", last)
    for where, pattern in _patterns():
        if where == "words":
            continue
        match = pattern.search(query) if where == "query" else pattern.fullmatch(stem)
        if match is None:
            continue
        if where == "query":
            rest = (query[: match.start()] + "&" + query[match.end() :]).strip("&")
            return PageNumber(f"{folder}/{stem}?{rest}".rstrip("?"), numeral_value(match["page"]))
        return PageNumber(f"{folder}/{match['set']}", numeral_value(match["page"]))
    return PageNumber(f"{folder}/{stem}" + (f"?{query}" if query else ""), None)


def address_in(text: str) -> str | None:
    """The address that a copy prints of itself (``本文地址:/baogao/5905_3.html``), the last one."""
    found = None
    for match in _ADDRESS_LINE.finditer(text):
        found = match["address"]
    return found


def page_in_words(line: str) -> int | None:
    """The page that a title or a pager names: ``政府工作报告（第2页）`` → 2."""
    for where, pattern in _patterns():
        if where == "words" and (match := pattern.fullmatch(line.strip())):
            return numeral_value(match["page"])
    return None


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """``data/page_numbers.tsv``.

    :raises luoshi.errors.VocabularyError: on an unknown place, or a pattern that does not fit its own example.
    """
    found = []
    for row in read_table("page_numbers.tsv", 5):
        where, pattern, example, number, _ = row.cells
        if where not in ("name", "query", "words"):
            raise row.error(f"unknown place {where}")
        compiled = re.compile(pattern)
        match = compiled.search(example) if where == "query" else compiled.fullmatch(example)
        if match is None or numeral_value(match["page"]) != int(number):
            raise row.error("the pattern does not read its own example")
        found.append((where, compiled))
    return tuple(found)


def numeral_value(text: str) -> int:
    """The number of a page or a label, below a hundred: ``3``, ``三``, ``十三``, ``二十``."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _NUMERALS.index(text[-1]) + 1
    return 10 * (_NUMERALS.index(tens) + 1 if tens else 1) + (_NUMERALS.index(ones) + 1 if ones else 0)
