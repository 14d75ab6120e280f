"""The sentence on what became of a promise: the words of it that were found, and the word that tells how far it has come."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from luoshi.reconcile.follow.answer import Answer, Found


@cache
def sentences() -> dict[str, Any]:
    """``data/follow.toml``: why → language → words."""
    return tomllib.loads(files("luoshi.reconcile").joinpath("data/follow.toml").read_text(encoding="utf-8"))


def reason(answer: Answer, language: Literal["zh", "en"]) -> str:
    """One sentence on why the status is what it is."""
    words = sentences()
    told = words["join"][language].join(_told(found, language) for found in answer.found)
    return str(words[answer.why][language]).format(told=told, named=answer.named, promised=answer.promised)


def _told(found: Found, language: Literal["zh", "en"]) -> str:
    words = sentences()
    named = words["comma"][language].join(found.words)
    if found.stood.word is None:
        return str(words["named"][language]).format(words=named)
    return str(words["said"][language]).format(words=named, said=found.stood.word)
