"""Forms of uploads and corrections."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi.ledger.export.labels import number
from luoshi.vocabulary.indicators import indicators
from luoshi_web.console.review.words import DROPS, FAULTS, FIELD_WORDS, GRADE_WORDS, code_choices
from luoshi_web.intake.reports import LARGEST
from luoshi_web.ledgerstore.models import Entry
from luoshi_web.ledgerstore.reading import (
    BOUNDS,
    DIRECTIONS,
    KINDS,
    MEASURES,
    MODALITIES,
    YEARS,
    NotAReading,
    corrected,
)  # fmt: skip


class UploadForm(forms.Form):
    """A file of a report."""

    file = forms.FileField(
        label=pgettext_lazy("review", "File"),
        allow_empty_file=True,  # the service says it in words
        help_text=_(
            "DOCX, DOC, PDF, web page (HTML, MHT), text, or a ZIP of its pages; at most 32 MiB. Macros are refused."
        ),
        widget=forms.FileInput(
            attrs={"accept": ".docx,.doc,.wps,.pdf,.ofd,.odt,.rtf,.html,.htm,.mht,.mhtml,.txt,.zip"}
        ),
    )

    def clean_file(self) -> Any:
        """A size beyond the limit is refused before the file is read into memory."""
        found = self.cleaned_data["file"]
        if found.size > LARGEST:
            raise ValidationError(
                _(
                    "%(name)s is larger than %(limit)s MiB, far more than any report; upload the report alone."
                ),
                params={"name": found.name, "limit": LARGEST >> 20},
            )
        return found


class ConfirmForm(forms.Form):
    """Whose report of which year a doubtful copy is."""

    place = forms.CharField(
        label=pgettext_lazy("review", "Place"),
        max_length=60,
        help_text=_("As the report names it, with what it belongs to."),
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=YEARS[0],
        max_value=YEARS[1],
        help_text=_("The year whose work it sets out."),
    )
    title = forms.CharField(label=pgettext_lazy("review", "Title"), max_length=200, required=False)


_COMPARED = (("same", _("in step")), ("above", _("above it")), ("below", _("below it")))


def _choices(group: str, codes: tuple[str, ...]) -> Any:
    return lambda: [("", "—"), *code_choices(group, codes)]


class CorrectionForm(forms.Form):
    """What an entry says. Amounts as people write them (13.5亿); checked against the vocabulary and the bound."""

    kind = forms.ChoiceField(label=FIELD_WORDS["kind"], choices=lambda: code_choices("kind", KINDS))
    subject = forms.CharField(label=FIELD_WORDS["subject"], max_length=200, required=False)
    grade = forms.ChoiceField(
        label=FIELD_WORDS["grade"], choices=lambda: [("", "—"), *GRADE_WORDS.items()], required=False,
        help_text=_("Of a task or a past deed; a value has none."),
    )  # fmt: skip
    indicator = forms.CharField(
        label=FIELD_WORDS["indicator"], max_length=60, required=False, help_text=_("Code or name of the vocabulary."),
        widget=forms.TextInput(attrs={"list": "indicators"}),
    )  # fmt: skip
    measure = forms.ChoiceField(
        label=FIELD_WORDS["measure"], choices=_choices("measure", MEASURES), required=False
    )
    direction = forms.ChoiceField(
        label=FIELD_WORDS["direction"], choices=_choices("direction", DIRECTIONS), required=False
    )
    bound = forms.ChoiceField(label=FIELD_WORDS["bound"], choices=_choices("bound", BOUNDS), required=False)
    low = forms.CharField(label=FIELD_WORDS["low"], max_length=40, required=False)
    high = forms.CharField(label=FIELD_WORDS["high"], max_length=40, required=False)
    unit = forms.CharField(
        label=FIELD_WORDS["unit"],
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"list": "units"}),
    )
    compare = forms.ChoiceField(
        label=_("How it is held"), choices=lambda: [("", "—"), *_COMPARED], required=False
    )
    to = forms.CharField(label=_("Held against, or assigned by"), max_length=100, required=False)
    year_from = forms.IntegerField(
        label=_("From year"), min_value=YEARS[0], max_value=YEARS[1], required=False
    )
    year_to = forms.IntegerField(label=_("To year"), min_value=YEARS[0], max_value=YEARS[1], required=False)
    modality = forms.ChoiceField(
        label=FIELD_WORDS["modality"], choices=_choices("modality", MODALITIES), required=False
    )
    scope = forms.CharField(label=FIELD_WORDS["scope"], max_length=200, required=False)
    headline = forms.BooleanField(label=FIELD_WORDS["headline"], required=False)
    partial = forms.BooleanField(label=FIELD_WORDS["partial"], required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    field_order = (
        "kind", "grade", "subject", "bound", "low", "high", "unit", "indicator", "measure", "direction", "modality", "year_from", "year_to",
        "compare", "to", "scope", "headline", "partial", "reason",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, entry: Entry) -> None:
        self.entry = entry
        super().__init__(
            data, initial=_shown(entry.reading), auto_id="entry_%s"
        )  # the filter beside it has fields of these names

    def changes(self) -> dict[str, Any]:
        """What was filled in, as :func:`luoshi_web.ledgerstore.reading.corrected` takes it."""
        said = self.cleaned_data
        names = (
            "kind",
            "grade",
            "subject",
            "measure",
            "direction",
            "bound",
            "low",
            "high",
            "unit",
            "modality",
            "scope",
            "headline",
            "partial",
        )
        code = said["indicator"].strip()
        return {name: said[name] for name in names} | {
            "indicator": indicators().codes.get(code, code) or None,
            "relation": self._relation(),
            "period": self._period(),
        }

    def _relation(self) -> dict[str, Any] | None:
        said, old = self.cleaned_data, self.entry.reading.get("relation") or {}
        to = said["to"].strip() or None
        if said["bound"] == "assigned":
            return {"by": to}
        if said["bound"] == "relative":
            kept = old.get("to_indicator") if old.get("to") == to else indicators().codes.get(to or "")
            return {"compare": said["compare"] or None, "to": to, "to_indicator": kept}
        return None

    def _period(self) -> dict[str, int] | None:
        first, last = self.cleaned_data["year_from"], self.cleaned_data["year_to"]
        if first is None and last is None:
            return None
        return {"from": first if first is not None else last, "to": last if last is not None else first}

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        try:
            corrected(self.entry.reading, self.changes())
        except NotAReading as wrong:
            for fault in wrong.faults:
                self.add_error(_FIELDS.get(fault.field, fault.field), FAULTS[fault.code])
        return self.cleaned_data


_FIELDS = {"period": "year_from", "relation": "to"}


def _shown(reading: dict[str, Any]) -> dict[str, Any]:
    """A reading as the form shows it."""
    relation, period = reading.get("relation") or {}, reading.get("period") or {}
    plain = {
        name: reading.get(name) or ""
        for name in (
            "kind",
            "grade",
            "subject",
            "indicator",
            "measure",
            "direction",
            "bound",
            "unit",
            "modality",
            "scope",
        )
    }
    return plain | {
        "low": _number(reading.get("low")),
        "high": "" if reading.get("low") == reading.get("high") else _number(reading.get("high")),
        "headline": bool(reading.get("headline")),
        "partial": bool(reading.get("partial")),
        "compare": relation.get("compare") or "",
        "to": relation.get("to") or relation.get("by") or "",
        "year_from": period.get("from"),
        "year_to": period.get("to"),
    }


def _number(text: str | None) -> str:
    """``1350000000`` → ``13.5亿``; a number that magnitude words would lengthen stays as it is."""
    if text is None:
        return ""
    short = number(text)
    return short if len(short) <= len(text) else text


class SplitForm(forms.Form):
    """The pieces of a quote, one a line."""

    pieces = forms.CharField(
        label=_("Parts, one a line"), widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Each line must stand in the quote. Every part is read by itself and then reviewed."),
    )  # fmt: skip

    def lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["pieces"].splitlines() if line.strip()]


class DropForm(forms.Form):
    """Why an entry is none."""

    reason = forms.ChoiceField(label=_("Why it is no entry"), choices=DROPS)
    remark = forms.CharField(label=_("In other words"), max_length=300, required=False)

    def said(self) -> str:
        return str(self.cleaned_data["remark"].strip() or self.cleaned_data["reason"])


class AddForm(forms.Form):
    """A statement that the machine did not read."""

    quote = forms.CharField(
        label=_("Words of the report"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Copied from its text."),
    )
    kind = forms.ChoiceField(
        label=FIELD_WORDS["kind"],
        choices=lambda: code_choices("kind", ("task", "target", "result", "problem")),
    )
