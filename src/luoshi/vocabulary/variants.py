"""The variants of an indicator: names under one code that do not measure the same."""

import re
from dataclasses import dataclass
from functools import cache

from luoshi.vocabulary.indicators import indicators
from luoshi.vocabulary.tables import read_table

PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Variant:
    """A row of ``data/variants.tsv``. ``plain``: the bare name stands for it too."""

    indicator: str
    name: str
    names: re.Pattern[str]
    plain: bool


@dataclass(frozen=True, slots=True)
class Variants:
    """All variants, by indicator, in the order of the table."""

    by_indicator: dict[str, tuple[Variant, ...]]

    def of(self, indicator: str | None, subject: str) -> str:
        """The variant that ``subject`` names: ``urban`` for 城镇固定资产投资, ``plain`` where no word says which."""
        for variant in self.by_indicator.get(indicator or "", ()):
            if variant.names.search(subject):
                return variant.name
        return PLAIN

    def fit(self, indicator: str | None, one: str, other: str) -> bool:
        """Whether two variants may be held against each other: the same, or the bare name and one it stands for."""
        if one == other:
            return True
        if PLAIN not in (one, other):
            return False
        named = other if one == PLAIN else one
        return any(v.plain for v in self.by_indicator.get(indicator or "", ()) if v.name == named)


@cache
def variants() -> Variants:
    """The table, loaded once.

    :raises VocabularyError: on an unknown indicator, a variant given twice, or a ``plain`` that is neither yes nor no.
    """
    known = indicators().by_code
    found: dict[str, list[Variant]] = {}
    for row in read_table("variants.tsv", 5):
        code, name, names, plain, _remark = row.cells
        if code not in known:
            raise row.error(f"unknown indicator {code}")
        if plain not in ("yes", "no") or name == PLAIN:
            raise row.error(f"plain is yes or no, not {plain!r}, and no variant is called {PLAIN}")
        rows = found.setdefault(code, [])
        if any(v.name == name for v in rows):
            raise row.error(f"{code} has the variant {name} twice")
        try:
            rows.append(Variant(code, name, re.compile(names), plain == "yes"))
        except re.error as error:
            raise row.error(f"{names!r} is no pattern: {error}") from None
    return Variants({code: tuple(rows) for code, rows in found.items()})
