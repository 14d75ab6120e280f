"""What is asked for each paper of the register; and the form of opinion, which is no paper with a number."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.console.fields import day_field, names_in
from luoshi_web.console.pages import page
from luoshi_web.console.papers.forms import PaperForm, WithWords
from luoshi_web.console.proposals.views import PLACE
from luoshi_web.console.registers.papers import Papers, docx
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.papers.services import Made
from luoshi_web.registers.proposals.papers import assignment, kinds, press, reply, report
from luoshi_web.registers.proposals.papers.opinion_form import paper_of
from luoshi_web.registers.proposals.selectors import visible_to


class AssignmentForm(WithWords):
    """交办通知."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    since = day_field(label=_("Assigned from"), required=False)
    until = day_field(label=_("Assigned until"), required=False)
    office = forms.ModelChoiceField(
        Office.objects.filter(active=True), label=_("Lead unit"), required=False, empty_label=_("all, in one list")
    )  # fmt: skip

    def made(self) -> tuple[list[Made], int]:
        """The notice, and how many are left out."""
        said = self.cleaned_data
        since, until = said["since"] or date.min, said["until"] or date.max
        return assignment.collect(
            year=said["year"], office=said["office"], since=since, until=until, **self.common()
        )


class PressForm(WithWords):
    """催办函."""

    answer_by = day_field(label=_("To be answered by"))
    office = forms.ModelChoiceField(
        Office.objects.filter(active=True), label=_("Late unit"), required=False, empty_label=_("all that are late, a letter each")
    )  # fmt: skip

    def made(self) -> tuple[list[Made], int]:
        """A letter a unit, and how many limits are left out."""
        said = self.cleaned_data
        return press.collect(office=said["office"], answer_by=said["answer_by"], **self.common())


class ReportForm(WithWords):
    """办理情况报告."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    to = forms.CharField(
        label=_("To whom"), max_length=60, required=False, help_text=_("Such as 区人大常委会. Left empty: a table without a head.")
    )  # fmt: skip

    def made(self) -> tuple[list[Made], int]:
        """The report, and how many are left out."""
        return report.collect(year=self.cleaned_data["year"], to=self.cleaned_data["to"].strip(), **self.common())  # fmt: skip


class ReplyForm(forms.Form):
    """答复函: its words, number and day are those of the reply that the head signed."""

    matter = forms.ModelChoiceField(Matter.objects.none(), label=_("Suggestion or proposal"), empty_label="—")
    copies_to = forms.CharField(
        label=_("Copies to (抄送)"), max_length=500, required=False, help_text=_("Names divided by 、")
    )
    words = forms.CharField(
        label=_("Said at its end"), required=False, widget=forms.Textarea({"rows": 2}), help_text=_("Such as whom to call.")
    )  # fmt: skip

    def __init__(self, data: Any, *, actor: Actor, today: date) -> None:
        super().__init__(data)
        own = visible_to(actor).filter(office=actor.office_id, proposal__reply_on__isnull=False)
        self.fields["matter"].queryset = own.select_related("proposal", "office")  # type: ignore[attr-defined]

    def imprint(self) -> None:
        """Its own says who gets a copy."""
        return

    @property
    def number(self) -> str:
        """That of the reply."""
        return reply.reply_of(self.cleaned_data["matter"].proposal).number

    def made(self) -> tuple[list[Made], int]:
        """The letter."""
        said = self.cleaned_data
        names = tuple(dict.fromkeys(names_in(said["copies_to"])))
        return [reply.collect(matter=said["matter"], copies_to=names, words=said["words"])], 0


FORMS: dict[str, tuple[Any, type[PaperForm] | type[ReplyForm]]] = {
    "assignment": (kinds.ASSIGNMENT, AssignmentForm),
    "press": (kinds.PRESS, PressForm),
    "reply": (kinds.REPLY, ReplyForm),
    "report": (kinds.REPORT, ReportForm),
}
PAPERS = Papers(PLACE, "proposals.list", FORMS)


@page("proposals.list")
def opinion_form(request: OfficeRequest, pk: int) -> HttpResponse:
    """征询意见表 of a proposal that was replied to, as DOCX."""
    matter = get_object_or_404(visible_to(request.actor).select_related("office", "proposal"), pk=pk)
    last = matter.proposal.replies.order_by("-round").first()
    if last is None:
        raise Http404
    return docx(paper_of(matter, last), "docx")
