"""From the menu by links to every page that a post can open, a few addresses of each kind; and what a page says in the wrong language."""

import re
import tomllib
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import polib
from django.urls import resolve
from lxml import html
from playwright.sync_api import APIRequestContext

from luoshi.vocabulary.indicators import indicators

SOURCES = Path(__file__).parents[3] / "src/luoshi_web"
DISTRICT = Path(__file__).parents[3] / "examples/office/district.toml"
_LATIN = re.compile(r"[A-Za-z]{3,}(?:['’-][A-Za-z]+)*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_UNSEEN = {"script", "style", "code", "kbd", "pre"}
_SAID = ("aria-label", "title", "placeholder", "alt")
_NEVER = ("/accounts/logout/", "/static/")

NAMES = frozenset(
    (
        "Luoshi", "luoshi", "English", "Word", "Excel", "docx", "xlsx", "csv", "txt", "pdf", "png", "json", "Ctrl", "Enter", "Esc", "holidays", "MiB", "min", "max",
        "qingchuan", "nanping",
    )
)  # fmt: skip
"""Latin words that stand in Chinese pages too: names of formats, keys and programs, and of the files that the seed uploads; what is
written in capitals passes as a name."""


def names() -> frozenset[str]:
    """… with the codes of indicators, and the logins and codes of offices that the administrator of the invented district reads."""
    offices = tomllib.loads(DISTRICT.read_text(encoding="utf-8"))["office"]
    logins = {people.rsplit(", ", 1)[1] for office in offices for people in office["people"]}
    codes = {word for code in indicators().by_code for word in _LATIN.findall(code)}
    return (
        NAMES
        | codes
        | {office["code"] for office in offices}
        | {re.sub(r"\d+$", "", login) for login in logins}
    )


@dataclass
class Shown:
    """A page that was opened: its address, the name of its kind, its answer, where it sends on to. ``tree`` is None for a file."""

    address: str
    kind: str
    status: int
    onward: str
    tree: html.HtmlElement | None


@dataclass
class Crawl:
    """``of_each``: how many addresses of a kind are opened, a kind being the pattern of the address with the names in its query."""

    opener: APIRequestContext
    origin: str
    language: str
    of_each: int
    opened: list[Shown] = field(default_factory=list)

    def run(self, starts: list[str]) -> list[Shown]:
        waiting, known, counts = deque(starts), set(starts), Counter[str]()
        while waiting:
            address = waiting.popleft()
            kind = kind_of(address)
            most = self.of_each if "?" not in kind else 1
            if counts[kind] >= most:
                continue
            counts[kind] += 1
            shown = self._open(address, kind)
            self.opened.append(shown)
            for link in self._links(shown):
                if link not in known:
                    known.add(link)
                    waiting.append(link)
        return self.opened

    def _open(self, address: str, kind: str) -> Shown:
        answer = self.opener.get(
            self.origin + address, max_redirects=0, headers={"Accept-Language": self.language}
        )
        page = answer.headers.get("content-type", "").startswith("text/html")
        tree = html.document_fromstring(answer.body().decode()) if page and answer.status == 200 else None
        return Shown(address, kind, answer.status, answer.headers.get("location", ""), tree)

    def _links(self, shown: Shown) -> Iterator[str]:
        links = [] if shown.tree is None else [link.get("href", "") for link in shown.tree.iter("a")]
        for link in [*links, shown.onward]:
            split = urlsplit(urljoin(self.origin + shown.address, link))
            same = f"{split.scheme}://{split.netloc}" == self.origin
            if same and link and not split.path.startswith(_NEVER):
                yield split.path + (f"?{split.query}" if split.query else "")


def kind_of(address: str) -> str:
    """``items:list?page,state`` of ``/items/?state=open&page=2``: the name of the page, and what its query asks."""
    split = urlsplit(address)
    asked = sorted({name for name, value in parse_qsl(split.query) if value})
    return resolve(split.path).view_name + (f"?{','.join(asked)}" if asked else "")


def texts(tree: html.HtmlElement) -> Iterator[str]:
    """What people read or hear on the page, a piece each; what is marked as being in another language is left out."""
    language = tree.get("lang")
    stack = [tree]
    while stack:
        element = stack.pop()
        if (
            not isinstance(element.tag, str)
            or element.tag in _UNSEEN
            or element.get("lang", language) != language
        ):
            if element.tail:
                yield element.tail.strip()
            continue
        yield from (said for name in _SAID if (said := element.get(name, "").strip()))
        yield from (said.strip() for said in (element.text, element.tail) if said)
        stack.extend(element)


def english_in(tree: html.HtmlElement, known: frozenset[str]) -> list[str]:
    """Pieces of a Chinese page in which Latin words stand that are no names."""
    return [
        said for said in texts(tree)
        if any(word not in known and not word.isupper() for word in _LATIN.findall(said))
    ]  # fmt: skip


def chinese_in(tree: html.HtmlElement, translations: frozenset[str]) -> list[str]:
    """Pieces of an English page that are, word for word, the Chinese of one of the office's own sentences."""
    return [said for said in texts(tree) if said in translations]


def twice_in(tree: html.HtmlElement) -> list[str]:
    """Names of elements that stand twice: a label leads to the first of them, whichever field it stands beside."""
    counts = Counter(element.get("id") for element in tree.iter() if isinstance(element.tag, str))
    return sorted(name for name, count in counts.items() if name and count > 1)


@cache
def chinese_sentences() -> frozenset[str]:
    """All Chinese of the catalogues without places to fill in, from four characters on: shorter ones stand in data too."""
    found: set[str] = set()
    for path in SOURCES.rglob("django.po"):
        for entry in polib.pofile(str(path)):
            for said in (entry.msgstr, *entry.msgstr_plural.values()):
                if "%" not in said and "{" not in said and len(_CHINESE.findall(said)) > 3:
                    found.add(said)
    return frozenset(found) - {"政府工作报告", "正在整改", "“三公”经费"}  # what reports and places say, too
