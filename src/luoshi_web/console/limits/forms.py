"""Forms of limits, extensions and changes, checked where they enter."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.fields import ValueField
from luoshi_web.supervision.models import Change, Item, Limit
from luoshi_web.workdays.calendar import FIRST_YEAR, LAST_YEAR
from luoshi_web.workdays.count import MOST

EARLIEST, LATEST = date(FIRST_YEAR, 1, 1), date(LAST_YEAR - 11, 12, 31)
"""What the calculator counts from: ten years later the calendar still reaches."""


class Day(forms.DateInput):
    """A day, chosen as the browser lets choose it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Words(forms.Textarea):
    """A few lines."""

    def __init__(self) -> None:
        super().__init__(attrs={"rows": 3})


class ActForm(forms.Form):
    """A form that does an act. ``version`` is the item's as the page showed it."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def done(self, act: Callable[..., object], **said: Any) -> bool:
        """Do the act; False where it was refused: the sentence then stands above the form, and what was written is kept."""
        try:
            act(version=self.cleaned_data["version"], **said)
        except Refusal as refusal:
            self.refused(refusal)
            return False
        return True

    def refused(self, refusal: Refusal) -> None:
        """The sentence above the form."""
        self.add_error(None, str(refusal))


class AskExtensionForm(ActForm):
    new_due = forms.DateField(label=_("New date"), widget=Day)
    reason = forms.CharField(label=_("Reason"), widget=Words)
    progress = forms.CharField(label=_("Progress so far"), widget=Words)


class ScreenForm(ActForm):
    opinion = forms.CharField(
        label=_("Opinion of the supervision office"),
        widget=Words,
        help_text=_("Is the reason true, is the new date fit, what do you propose?"),
    )


class DecideForm(ActForm):
    decision = forms.ChoiceField(
        label=_("Decision"), choices=[("", "—"), ("yes", _("agree")), ("no", _("do not agree"))]
    )
    answer = forms.CharField(
        label=_("Answer"), widget=Words, required=False, help_text=_("A refusal says why.")
    )

    @property
    def agreed(self) -> bool:
        return bool(self.cleaned_data["decision"] == "yes")


class AskChangeForm(ActForm):
    """One number where the target has a bound (不低于6%), else two, of which the second may be left out."""

    value = ValueField(label=_("New target"))
    upper = ValueField(
        label=_("Upper end"), required=False, help_text=_("Only where the target becomes a range.")
    )
    reason = forms.CharField(label=_("Reason"), widget=Words)
    confirmed = forms.BooleanField(
        label=_("The number is right, out of proportion as it is to the present target"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, item: Item, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        for name in ("value", "upper"):
            self.fields[name].of(item)  # type: ignore[attr-defined]
        if item.bound and item.bound != "about":
            del self.fields["upper"]

    def refused(self, refusal: Refusal) -> None:
        """A number that is out of proportion is asked about: from now on it can be confirmed."""
        super().refused(refusal)
        if refusal.code == "change_odd":
            self.fields["confirmed"].widget = forms.CheckboxInput()

    @property
    def ends(self) -> dict[str, Any]:
        """``low`` and ``high`` as the item holds them: a ceiling is ``high`` alone, a floor ``low`` alone, one number both."""
        value, upper = self.cleaned_data["value"], self.cleaned_data.get("upper")
        if upper is not None:
            return {"low": value, "high": upper}
        return {
            "low": value if self.item.low is not None else None,
            "high": value if self.item.high is not None else None,
        }


class SuspendForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), widget=Words)


class TryForm(forms.Form):
    """What the calculator is asked."""

    began = forms.DateField(
        label=_("Began on"), widget=Day, help_text=_("The day of the act; it is not counted.")
    )
    count = forms.IntegerField(label=_("Length"), min_value=1)
    unit = forms.ChoiceField(label=_("Counted in"), choices=[c for c in Limit.Days.choices if c[0] != "date"])

    def clean_began(self) -> date:
        began: date = self.cleaned_data["began"]
        if not EARLIEST <= began <= LATEST:
            raise forms.ValidationError(
                _("The calendar counts from %(first)s to %(last)s.") % {"first": EARLIEST, "last": LATEST}
            )
        return began

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        most = MOST.get(said.get("unit", ""), 0)
        if "count" in said and most and said["count"] > most:
            self.add_error("count", _("At most %(most)s.") % {"most": most})
        return said


def _offices() -> Any:
    return Office.objects.filter(active=True)


class DueForm(forms.Form):
    """What the page of limits is narrowed to."""

    within = forms.TypedChoiceField(
        label=_("Due within"),
        coerce=int,
        required=False,
        empty_value=7,  # type: ignore[arg-type]
        choices=[(3, _("3 days")), (7, _("7 days")), (15, _("15 days")), (30, _("30 days"))],
        initial=7,
    )
    office = forms.ModelChoiceField(label=_("Office"), queryset=_offices(), required=False, empty_label="—")
    kind = forms.ChoiceField(
        label=_("Limit"),
        required=False,
        choices=[("", "—"), *(pair for pair in Limit.Kind.choices if pair[0] != Limit.Kind.FINISH)],
    )


class ChangesForm(forms.Form):
    """What the page of changes is narrowed to."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2100)
    office = forms.ModelChoiceField(label=_("Office"), queryset=_offices(), required=False, empty_label="—")
    field = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", "—"), *Change.Field.choices])
    lowers = forms.BooleanField(label=_("Only lowered targets"), required=False)
