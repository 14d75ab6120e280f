"""The lines of ``issues.jsonl``: what could not be read, what is doubted, each with a sentence in both languages."""

import json
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from luoshi.corpus.names import Told
from luoshi.errors import SourceError

_LONGEST = 300


class Issue(NamedTuple):
    """One document that could not be read (``kind`` is the refusal's key, ``bug``, ``crashed`` or ``hung``) or is ``doubted``."""

    document: str
    kind: str
    sentence_zh: str
    sentence_en: str
    more: dict[str, Any] = {}  # noqa: RUF012  (never changed)

    def line(self) -> str:
        row = {
            "document": self.document,
            "kind": self.kind,
            "sentence_zh": self.sentence_zh,
            "sentence_en": self.sentence_en,
            **self.more,
        }
        return json.dumps(row, ensure_ascii=False) + "\n"


@cache
def _sentences() -> dict[str, dict[str, str]]:
    """``data/issues.toml``: kind → language → sentence."""
    text = files("luoshi.corpus").joinpath("data/issues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _say(key: str, **fields: object) -> tuple[str, str]:
    words = _sentences()[key]
    return words["zh"].format(**fields), words["en"].format(**fields)


def of_refusal(key: str, error: SourceError) -> Issue:
    """A file that cannot be read, in the words with which ``luoshi read`` refuses it."""
    return Issue(key, error.key or "unreadable", error.sentence("zh"), error.sentence("en"))


def of_bug(key: str, error: Exception) -> Issue:
    """Our fault: with the exception's type and message, for a report to us."""
    kind, message = type(error).__name__, str(error)[:_LONGEST]
    told = f"{kind}: {message}" if message else kind
    return Issue(key, "bug", *_say("bug", name=key, error=told), {"type": kind, "message": message})


def of_death(key: str, kind: str, seconds: int) -> Issue:
    """A document that took its worker down twice (``crashed``), or did not come to an end (``hung``)."""
    return Issue(key, kind, *_say(kind, name=key, seconds=seconds))


def of_doubts(key: str, doubts: Sequence[Told]) -> Issue:
    """A document that was read and may not be what it seems."""
    chinese, english = "".join(d.chinese for d in doubts), " ".join(d.english for d in doubts)
    return Issue(key, "doubted", chinese, english, {"doubts": [d.code for d in doubts]})
