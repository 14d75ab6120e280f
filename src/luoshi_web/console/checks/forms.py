"""What is asked for in verification, closing and checks."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.console.fields import OddValueForm, ValueField, day_field
from luoshi_web.console.progress.forms import ManyFiles
from luoshi_web.supervision.models import Attachment, Check, CheckPlan, Ending, Item, Verdict
from luoshi_web.supervision.models.light import Colour
from luoshi_web.supervision.selectors.items import visible_to
from luoshi_web.supervision.states import OPEN, State


def _words(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )


_LEADING = Office.objects.filter(Exists(Item.objects.filter(office=OuterRef("pk"))), active=True)


class ItemForm(forms.Form):
    """Of an item as its page showed it."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ClaimForm(ItemForm, OddValueForm):
    """That an item is done."""

    field_order = ("version", "value", "odd_reason", "words", "evidence")
    value = ValueField(label=_("Value reached"), required=False)
    words = _words(_("What was done"), _("What can be seen, where, since when."))
    evidence = ManyFiles(
        label=_("Evidence"),
        required=False,
        help_text=_("Attached with the claim; what is on the item already counts too."),
    )

    def __init__(self, *args: Any, item: Item, valued: bool, **options: Any) -> None:
        """``valued``: the item promises a number, so that the claim gives one too."""
        super().__init__(*args, **options)
        if valued:
            self.fields["value"].of(item)  # type: ignore[attr-defined]
        else:
            del self.fields["value"]


class VerdictForm(ItemForm):
    """Whether a claim holds."""

    finding = forms.ChoiceField(label=_("Verdict"), choices=[("", "—"), *Verdict.Finding.choices])
    words = _words(
        _("Grounds"), _("What was looked at, how, what was seen. You answer for it with your name.")
    )


class SignOffForm(ItemForm):
    """Closed as done."""

    public_reason = _words(
        _("Reason, for everybody to read"), _("No names, telephone or identity numbers of persons.")
    )


class AnswerForm(ItemForm):
    """Why not."""

    answer = _words(_("What is missing"))


class EndForm(ItemForm):
    """Another end than done."""

    kind = forms.ChoiceField(
        label=_("End"),
        choices=[("", "—")] + [choice for choice in Ending.Kind.choices if choice[0] != Ending.Kind.DONE],
    )
    into = forms.CharField(
        label=_("Number of the item that takes it over"), max_length=40, required=False,
        help_text=_("For merging alone."),
    )  # fmt: skip
    reason = _words(
        _("Reason, for everybody to read"), _("No names, telephone or identity numbers of persons.")
    )


class DecideForm(ItemForm):
    """The leader's word on a proposed end."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("", "—"), ("approve", _("let it end so")), ("refuse", _("do not let it end so"))],
    )
    answer = _words(_("Remark"), _("Needed where you refuse."), required=False)


class ReopenForm(ItemForm):
    """An ended item is taken up again."""

    came_back = forms.ChoiceField(
        label=_("Why it is taken up again"),
        choices=[
            ("", "—"),
            ("yes", _("what was done did not last")),
            ("no", _("it should not have been closed")),
        ],
    )
    reason = _words(_("Reason"))


class LookForm(ItemForm):
    """What was found on the spot or in the papers."""

    method = forms.ChoiceField(label=pgettext_lazy("of a check", "Method"), choices=CheckPlan.Method.choices)
    on = day_field(label=_("Day"))
    place = forms.CharField(
        label=_("Place"), max_length=120, required=False, help_text=_("Needed for a check on site.")
    )
    finding = forms.ChoiceField(
        label=_("Finding"),
        choices=[("", "—"), *[c for c in Check.Finding.choices if c[0] != Check.Finding.PLANNED]],
    )
    words = _words(_("What was found"))
    pictures = ManyFiles(
        label=_("Photographs"), required=False, images=True, help_text=_("JPEG or PNG, 20 MB each, 10 at a time.")
    )  # fmt: skip
    photographs = forms.ModelMultipleChoiceField(
        label=_("Photographs attached before"), queryset=Attachment.objects.none(), required=False,
        help_text=_("Files that you attached to this item and that belong to this check."),
    )  # fmt: skip


class PhotographsForm(forms.Form):
    """Photographs for a check that was recorded already."""

    pictures = ManyFiles(
        label=_("Photographs"), images=True, help_text=_("JPEG or PNG, 20 MB each, 10 at a time.")
    )


class PlanForm(forms.Form):
    """Content, object, scope and method of a plan (政府督查工作条例 arts 12, 15), and the draw."""

    name = forms.CharField(label=_("Name of the plan"), max_length=120)
    content = _words(_("What is to be looked at"))
    method = forms.ChoiceField(label=pgettext_lazy("of a check", "Method"), choices=CheckPlan.Method.choices)
    begins = day_field(label=_("First day"))
    ends = day_field(label=_("Last day"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    offices = forms.ModelMultipleChoiceField(
        label=_("Offices looked at"), queryset=_LEADING, required=False,
        help_text=_("None chosen: all offices that lead an item."),
    )  # fmt: skip
    states = forms.MultipleChoiceField(
        label=_("States of items"),
        choices=[(s.value, s.label) for s in State if s in {State.ACTIVE, State.REPORTED, State.CLOSED_DONE}],
    )
    kinds = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *Item.Kind.choices], required=False)
    light = forms.ChoiceField(label=_("Progress light"), choices=[("", "—"), *Colour.choices], required=False)
    rest_days = forms.IntegerField(
        label=_("Days of rest"), min_value=0, max_value=366, initial=30,
        help_text=_("What was looked at within so many days is not drawn again."),
    )  # fmt: skip
    sampled = forms.IntegerField(label=_("Items to draw"), min_value=1, max_value=2000, initial=10)
    seed = forms.CharField(
        label=_("Seed of the draw"), max_length=60,
        help_text=_(
            "A number that nobody could choose beforehand and everybody can look up later: of a lottery, of a stock exchange's closing. "
            "Whoever has it draws the same items."
        ),
    )  # fmt: skip


def taker_of(actor: Actor, number: str) -> int | None:
    """The key of the open item with a number, None where there is none that the actor may see: the act says so."""
    found: QuerySet[Item] = visible_to(actor).filter(number=number.strip(), state__in=OPEN)
    return found.values_list("pk", flat=True).first()
