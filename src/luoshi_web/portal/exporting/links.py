"""Addresses of the site → files of an export. A browser that opens a folder wants the file's own name behind every link, and asks no server."""

import hashlib
import html
import re
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r'(<link\b[^>]*?)?\b(href|src|action)="([^"]*)"([^>]*>)?')
_ENDING = re.compile(r"\.(?:csv|json|svg|jpg)$")
_OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|//|#)", re.IGNORECASE)
# A program that asks is wanted behind these: free comparisons, tables of searches, feeds
_ASKED_OF_A_SERVER = ("compare/", "search.csv", "search.json", "search.atom", "compare.csv", "compare.json")
_PICKED = ("measure=",)  # parameters of which there are few, each another page


def file_of(path: str, query: str = "") -> str:
    """``p/330109-xiaoshan/2025/`` → ``p/330109-xiaoshan/2025/index.html``; another view of a page has a name of its own."""
    stem, ending = (path, ".html") if not _ENDING.search(path) else path.rsplit(".", 1)
    if ending != ".html":
        return f"{stem}{_mark(query)}.{ending}"
    return f"{stem}index{_mark(query)}.html"


def _mark(query: str) -> str:
    return f"-{hashlib.sha256(unquote(query).encode()).hexdigest()[:8]}" if query else ""


def picked(query: str) -> bool:
    """Whether a query names one of few views of a page, which the export has."""
    return query.startswith(_PICKED) and "&" not in query


def led_to_files(page: str, *, large: bool, feeds: bool) -> str:
    """The page with its links leading to files. What only a server can answer is no link any more."""

    def rewritten(found: re.Match[str]) -> str:
        opening, name, address, rest = found[1] or "", found[2], found[3], found[4] or ""
        led = _led(html.unescape(address), large=large, feeds=feeds)
        if led is None:
            return "" if opening else rest
        return f'{opening}{name}="{html.escape(led)}"{rest}'

    return _LINK.sub(rewritten, page)


def _led(address: str, *, large: bool, feeds: bool) -> str | None:
    if _OUTSIDE.match(address):
        return address
    parts = urlsplit(address)
    path = parts.path
    if any(path.endswith(name) for name in _ASKED_OF_A_SERVER) or (path.endswith(".atom") and not feeds):
        return None
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    if _ENDING.search(path):
        above = "../" if large else ""  # tables and pictures are the same in large text, and written once
        return f"{above}{file_of(path, parts.query if picked(parts.query) else '')}"
    if not path.endswith("/"):
        return address if path else f"index.html{anchor}"
    if parts.query and not picked(parts.query):
        return f"{path}index.html?{parts.query}{anchor}"
    return file_of(path, parts.query) + anchor
