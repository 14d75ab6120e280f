"""The words of the summary page, and pieces of HTML."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from luoshi.corpus.panel_columns import Language, code_words


@cache
def _catalogue() -> dict[str, Any]:
    return tomllib.loads(asset("summary.toml"))


def asset(name: str) -> str:
    """A file of ``corpus/data``."""
    return files("luoshi.corpus").joinpath("data", name).read_text(encoding="utf-8")


def words(language: Language, key: str, **blanks: object) -> str:
    text: str = _catalogue()["words"][key][language]
    return text.format(**blanks) if blanks else text


def doubt_title(code: str, language: Language) -> str:
    found: dict[str, str] = _catalogue()["doubt"].get(code, {})
    return found.get(language, code)


def rule_title(code: str, language: Language) -> str:
    found: dict[str, str] = _catalogue()["rule"].get(code, {})
    return found.get(language, code)


def level_title(code: str, language: Language) -> str:
    return code_words("place_level", language).get(code) or words(language, "level_unknown")


def whole(count: int) -> str:
    return f"{count:,}"


def percent(part: int, of: int) -> str:
    """Rounded down, so that 100% is all of them; nothing of nothing."""
    return f"{100 * part // of}%" if of else "–"


def section(name: str, title: str, body: Iterable[str], note: str = "") -> str:
    remark = f'<p class="note">{escape(note)}</p>' if note else ""
    return f'<section id="{name}"><h2>{escape(title)}</h2>{remark}{"".join(body)}</section>'


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: frozenset[int] = frozenset()
) -> str:
    """A table whose cells are HTML already; ``numbers`` are the columns that are set to the right."""

    def cells(tag: str, row: Sequence[str]) -> str:
        return "".join(
            f"<{tag}{' class=n' if at in numbers else ''}>{cell}</{tag}>" for at, cell in enumerate(row)
        )

    body = "".join(f"<tr>{cells('td', row)}</tr>" for row in rows)
    head = cells("th", [escape(head) for head in heads])
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def folded(title: str, body: str, *, opened: bool = False) -> str:
    return f"<details{' open' if opened else ''}><summary>{title}</summary>{body}</details>"
