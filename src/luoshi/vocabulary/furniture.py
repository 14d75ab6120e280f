"""What a site prints around a report: menus, share bars, tag clouds, disclaimers, comment boxes, address lines."""

import re
from dataclasses import dataclass
from functools import cache

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

    :raises luoshi.errors.VocabularyError: on an unknown place or kind, a pattern twice, or one that does not match
        its own example.
    """
    seen: set[str] = set()
    found = []
    for row in read_table("furniture.tsv", 5):
        pattern, where, kind, example, _ = row.cells
        if where not in _PLACES or kind not in KINDS:
            raise row.error(f"unknown place {where} or kind {kind}")
        if pattern in seen:
            raise row.error(f"{pattern} stands twice")
        if re.search(pattern, example) is None:
            raise row.error(f"{pattern} does not match its example {example}")
        seen.add(pattern)
        found.append(Furniture(pattern, where == "anywhere", kind, example))
    return tuple(found)


@cache
def at_the_edge() -> re.Pattern[str]:
    """Lines that are a site's where they stand at the start or the end of a copy."""
    return re.compile("|".join(f"(?:{row.pattern})" for row in furniture()))


@cache
def anywhere() -> re.Pattern[str]:
    """Short lines that are a site's wherever they stand."""
    return re.compile("|".join(f"(?:{row.pattern})" for row in furniture() if row.anywhere))


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
