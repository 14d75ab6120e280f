"""What a site prints around a report: menus, share bars, tag clouds, disclaimers, comment boxes, address lines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from luoshi.vocabulary.alternatives import alternatives, searcher
from luoshi.vocabulary.tables import read_table

KINDS = frozenset(
    (
        "toolbar", "share", "navigation", "paging", "related", "tags", "source_line", "disclaimer", "comment",
        "captcha", "download", "advert", "address", "sitemap", "crawler", "leftover",
    )
)  # fmt: skip
_PLACES = ("line", "anywhere")


@dataclass(frozen=True, slots=True)
class Furniture:
    """One row of ``data/furniture.tsv``. ``anywhere`` says that the pattern is sure wherever a short line has it."""

    pattern: str
    anywhere: bool
    kind: str
    example: str


@cache
def furniture() -> tuple[Furniture, ...]:
    """``data/furniture.tsv``.

    :raises luoshi.errors.VocabularyError: on an unknown place or kind, or a pattern twice. That each matches its own example is a test, not
        a check of every program that reads a report: it would compile 70 patterns.
    """
    seen: set[str] = set()
    found = []
    for row in read_table("furniture.tsv", 5):
        pattern, where, kind, example, _ = row.cells
        if where not in _PLACES or kind not in KINDS:
            raise row.error(f"unknown place {where} or kind {kind}")
        if pattern in seen:
            raise row.error(f"{pattern} stands twice")
        seen.add(pattern)
        found.append(Furniture(pattern, where == "anywhere", kind, example))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns looked for together: those that begin a line, tried once, and those that may stand anywhere in it."""

    begins: re.Pattern[str]
    holds: re.Pattern[str]

    def stand_in(self, line: str) -> bool:
        """Whether any of them is in ``line``."""
        return self.begins.match(line) is not None or self.holds.search(line) is not None


def _words(beginning: Iterable[str], holding: Iterable[str]) -> Words:
    """``beginning`` are taken for what begins a line, ``holding`` for what stands in it."""
    begins = [branch for one in beginning for branch in alternatives(one) if branch.startswith("^")]
    inside = [branch for one in holding for branch in alternatives(one) if not branch.startswith("^")]
    return Words(re.compile("|".join(begins)), searcher("|".join(inside)))


@cache
def at_the_edge() -> Words:
    """Lines that are a site's where they stand at the start or the end of a copy."""
    patterns = [row.pattern for row in furniture()]
    return _words(patterns, patterns)


@cache
def anywhere() -> Words:
    """Short lines that are a site's wherever they stand."""
    patterns = [row.pattern for row in furniture() if row.anywhere]
    return _words(patterns, patterns)


@cache
def _in_sentences() -> Words:
    """What makes a whole sentence a site's: how it begins, or a disclaimer in it. `培育企业www.example.com20家，…` is a
    report's sentence into which a site put its address."""
    sure = [row for row in furniture() if row.anywhere]
    return _words([row.pattern for row in sure], [row.pattern for row in sure if row.kind == "disclaimer"])


def _is_sentence(line: str) -> bool:
    return len(line) >= _SENTENCE_LENGTH and _SENTENCE.search(line) is not None


def stands_anywhere(line: str) -> bool:
    """Whether ``line`` is a site's wherever it stands."""
    return (_in_sentences() if _is_sentence(line) else anywhere()).stand_in(line)


def stands_at_the_edge(line: str) -> bool:
    """Whether ``line`` is a site's where it stands above or below an article. A sentence of a report is so only for
    words that are beyond doubt: `畅通举报渠道，深化“微信+网格”服务，…` is none."""
    if len(line) >= _LONGEST:
        return False
    if _is_sentence(line):
        return _in_sentences().stand_in(line) or _LICENCE.search(line) is not None
    return at_the_edge().stand_in(line)


_LONGEST = 300  # the longest line that is told by a word in it
_SENTENCE_LENGTH = 25
_SENTENCE = re.compile(r"[，。；](?<=[\u4e00-\u9fff\d%”）].)(?=[\u4e00-\u9fff“《])")
# What a sentence of a page says of itself.
_LICENCE = re.compile(
    r"本站|本网|转载|著作权|版权归|版权属|维基文库|公有领域|[Pp]ublic domain|即将离开|未经(?:许可|授权)|非营利"
)


@cache
def box_names() -> frozenset[str]:
    """``data/furniture_classes.tsv``: words of the ``class`` or ``id`` of boxes that hold furniture."""
    names: set[str] = set()
    for row in read_table("furniture_classes.tsv", 3):
        name, kind, _ = row.cells
        if kind not in KINDS or name in names:
            raise row.error(f"unknown kind {kind}, or {name} stands twice")
        names.add(name)
    return frozenset(names)
