"""An entry's two readings as rows: the machine's beside what holds now, in the reader's language."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext
from django_stubs_ext import StrOrPromise

from luoshi.ledger.export.labels import label, value
from luoshi.ledger.stored import entry_of
from luoshi.vocabulary.indicators import indicators
from luoshi_web.console.review.words import FIELD_WORDS, GRADE_WORDS, STAGE_WORDS, VALUE_WORDS, language

Reading = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One field: its name, the machine's words, what holds."""

    words: StrOrPromise
    machine: str
    held: str

    @property
    def differs(self) -> bool:
        return self.machine != self.held


def rows_of(machine: Reading | None, held: Reading) -> list[Row]:
    """The fields of which either reading says something; without a machine's reading, what holds alone."""
    one, other = readable(machine) if machine else {}, readable(held)
    return [
        Row(VALUE_WORDS if name == "value" else FIELD_WORDS[name], one.get(name, ""), words)
        for name, words in other.items()
        if words or one.get(name)
    ]


def readable(reading: Reading) -> dict[str, str]:
    """A reading in words: codes by the ledger's own labels, the value as people write it."""
    lang = language()
    return {
        "kind": label("kind", reading.get("kind"), lang),
        "grade": str(GRADE_WORDS.get(reading.get("grade") or "", "")),
        "headline": pgettext("review", "yes") if reading.get("headline") else "",
        "subject": reading.get("subject") or "",
        "object": _unless(reading.get("object") or "", reading.get("subject")),
        "members": "、".join(member["name"] for member in reading.get("members") or ()),
        "stage": str(STAGE_WORDS.get(reading.get("stage") or "", "")),
        "indicator": indicator_name(reading.get("indicator")),
        "scope": reading.get("scope") or "",
        "partial": pgettext("review", "yes") if reading.get("partial") else "",
        "measure": label("measure", reading.get("measure"), lang),
        "value": value_of(reading),
        "period": years(reading.get("period")),
        "modality": label("modality", reading.get("modality"), lang),
    }


def _unless(words: str, said: str | None) -> str:
    """Nothing where the row above says it already."""
    return "" if words == said else words


def indicator_name(code: str | None) -> str:
    """The vocabulary's Chinese name with its code."""
    known = indicators().by_code.get(code or "")
    return f"{known.name} ({known.code})" if known else code or ""


def value_of(reading: Reading) -> str:
    """``↑≥5.3%``, ``13.5亿美元``, ``与经济增长同步``."""
    return value(entry_of(reading | {"span": [0, 0], "id": reading.get("id") or ""}), language())


def years(period: dict[str, int] | None) -> str:
    """``2026``, ``2021–2025``."""
    if not period:
        return ""
    return str(period["from"]) if period["from"] == period["to"] else f"{period['from']}–{period['to']}"
