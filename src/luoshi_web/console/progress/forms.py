"""Forms of the progress pages. What is allowed is the services' to say; a form only reads."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi_web.console.fields import OddValueForm
from luoshi_web.intake.files import ENDINGS
from luoshi_web.ledgerstore.models import Entry
from luoshi_web.supervision.drafting.rows import further_name
from luoshi_web.supervision.models import Item, Update
from luoshi_web.supervision.progress.values import write_value
from luoshi_web.supervision.services.progress import Report

# 单位地区生产总值能耗下降3%左右: the number promised is the fall itself.
_FALLS = re.compile("下降|降低|减少|压减")
_ACCEPTED = ",".join(f".{ending}" for endings in ENDINGS.values() for ending in endings)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Any number of files; an empty list where none was chosen."""

    def __init__(self, *, images: bool = False, **options: Any) -> None:
        accepted = ".jpg,.jpeg,.png" if images else _ACCEPTED
        super().__init__(widget=ManyFilesInput(attrs={"accept": accepted}), **options)

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":
        chosen = data if isinstance(data, list | tuple) else [data] if data else []
        if not chosen and self.required:
            raise forms.ValidationError(self.error_messages["required"])
        return [file for file in chosen if file]  # an empty file is the check's to refuse, in its own words


class FilesForm(forms.Form):
    """Files to attach to an item."""

    evidence = ManyFiles(
        label=_("Files"),
        help_text=_(
            "PDF, OFD, Word, Excel, JPEG, PNG, text or CSV, without macros; 20 MB each, 10 at a time."
        ),
    )
    remark = forms.CharField(label=_("Remark"), max_length=200, required=False)


class ReportForm(OddValueForm):
    """One report of one period. An item with a target in numbers is asked for a value, another for the share done."""

    state = forms.ChoiceField(label=_("State of the report"), choices=Update.State.choices)
    value = forms.CharField(label=_("Value reached"), max_length=60, required=False)
    share = forms.DecimalField(
        label=_("Share done, in percent"), min_value=0, max_value=100, decimal_places=2, required=False
    )
    data_source = forms.CharField(label=_("Source of the data"), max_length=120, required=False)
    words = forms.CharField(label=_("Progress so far"), widget=forms.Textarea(attrs={"rows": 3}))
    problems = forms.CharField(label=_("Problems"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    next_steps = forms.CharField(
        label=_("Next steps"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    evidence = ManyFiles(label=_("Evidence"), required=False)

    def __init__(self, *args: Any, item: Item, last: Update | None = None, **options: Any) -> None:
        options.setdefault("auto_id", f"i{item.pk}_%s")
        options["initial"] = _prefilled(item, last)
        super().__init__(*args, **options)
        if item.low is None and item.high is None:
            del self.fields["value"]
            if item.is_rate:
                del self.fields["share"]
        else:
            del self.fields["share"]
            self.fields["value"].help_text = _value_help(item, last)
        self.further = {f"further_{entry.pk}": entry for entry in item.further.all()}
        for name, entry in self.further.items():
            self._further(name, entry, last)

    def _further(self, name: str, entry: Entry, last: Update | None) -> None:
        """A field for a further value of the line, right behind the first one."""
        words = further_name(entry.reading, entry.low, entry.high, entry.unit)
        if not words:
            return
        self.fields[name] = forms.CharField(
            label=gettext("Value reached: %(words)s") % {"words": words}, max_length=60, required=False
        )
        before = (last.further if last else {}).get(str(entry.pk))
        if before is not None:
            self.initial[name] = write_value(Decimal(before), entry.unit)
        self.order_fields(["state", "value", "share", *self.further])

    def further_fields(self) -> list[Any]:
        """The fields of the further values."""
        return [self[name] for name in self.further if name in self.fields]

    def said(self) -> Report:
        """What the form says, for the service."""
        kept = self.cleaned_data
        return Report(
            state=kept["state"],
            value=kept.get("value", ""),
            share=kept.get("share"),
            words=kept["words"],
            problems=kept["problems"],
            next_steps=kept["next_steps"],
            data_source=kept["data_source"],
            odd_reason=kept["odd_reason"],
            further={entry.pk: kept.get(name, "") for name, entry in self.further.items()},
        )


class CorrectionForm(ReportForm):
    """A report in place of one that was wrong."""

    reason = forms.CharField(label=_("Why it is corrected"), max_length=300)


def _prefilled(item: Item, last: Update | None) -> dict[str, Any]:
    """From the last report, so that only what changed is typed."""
    if last is None:
        return {"state": Update.State.REPORTED}
    return {
        "state": last.state,
        "value": write_value(last.value, item.unit),
        "share": None if last.share is None else Decimal(f"{last.share.normalize():f}"),
        "data_source": last.data_source,
        "words": last.words,
        "problems": last.problems,
        "next_steps": last.next_steps,
    }


def _value_help(item: Item, last: Update | None) -> str:
    since = gettext("the rate itself") if item.is_rate else gettext("in all since the year began")
    said = gettext("%(what)s, with its unit: for instance %(example)s.") % {
        "what": since,
        "example": write_value(item.low if item.low is not None else item.high, item.unit),
    }
    if item.is_rate and _FALLS.search(item.title):
        said += " " + gettext("A fall is written without a sign, a rise with a minus.")
    if last is not None and last.value is not None:
        before = gettext("Up to %(period)s: %(value)s.") % {
            "period": date.isoformat(last.period),
            "value": write_value(last.value, item.unit),
        }
        return f"{said} {before}"
    return said
