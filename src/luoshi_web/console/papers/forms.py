"""What is asked for each kind of paper. A form that holds gives the paper that it describes."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.console.fields import day_field, names_in, secrecy_choices
from luoshi_web.supervision.models import Appraisal, Item, Paper, Split
from luoshi_web.supervision.papers import appraisal, bulletin, notice, press, split
from luoshi_web.supervision.papers.collected import Collected
from luoshi_web.supervision.papers.content import Imprint
from luoshi_web.supervision.selectors.items import visible_to


class PaperForm(forms.Form):
    """What every paper needs. The secrecy offered ends at the actor's own clearance."""

    on = day_field(
        label=_("Day of the paper"),
        help_text=_("Everything stands as it was known at the end of this day."),
    )
    issuer = forms.CharField(label=_("Issued by"), max_length=60)
    title = forms.CharField(
        label=_("Title"), max_length=120, required=False, help_text=_("Empty: the usual title.")
    )
    secrecy = forms.TypedChoiceField(
        label=_("Items up to"),
        coerce=int,
        help_text=_("Items above this are left out; only posts cleared for what is in it get the paper."),
    )

    printed_by = forms.CharField(
        label=_("Printed by (印发机关)"), max_length=60, required=False, help_text=_("Left empty: no imprint (版记).")
    )  # fmt: skip
    printed_on = day_field(
        label=_("Printed on (印发日期)"), required=False, help_text=_("Left empty: the day of the paper.")
    )
    copies_to = forms.CharField(
        label=_("Copies to (抄送)"), max_length=500, required=False,
        help_text=_("Names divided by 、 Offices of this district that are named may read the paper."),
    )  # fmt: skip
    copies = forms.IntegerField(
        label=_("Copies printed (份数)"), min_value=1, max_value=99_999, required=False
    )

    def __init__(self, data: Any, *, actor: Actor, today: date) -> None:
        super().__init__(data)
        self.actor, self.today = actor, today
        reached = secrecy_choices(actor.clearance)
        self.fields["secrecy"].choices = reached  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """A paper speaks of what is known."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day has not come."))
        return on

    def clean(self) -> dict[str, Any]:
        """Copies and their number are part of the imprint; it is printed no earlier than the paper's day, and on no day to come."""
        data = super().clean() or {}
        if (data.get("copies_to") or data.get("copies")) and not data.get("printed_by"):
            self.add_error("printed_by", _("The imprint names the office that prints."))
        printed = data.get("printed_on")
        if printed and data.get("on") and not data["on"] <= printed <= self.today:
            self.add_error(
                "printed_on", _("It is printed on the paper's day or later, and not on a day to come.")
            )
        return data

    def imprint(self) -> Imprint | None:
        """版记, None where the office that prints is not named."""
        said = self.cleaned_data
        if not said["printed_by"]:
            return None
        names = names_in(said["copies_to"])
        return Imprint(
            said["printed_by"], said["printed_on"] or said["on"], tuple(dict.fromkeys(names)), said["copies"]
        )

    def common(self) -> dict[str, Any]:
        """What each ``collect`` takes."""
        return {name: self.cleaned_data[name] for name in ("on", "issuer", "title", "secrecy")}

    def collect(self) -> Collected:
        """The paper. Raises :class:`luoshi_web.audit.refusal.Refusal` where there is nothing to speak of."""
        raise NotImplementedError


class WithWords(PaperForm):
    """Letters, which may ask for something besides."""

    words = forms.CharField(
        label=_("What is asked besides"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One demand a line."),
    )

    def common(self) -> dict[str, Any]:
        return super().common() | {"words": self.cleaned_data["words"]}


class SplitForm(PaperForm):
    """任务分解表."""

    split = forms.ModelChoiceField(Split.objects.all(), label=_("Split"), empty_label="—")

    def collect(self) -> Collected:
        return split.collect(split=self.cleaned_data["split"], **self.common())


class NoticeForm(WithWords):
    """督查通知单."""

    items = forms.CharField(
        label=_("Numbers of the items"),
        help_text=_("All led by one unit; with blanks or commas between them."),
    )

    def clean_items(self) -> list[Item]:
        """Every number is an item that the actor may see."""
        numbers = self.cleaned_data["items"].replace(",", " ").replace("，", " ").replace("、", " ").split()
        found = {
            item.number: item
            for item in visible_to(self.actor).exclude(state="draft").filter(number__in=numbers)
        }
        missing = [number for number in numbers if number not in found]
        if missing:
            raise forms.ValidationError(
                _("There is no issued item %(numbers)s."), params={"numbers": "、".join(missing)}
            )
        return list(found.values())

    def collect(self) -> Collected:
        items = Item.objects.filter(pk__in=[item.pk for item in self.cleaned_data["items"]])
        return notice.collect(items=items, **self.common())


class PressForm(WithWords):
    """催办单."""

    office = forms.ModelChoiceField(Office.objects.filter(active=True), label=_("Lead unit"), empty_label="—")

    def collect(self) -> Collected:
        return press.collect(office=self.cleaned_data["office"], **self.common())


class BulletinForm(WithWords):
    """半年通报."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)

    def collect(self) -> Collected:
        return bulletin.collect(year=self.cleaned_data["year"], **self.common())


class AppraisalForm(PaperForm):
    """考评表."""

    appraisal = forms.ModelChoiceField(Appraisal.objects.all(), label=_("Appraisal"), empty_label="—")
    office = forms.ModelChoiceField(
        Office.objects.filter(active=True),
        label=_("With the reasons of one unit"),
        required=False,
        help_text=_("The paper then goes to this unit alone; a table for all has no reasons."),
        empty_label="—",
    )

    def collect(self) -> Collected:
        return appraisal.collect(
            appraisal=self.cleaned_data["appraisal"], office=self.cleaned_data["office"], **self.common()
        )


FORMS: dict[str, type[PaperForm]] = {
    Paper.Kind.SPLIT: SplitForm,
    Paper.Kind.NOTICE: NoticeForm,
    Paper.Kind.PRESS: PressForm,
    Paper.Kind.BULLETIN: BulletinForm,
    Paper.Kind.APPRAISAL: AppraisalForm,
}


class WithdrawForm(forms.Form):
    """Why a paper holds no more."""

    reason = forms.CharField(
        label=_("Reason, for everybody to read"), max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text=_("No names, telephone or identity numbers of persons."),
    )  # fmt: skip


class IssueForm(forms.Form):
    """The number under which it goes out."""

    number = forms.CharField(
        label=_("Number of the paper (文号)"), max_length=60, help_text=_("Such as 云政督〔2026〕12号.")
    )
