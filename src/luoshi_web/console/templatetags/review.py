"""Words for the ledger's codes and values, in the reader's language: the library's own."""

from typing import Any

from django import template
from django_stubs_ext import StrOrPromise

from luoshi.ledger.export import labels
from luoshi_web.console.review import rows, words
from luoshi_web.ledgerstore.models import Entry

register = template.Library()


@register.filter
def said(code: str | None, group: str) -> str:
    """``{{ entry.kind|said:"kind" }}``: the words for a code of the ledger."""
    return labels.label(group, code, words.language())


@register.filter
def value_of(reading: dict[str, Any] | None) -> str:
    """A reading's value as people write it."""
    return rows.value_of(reading) if reading else ""


@register.filter
def readings(entry: Entry) -> list[rows.Row]:
    """The machine's reading beside what holds."""
    return rows.rows_of(entry.machine, entry.reading)


@register.filter
def why_reopened(code: str) -> str:
    """A stored reason for opening an entry again, as a sentence."""
    return words.reopened_words(code)


@register.filter
def why_dropped(reason: str) -> str:
    """A stored reason for dropping an entry, in words."""
    return words.drop_words(reason)


@register.filter
def deed_words(deed: str) -> StrOrPromise:
    """What a revision did."""
    return words.REASONS.get(deed, deed)


@register.filter
def grade_words(grade: str) -> StrOrPromise:
    """A grade in words."""
    return words.GRADE_WORDS.get(grade, grade)


@register.filter
def certainty(share: float | None) -> str:
    """``97 %`` of such lines stood; a dash where it was not measured. Never rounded up."""
    return "—" if share is None else f"{int(share * 100 + 1e-9)} %"


@register.filter
def certainty_words(share: float | None) -> str:
    """A certainty as a sentence."""
    return words.certainty_words(share)


@register.filter
def how_certain(entry: Entry) -> str:
    """How certain an entry is, as a sentence; why it is looked at although it is sure."""
    return words.certainty_words(entry.certainty, headline=entry.headline)
