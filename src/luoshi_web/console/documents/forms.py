"""What the acts on a normative document ask for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office, Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.console.fields import day_field, names_in, secrecy_choices
from luoshi_web.console.registers.forms import ActForm, DayForm, long_field, places_of
from luoshi_web.registers.documents.models import (
    FINDINGS,
    DocumentFiling,
    DocumentRequest,
    DocumentStep,
    NormativeDocument,
)
from luoshi_web.registers.documents.rules.facts import Result
from luoshi_web.registers.documents.selectors import next_draft, next_registration

_RESULTS = {code: words for code, words in DocumentStep.RESULTS if code != Result.EXCEPTED}


class NumbersField(forms.CharField):
    """Registration numbers, one after the other."""

    def clean(self, value: Any) -> Any:
        return names_in(super().clean(value))


def replaces_field() -> NumbersField:
    """Which documents a draft takes the place of."""
    return NumbersField(
        label=_("Takes the place of"), max_length=1000, required=False, help_text=_("Registration numbers of documents in force; they end on the day on which this one comes into force."),
    )  # fmt: skip


class _Of(forms.Form):
    """What every document says of itself."""

    title = forms.CharField(label=_("Title of the document"), max_length=300)
    office = forms.ModelChoiceField(label=_("Drafting unit"), queryset=Office.objects.filter(active=True), empty_label="—")  # fmt: skip
    maker = forms.ChoiceField(label=_("Issued by"), choices=[("", "—"), *NormativeDocument.Maker.choices])
    basis = long_field(label=_("Rests on (制定依据)"))
    content = long_field(label=_("What it regulates"), required=False)
    business = forms.BooleanField(
        label=_("Closely tied to the business of firms (涉企)"), required=False, help_text=_("Then it is open to comments for 30 days, and its review of fair competition cannot be spared."),
    )  # fmt: skip
    provisional = forms.BooleanField(label=_("Provisional (暂行、试行)"), required=False)
    place = forms.ChoiceField(label=_("Rules of which place"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = places_of("documents", gettext("start values"))  # type: ignore[attr-defined]


class DraftForm(_Of):
    """A draft."""

    number = forms.CharField(label=_("No. of the draft"), max_length=40)
    on = day_field(label=_("Drafted since"))
    duties = forms.BooleanField(
        label=_("Touches rights or duties"), required=False, initial=True, help_text=_("Then its legality review cannot be spared.")
    )  # fmt: skip
    replaces = replaces_field()
    secrecy = forms.TypedChoiceField(
        label=_("Secrecy until it is published"), coerce=int, choices=secrecy_choices(Secrecy.INTERNAL),
    )  # fmt: skip
    field_order = ("number", "title", "office", "on")

    def __init__(self, *args: Any, actor: Actor, today: date, **options: Any) -> None:
        initial = {"number": next_draft(today), "on": today, "office": actor.office_id, "secrecy": Secrecy.INTERNAL}  # fmt: skip
        super().__init__(*args, initial=initial, **options)


class TakeOverForm(_Of):
    """A document that was issued before the register."""

    number = forms.CharField(label=_("Registration number (登记号)"), max_length=40)
    paper_number = forms.CharField(label=_("Number of the paper (文号)"), max_length=60)
    published_on = day_field(label=_("Published on"))
    effective_on = day_field(label=_("In force since"))
    ends_on = day_field(
        label=_("Valid until"), required=False, help_text=_("Empty where the text names no end.")
    )
    field_order = (
        "number",
        "paper_number",
        "title",
        "office",
        "maker",
        "published_on",
        "effective_on",
        "ends_on",
    )


class ChangeForm(ActForm):
    """Another wording of a draft."""

    title = forms.CharField(label=_("Title of the document"), max_length=300)
    basis = long_field(label=_("Rests on (制定依据)"))
    content = long_field(label=_("What it regulates"), required=False)
    business = forms.BooleanField(label=_("Closely tied to the business of firms (涉企)"), required=False)
    duties = forms.BooleanField(label=_("Touches rights or duties"), required=False)
    provisional = forms.BooleanField(label=_("Provisional (暂行、试行)"), required=False)
    replaces = replaces_field()

    def fill(self) -> None:
        of = self.record
        replaced = of.replaces.select_related("matter").order_by("pk")
        self.initial.update({
            "title": of.matter.title, "basis": of.basis, "content": of.content, "business": of.business, "duties": of.duties,
            "provisional": of.provisional, "replaces": "、".join(each.matter.number for each in replaced),
        })  # fmt: skip


class CommentForm(ActForm):
    """Open to comments."""

    since = day_field(label=_("Open from"))
    until = day_field(label=_("Last day"), help_text=_("30 full days where it is closely tied to business."))
    where = forms.CharField(label=_("Where it is published"), max_length=200)

    def fill(self) -> None:
        self.initial.pop("until")
        if self.record.comment_from is not None:
            self.initial.update({"since": self.record.comment_from, "until": self.record.comment_to, "where": self.record.comment_where})  # fmt: skip


class OpinionsForm(ActForm):
    """What came of the comments."""

    opinions = forms.IntegerField(label=_("Opinions that came"), min_value=0, max_value=1_000_000)
    adopted = forms.IntegerField(label=_("Taken up of these"), min_value=0, max_value=1_000_000)


class TellBackForm(DayForm):
    """Those who commented were told."""

    where = forms.CharField(label=_("Where or how they were told"), max_length=200)


class ReviewForm(DayForm):
    """The opinion on legality."""

    result = forms.ChoiceField(label=_("Opinion"), choices=[("", "—"), *_RESULTS.items()])
    words = long_field(label=_("Opinion and its number, or why it is not needed"))


class CompeteForm(DayForm):
    """Fair competition."""

    result = forms.ChoiceField(label=_("Opinion"), choices=[("", "—"), *DocumentStep.RESULTS])
    until = day_field(
        label=_("End of the exception"), required=False, help_text=_("Where it passes by the exception of article 12.")
    )  # fmt: skip
    words = long_field(label=_("Opinion and its number, or why it is not needed"))

    def fill(self) -> None:
        self.initial.pop("until")


class ConfirmReviewForm(ActForm):
    """Which review the second person confirms."""

    step = forms.TypedChoiceField(label=_("Review of the draft"), coerce=int)

    def fill(self) -> None:
        self.choose("step", [(each.pk, f"{each.get_kind_display()} {each.get_result_display()} {each.on}") for each in for_second(self.record)])  # fmt: skip


class DeliberateForm(DayForm):
    """What the meeting decided."""

    passed = forms.TypedChoiceField(
        label=_("Decided"), coerce=lambda value: value == "yes", choices=[("", "—"), ("yes", _("passed by the meeting")), ("no", _("not passed by the meeting: back to the unit"))],
    )  # fmt: skip
    meeting = forms.CharField(label=_("Which meeting, its number"), max_length=200)


class NumberForm(DayForm):
    """Its one number."""

    number = forms.CharField(label=_("Registration number (登记号)"), max_length=40)
    paper_number = forms.CharField(label=_("Number of the paper (文号)"), max_length=60)
    signed_on = day_field(label=_("Signed to be issued on"))
    field_order = ("version", "number", "paper_number", "signed_on", "on")

    def fill(self) -> None:
        self.fields["on"].label = gettext("Registered on")
        self.initial.setdefault("number", next_registration(self.today))


class PublishForm(DayForm):
    """Publication, effect and validity."""

    where = forms.CharField(label=_("Where it is published"), max_length=200)
    effective_on = day_field(label=_("In force since"), help_text=_("30 full days after its publication, unless the text says why it cannot wait."))  # fmt: skip
    years = forms.TypedChoiceField(
        label=_("Valid for"), required=False, coerce=int, empty_value=None, choices=[("", _("until the day named below")), *((n, str(n)) for n in range(1, 6))],
        help_text=_("Years; five at most, two where it is provisional."),
    )  # fmt: skip
    ends_on = day_field(label=_("Last day as the text names it"), required=False)
    at_once_why = forms.CharField(label=_("Why it cannot wait"), max_length=500, required=False)
    file_up = forms.ChoiceField(
        label=_("To be filed with the body above"), required=False,
        choices=[("", _("by the rules of the place above, where it has some")), ("long", _("within 30 days, by the local rule")), ("short", _("within 15 days, by the local rule"))],
    )  # fmt: skip

    def fill(self) -> None:
        self.fields["on"].label = gettext("Published on")
        for name in ("ends_on", "effective_on"):
            self.initial.pop(name)
        self.initial.setdefault("years", 2 if self.record.provisional else 5)


class ConcludeForm(DayForm):
    """What an evaluation found."""

    finding = forms.ChoiceField(label=_("Result of the evaluation"), choices=[("", "—"), *FINDINGS])
    words = long_field(label=_("Report, its number"))


class RepealForm(DayForm):
    """It ends by a paper."""

    how = forms.ChoiceField(label=_("How it ends"), choices=[("", "—"), *FINDINGS[2:]])
    paper = forms.CharField(label=_("Decision, its number"), max_length=200)
    since = day_field(label=_("Not in force from"))
    field_order = ("version", "how", "paper", "on", "since")

    def fill(self) -> None:
        self.fields["on"].label = gettext("Decided on")


class FileUpForm(DayForm):
    """Filed with a body."""

    to = forms.ChoiceField(label=_("Filed with"), choices=[("", "—"), *DocumentFiling.To.choices])
    number = forms.CharField(label=_("Number of the report"), max_length=60)


class FilingForm(DayForm):
    """Which filing."""

    filing = forms.TypedChoiceField(label=_("Filing"), coerce=int)

    def fill(self) -> None:
        self.choose("filing", [(each.pk, f"{each.get_to_display()} {each.number}") for each in self.open()])

    def open(self) -> list[DocumentFiling]:
        """Those that were not answered."""
        return list(DocumentFiling.objects.filter(document=self.record, answer=""))


class FilingAnsweredForm(FilingForm):
    """What the body answered."""

    answer = forms.ChoiceField(label=_("Its answer"), choices=[("", "—"), *DocumentFiling.Answer.choices])
    words = long_field(label=_("Words of the answer"), required=False)


class CorrectedForm(FilingForm):
    """What was to be corrected."""

    how = long_field(label=_("How it was corrected"))

    def open(self) -> list[DocumentFiling]:
        return to_correct(self.record)


class ReceiveForm(DayForm):
    """Somebody asks."""

    kind = forms.ChoiceField(label=_("Who asks"), choices=[("", "—"), *DocumentRequest.Kind.choices])
    asker = forms.CharField(
        label=_("Name of who asks"), max_length=120, help_text=_("Never leaves the office.")
    )
    words = long_field(label=_("What is asked"))

    def fill(self) -> None:
        self.fields["on"].label = gettext("Received on")


class AnswerForm(DayForm):
    """The answer to somebody."""

    request = forms.TypedChoiceField(label=_("Question or request"), coerce=int)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=[("", "—"), *DocumentRequest.Outcome.choices])
    answer = long_field(label=_("Words of the answer"))

    def fill(self) -> None:
        self.choose("request", [(each.pk, f"{each.received_on} {each.get_kind_display()} {each.words}"[:120]) for each in unanswered(self.record)])  # fmt: skip


class SuspendForm(ActForm):
    """A clause stands still."""

    clause = forms.CharField(label=_("Clause"), max_length=60)
    since = day_field(label=_("Not applied from"))
    paper = forms.CharField(label=_("Decision, its number"), max_length=120)


class ApplyAgainForm(DayForm):
    """A clause is applied again."""

    suspension = forms.TypedChoiceField(label=_("Clause"), coerce=int)

    def fill(self) -> None:
        self.choose("suspension", [(each.pk, each.clause) for each in self.record.suspensions.filter(until=None)])  # fmt: skip


def for_second(document: NormativeDocument) -> list[DocumentStep]:
    """Reviews that wait for a second person."""
    return list(
        DocumentStep.objects.filter(document=document, confirmed_by=None).exclude(result=Result.FAILED)
    )


def to_correct(document: NormativeDocument) -> list[DocumentFiling]:
    """Filings of which something is to be corrected."""
    return list(DocumentFiling.objects.filter(document=document, answer="correct", corrected_on=None))


def unanswered(document: NormativeDocument) -> list[DocumentRequest]:
    """Questions and requests that nobody has answered."""
    return list(DocumentRequest.objects.filter(document=document, answered_on=None))
