"""The sentences with which a file is refused, in both languages."""

import tomllib
from functools import cache
from importlib.resources import files

from luoshi.errors import SourceError


@cache
def sentences() -> dict[str, dict[str, str]]:
    """``data/refusals.toml``: key → language → sentence."""
    text = files("luoshi.sources").joinpath("data/refusals.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def refuse(key: str, name: str | None, **fields: object) -> SourceError:
    """The error to raise. ``name`` is None for standard input."""
    forms = sentences()[key]
    return SourceError(
        forms["en"].format(name=name or "standard input", **fields),
        chinese=forms["zh"].format(name=name or "标准输入", **fields),
        key=key,
        name=name,
    )
