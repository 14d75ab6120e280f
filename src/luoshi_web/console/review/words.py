"""Sentences for the codes that the ledger's services store: faults of a correction, reasons for opening again, doubts, deeds."""

from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from luoshi.ledger.export.labels import label
from luoshi_web.ledgerstore.certainty import SURE

FAULTS: dict[str, StrOrPromise] = {
    "unknown": _("This is not in the vocabulary."),
    "missing": _("This is needed."),
    "no_number": _("Write a number, as 5.5 or 13.5亿, with at most six decimals."),
    "no_period": _("Write years from 1949 to 2100, the first not after the last."),
    "too_long": _("At most 200 characters."),
    "has_no_value": _("This bound has no number; empty both, or choose another bound."),
    "one_value": _("This bound has one number; leave the other empty, or write a range."),
    "held_against_what": _("Say what it is held against, and how."),
    "not_above": _("The upper number must be above the lower."),
}

DOUBTS: dict[str, StrOrPromise] = {
    "no_place": _("The text does not say whose report it is."),
    "place_guessed": _("Only the file's name says whose report it is."),
    "no_year": _("The text does not say which year's work it sets out."),
    "year_guessed": _("Only the file's name says which year it is."),
    "not_a_report": _("The text does not read like a government work report."),
    "mixed_reports": _("Another report begins in this file; only the first one was read."),
    "other_place": _("The text names another place than the report that this was said to be a copy of."),
    "other_year": _("The text names another year than the report that this was said to be a copy of."),
    "known_report": _(
        "There is a report of this place and year already; this file would become its next copy."
    ),
}

REASONS: dict[str, StrOrPromise] = {
    "accept": _("accepted as read"),
    "correct": _("corrected"),
    "split": _("split into others"),
    "merge": pgettext_lazy("review", "merged"),
    "drop": _("dropped"),
    "reopen": pgettext_lazy("review", "opened again"),
    "renew": _("changed with a corrected copy"),
}

DROPS: tuple[tuple[str, StrOrPromise], ...] = (
    ("nothing_to_hold", _("Nothing that could be held against reality")),
    ("told_twice", _("Told twice")),
    ("not_of_the_year", _("Not of this government or this year")),
    ("misread", _("Misread")),
)
"""Reasons for dropping an entry, most of which are one of these."""

_REOPENED: dict[str, StrOrPromise] = {
    "quote_gone": _("The merged stretch no longer stands in the corrected copy."),
    "merged_changed": _("An entry that was merged into this one has changed."),
    "target_lost": _("The entry that this was merged into is not in the corrected copy."),
    "lost": _("It does not stand in the corrected copy."),
    "whole_changed": _("The entry that this is a part of has changed."),
    "back": _("It stands in the corrected copy again."),
}


def language() -> str:
    """The library's name for the reader's language."""
    return "zh" if (get_language() or "").startswith("zh") else "en"


GRADE_WORDS: dict[str, StrOrPromise] = {
    "deliverable": _("deliverable: a thing or an act that will be there"),
    "activity": _("activity: work that is run all year"),
    "aim": _("aim: a state that is wished for, without an act"),
    "deed": _("deed: done, and can be pointed at"),
}
STAGE_WORDS: dict[str, StrOrPromise] = {
    "signed": pgettext_lazy("stage", "signed"),
    "approved": pgettext_lazy("stage", "approved"),
    "started": pgettext_lazy("stage", "started"),
    "under_way": pgettext_lazy("stage", "under way"),
    "topped_out": pgettext_lazy("stage", "topped out"),
    "completed": pgettext_lazy("stage", "completed"),
    "in_use": pgettext_lazy("stage", "in use"),
    "issued": pgettext_lazy("stage", "issued"),
    "founded": pgettext_lazy("stage", "founded"),
    "named": pgettext_lazy("stage", "named"),
    "awarded": pgettext_lazy("stage", "awarded"),
    "ended": pgettext_lazy("stage", "ended"),
}

FIELD_WORDS: dict[str, StrOrPromise] = {
    "kind": _("Kind of entry"),
    "grade": _("Grade of the line"),
    "object": _("What it is about"),
    "members": _("Named in the list"),
    "stage": _("How far it has come"),
    "headline": _("Main expected target"),
    "subject": pgettext_lazy("review", "Subject"),
    "indicator": pgettext_lazy("review", "Indicator"),
    "scope": pgettext_lazy("review", "Scope"),
    "partial": _("A part only"),
    "measure": pgettext_lazy("review", "Measure"),
    "direction": pgettext_lazy("review", "Direction"),
    "bound": pgettext_lazy("review", "Bound"),
    "low": _("Lower number"),
    "high": _("Upper number"),
    "unit": pgettext_lazy("review", "Unit"),
    "relation": _("Held against"),
    "period": pgettext_lazy("review", "Period"),
    "modality": pgettext_lazy("review", "Modality"),
    "quote": pgettext_lazy("review", "Quote"),
}

VALUE_WORDS = _("Value")


def reopened_words(code: str) -> str:
    """``changed:low,quote`` → "The corrected copy says otherwise: lower number, quote."."""
    kind, _colon, fields = code.partition(":")
    if kind == "changed":
        comma = "、" if language() == "zh" else ", "
        named = comma.join(str(FIELD_WORDS.get(name, name)) for name in fields.split(",") if name)
        return gettext("The corrected copy says otherwise: %(fields)s.") % {"fields": named}
    return str(_REOPENED.get(kind, code))


def drop_words(reason: str) -> str:
    """A stored reason for dropping: one of the usual codes in words, or what somebody wrote."""
    return str(dict(DROPS).get(reason, reason))


def certainty_words(certainty: float | None, *, headline: bool = False) -> str:
    """What a certainty means, in words: a share of lines that stood, never a feeling."""
    if certainty is None:
        return gettext("How certain this line is was not measured: look at it.")
    said = gettext("Of 100 lines like this one, %(stood)s stood as they were.") % {
        "stood": int(certainty * 100 + 1e-9)
    }
    if headline and certainty >= SURE:
        said = f"{said} " + gettext("As a main expected target it is looked at all the same.")
    return said


def code_choices(group: str, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Choices of a field: the ledger's codes in the reader's language."""
    return [(code, label(group, code, language())) for code in codes]
