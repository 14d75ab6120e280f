"""The listed indicators and the names that reports give them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from luoshi.errors import VocabularyError
from luoshi.vocabulary.tables import Row, read_table

_PART = re.compile(r"\{([^{}]*)\}|\[([^\[\]]*)\]|([^{}\[\]]+)")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of ``data/indicators.tsv``. ``wanted`` is the better direction, None where neither is."""

    code: str
    name: str
    category: str
    wanted: str | None


@dataclass(frozen=True, slots=True)
class Indicators:
    """All listed indicators, and the code of every alias."""

    by_code: dict[str, Indicator]
    codes: dict[str, str]
    longest: int

    def at_end(self, subject: str) -> tuple[str, int] | None:
        """The code whose longest alias ends ``subject``, and where that alias starts."""
        length = len(subject)
        codes = self.codes
        for start in range(max(0, length - self.longest), length - 1):
            code = codes.get(subject[start:])
            if code is not None:
                return code, start
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
            for alias in _expand(template.strip(), row):
                # A parenthesis in a subject is left out before it is looked up: 项目投资（不含房地产开发）
                alias = re.sub(r"（[^（）]*）", "", alias)
                if codes.setdefault(alias, code) != code:
                    raise row.error(f"the alias {alias} belongs to {codes[alias]} already")
    return Indicators(by_code, codes, max(map(len, codes)))


def _expand(template: str, row: Row) -> Iterator[str]:
    """All spellings of an alias template: ``{规上|规模以上}工业[企业]增加值``."""
    if "".join(m.group() for m in _PART.finditer(template)) != template:
        raise row.error(f"unbalanced brackets in {template}")
    spellings = [""]
    for one, maybe, plain in _PART.findall(template):
        options = one.split("|") if one else ["", *maybe.split("|")] if maybe else [plain]
        spellings = [head + option for head in spellings for option in options]
    yield from spellings


__all__ = ["Indicator", "Indicators", "VocabularyError", "indicators"]
