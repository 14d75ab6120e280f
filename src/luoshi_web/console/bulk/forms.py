"""What an act on many asks for, once for all of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Post
from luoshi_web.console.fields import day_field
from luoshi_web.console.findings import forms as findings
from luoshi_web.console.progress.periods import period_of
from luoshi_web.console.review.forms import DropForm
from luoshi_web.console.split.forms import heads_named, holding_posts, leading_posts
from luoshi_web.publication.composing.items import PARTS
from luoshi_web.supervision.models import Update
from luoshi_web.supervision.selectors.establishment import establishment

_LONG = forms.Textarea(attrs={"rows": 3})


class BulkForm(forms.Form):
    """``query`` is that of the list, ``today`` the day of the request."""

    def __init__(self, data: Any, *, query: QueryDict, today: date) -> None:
        super().__init__(data)
        self.query, self.today = query, today

    def values(self) -> dict[str, Any]:
        """What the service is given."""
        return dict(self.cleaned_data)


class LeadForm(BulkForm):
    lead = forms.ModelChoiceField(
        label=_("Lead unit"), queryset=Post.objects.none(),
        help_text=_("The leader in charge of the unit goes with it; a unit that leads helps no more."), empty_label="—",
    )  # fmt: skip

    def __init__(self, data: Any, **of: Any) -> None:
        super().__init__(data, **of)
        self.fields["lead"].queryset = holding_posts()  # type: ignore[attr-defined]


class LeaderForm(BulkForm):
    leader = forms.ModelChoiceField(
        label=_("Leader in charge"), queryset=Post.objects.none(), empty_label="—"
    )

    def __init__(self, data: Any, **of: Any) -> None:
        super().__init__(data, **of)
        self.fields["leader"].queryset = leading_posts()  # type: ignore[attr-defined]


class ManyHelpersForm(BulkForm):
    helpers = forms.CharField(
        label=_("Units that help"), required=False,
        help_text=_("Names as the notice prints them, divided by 、; none where nobody is to help."),
    )  # fmt: skip
    beside = forms.BooleanField(label=_("Beside those that help already"), required=False, initial=True)

    def clean_helpers(self) -> list[Post]:
        """The heads of the units named."""
        there = establishment(at=self.today)
        return heads_named(self.cleaned_data["helpers"], offices=there.offices, heads=there.heads)


class DueForm(BulkForm):
    due = day_field(label=_("Due"))


class AnswerForm(BulkForm):
    text = forms.CharField(
        label=_("Answer"), widget=_LONG, help_text=_("It answers everything that waits of each item.")
    )


class AsBeforeForm(BulkForm):
    """The period is that of the list's query."""

    state = forms.ChoiceField(
        label=_("State of the report"), required=False, choices=[("", _("as the report before")), *Update.State.choices]
    )  # fmt: skip
    words = forms.CharField(
        label=_("Progress so far"), widget=_LONG, required=False,
        help_text=_("Left empty: the words of the report before. Written: these words in the report of each item; the value stays."),
    )  # fmt: skip

    @property
    def period(self) -> date:
        """The last day of the month that is reported."""
        return period_of(self.query, self.today)

    def values(self) -> dict[str, Any]:
        return super().values() | {"period": self.period}


class DropManyForm(DropForm, BulkForm):
    """One reason for all of them."""

    def values(self) -> dict[str, Any]:
        return {"reason": self.said()}


PART_WORDS = {
    "progress": _("progress reports"), "evidence": _("names of the evidence"), "checks": _("checks"), "verdicts": _("verdicts"),
}  # fmt: skip


class ProposeForm(BulkForm):
    """Which parts of the items are proposed; who holds them until when, and how they ended, always is."""

    parts = forms.MultipleChoiceField(
        label=_("With"), required=False, choices=[(part, PART_WORDS[part]) for part in PARTS], initial=list(PARTS),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


class CheckManyForm(BulkForm):
    words = forms.CharField(
        label=_("Remark of the check"), max_length=300, required=False,
        help_text=_("You say that you looked through each of them and that nothing in them has to be redacted."),
    )  # fmt: skip


class ApproveManyForm(BulkForm):
    not_before = day_field(
        label=_("Not to be shown before"), required=False, help_text=_("Left empty: it is public at once.")
    )


class RefuseManyForm(BulkForm):
    words = forms.CharField(label=_("Why it is not released"), widget=_LONG, max_length=300)


class OpinionForm(BulkForm):
    opinion = forms.CharField(
        label=_("Opinion of the supervision office"), widget=_LONG, help_text=_("It stands with each of the requests.")
    )  # fmt: skip


class AgreeForm(BulkForm):
    answer = forms.CharField(label=_("Remark"), widget=_LONG, required=False)


class UpholdForm(BulkForm):
    answer = forms.CharField(
        label=_("Answer"),
        widget=_LONG,
        max_length=2000,
        help_text=_("Each unit reads why its points come back."),
    )


class DisagreeForm(BulkForm):
    answer = forms.CharField(
        label=_("Answer"), widget=_LONG, max_length=2000, help_text=_("Each unit reads why not.")
    )


class GroundsForm(BulkForm):
    words = forms.CharField(
        label=_("Grounds"), widget=_LONG, max_length=4000,
        help_text=_("What was looked at of each of them, how, what was seen. You answer for each with your name."),
    )  # fmt: skip


class SignOffManyForm(BulkForm):
    public_reason = forms.CharField(
        label=_("Reason, for everybody to read"), widget=_LONG, max_length=4000,
        help_text=_("No names, telephone or identity numbers of persons."),
    )  # fmt: skip


class SendManyForm(BulkForm):
    although = forms.CharField(
        label=_("Why it is asked again"), widget=_LONG, required=False,
        help_text=_("Needed for those that ask for what was asked already; without it they are left."),
    )  # fmt: skip


class ReasonForm(BulkForm):
    reason = forms.CharField(label=_("Reason"), widget=_LONG)


class HoldManyForm(ReasonForm):
    until = day_field(label=_("Until"))
    field_order = ("until", "reason")


class RemarkForm(BulkForm):
    words = forms.CharField(label=_("Remark"), widget=_LONG, required=False)


class TakeBackForm(LeadForm):
    answer = forms.CharField(label=_("Answer"), widget=_LONG, required=False)


class AssignFindingsForm(BulkForm):
    office = findings.unit_field()
    on = day_field(label=_("Day"))


class VerifyFindingsForm(BulkForm):
    words = forms.CharField(
        label=_("Grounds"), widget=_LONG, max_length=4000,
        help_text=_("What was looked at of each of them, how, what was seen. You answer for each with your name."),
    )  # fmt: skip
    on_site = forms.BooleanField(label=_("Each was seen on site"), required=False)


class AnnounceFindingsForm(BulkForm):
    where = forms.CharField(label=_("Where it is announced"), max_length=200)
    on = day_field(label=_("Day"))
    variant = forms.ChoiceField(label=_("How long"), required=False, choices=findings.NOTICES)


FORMS: Mapping[str, type[BulkForm]] = {
    "answer": AnswerForm,
    "as-before": AsBeforeForm,
    "lead": LeadForm,
    "helpers": ManyHelpersForm,
    "leader": LeaderForm,
    "due": DueForm,
    "drop": DropManyForm,
    "propose-release": ProposeForm,
    "check-release": CheckManyForm,
    "approve-release": ApproveManyForm,
    "refuse-release": RefuseManyForm,
    "screen-extensions": OpinionForm,
    "grant-extensions": AgreeForm,
    "refuse-extensions": DisagreeForm,
    "approve-changes": AgreeForm,
    "refuse-changes": DisagreeForm,
    "find-fit": GroundsForm,
    "find-unfit": GroundsForm,
    "sign-off": SignOffManyForm,
    "send-back": DisagreeForm,
    "let-end": AgreeForm,
    "not-let-end": DisagreeForm,
    "send-urges": SendManyForm,
    "skip-urges": ReasonForm,
    "hold-urges": HoldManyForm,
    "approve-urges": RemarkForm,
    "refuse-urges": ReasonForm,
    "uphold-objections": UpholdForm,
    "reject-objections": DisagreeForm,
    "assign-findings": AssignFindingsForm,
    "verify-findings": VerifyFindingsForm,
    "announce-findings": AnnounceFindingsForm,
    "take-back": TakeBackForm,
    "refuse-return": DisagreeForm,
}
"""Act → its form; an act that asks for nothing has none."""
