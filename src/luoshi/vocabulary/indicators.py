"""The listed indicators and the names that reports give them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from luoshi.errors import VocabularyError
from luoshi.vocabulary.tables import expand, read_table


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of ``data/indicators.tsv``. ``wanted`` is the better direction, None where neither is."""

    code: str
    name: str
    category: str
    wanted: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """A row of ``data/shares.tsv``: the part's end, the code, what the whole must name (None for anything)."""

    part: str
    code: str
    whole: re.Pattern[str] | None


# The last characters that a name of ``data/indicator_patterns.tsv`` can have.
_PATTERN_ENDS = frozenset("例率比天数度值田设务目约")


@dataclass(frozen=True, slots=True)
class Indicators:
    """All listed indicators, and the code of every alias.

    ``tails`` has, for the last two characters of an alias, the lengths of those that end in them, longest first:
    nearly every look-up ends with two characters that end none.
    """

    by_code: dict[str, Indicator]
    codes: dict[str, str]
    tails: dict[str, tuple[int, ...]]
    longest: int
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    shares: tuple[Share, ...]

    def at_end(self, subject: str) -> tuple[str, int] | None:
        """The code whose longest alias ends ``subject``, and where that alias starts."""
        length = len(subject)
        codes = self.codes
        for size in self.tails.get(subject[-2:], ()):
            if size <= length and (code := codes.get(subject[length - size :])) is not None:
                return (code, 0) if size == length else self._by_pattern(subject) or (code, length - size)
        return self._by_pattern(subject)

    def _by_pattern(self, subject: str) -> tuple[str, int] | None:
        """The code of a name that is told by a pattern: 高标准农田 with whatever stands before it."""
        if len(subject) > 3 and subject[-1] in _PATTERN_ENDS:
            for code, pattern in self.patterns:
                if found := pattern.search(subject):
                    return code, found.start()
        return None

    def share_of(self, part: str, whole: str) -> str | None:
        """The code of a share whose part is no listed subject on its own: 服务业 in 地区生产总值."""
        for share in self.shares:
            if part.endswith(share.part) and (share.whole is None or share.whole.search(whole)):
                return share.code
        return None

    def at_start(self, text: str, start: int = 0) -> tuple[str, int] | None:
        """The code whose longest alias stands at ``start`` of ``text``, and where that alias ends."""
        codes = self.codes
        for end in range(min(len(text), start + self.longest), start + 1, -1):
            code = codes.get(text[start:end])
            if code is not None:
                return code, end
        return None


@cache
def indicators() -> Indicators:
    """The vocabulary of indicators, loaded once.

    :raises VocabularyError: on an alias that two codes claim, an unknown key, or a row of the wrong width.
    """
    by_code: dict[str, Indicator] = {}
    codes: dict[str, str] = {}
    for row in read_table("indicators.tsv", 5):
        code, name, category, wanted, aliases = row.cells
        if code in by_code:
            raise row.error(f"the code {code} stands twice")
        if wanted not in ("up", "down", "-"):
            raise row.error(f"wanted is up, down or -, not {wanted!r}")
        by_code[code] = Indicator(code, name, category, None if wanted == "-" else wanted)
        for template in (name, *aliases.split("; ")):
            for alias in expand(template.strip(), row):
                # A parenthesis in a subject is left out before it is looked up: 项目投资（不含房地产开发）
                alias = re.sub(r"（[^（）]*）", "", alias)
                # 收入 is scanned as 收人 often enough to be looked for under both.
                for spelling in {alias: None, alias.replace("收入", "收人"): None}:
                    if codes.setdefault(spelling, code) != code:
                        raise row.error(f"the alias {alias} belongs to {codes[spelling]} already")
    patterns = tuple(
        (code, re.compile(f"(?:{pattern})$")) for code, pattern in _rows("indicator_patterns.tsv", by_code)
    )
    return Indicators(by_code, codes, _tails(codes), max(map(len, codes)), patterns, _shares(by_code))


def _tails(codes: dict[str, str]) -> dict[str, tuple[int, ...]]:
    sizes: dict[str, set[int]] = {}
    for alias in codes:
        sizes.setdefault(alias[-2:], set()).add(len(alias))
    return {tail: tuple(sorted(found, reverse=True)) for tail, found in sizes.items()}


def _rows(table: str, by_code: dict[str, Indicator]) -> Iterator[tuple[str, str]]:
    for row in read_table(table, 3):
        code, pattern, _ = row.cells
        if code not in by_code:
            raise row.error(f"unknown code {code}")
        yield code, pattern


def _shares(by_code: dict[str, Indicator]) -> tuple[Share, ...]:
    shares = []
    for row in read_table("shares.tsv", 4):
        part, code, whole, _ = row.cells
        if code not in by_code:
            raise row.error(f"unknown code {code}")
        shares.append(Share(part, code, None if whole == "-" else re.compile(whole)))
    return tuple(sorted(shares, key=lambda share: -len(share.part)))


__all__ = ["Indicator", "Indicators", "VocabularyError", "indicators"]
