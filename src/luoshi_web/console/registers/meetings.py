"""会议: which meetings were held, who came, what was discussed; shared by the registers whose matters a meeting decides."""

from typing import Any

from django import forms
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.fields import day_field
from luoshi_web.console.pages import page, paged
from luoshi_web.console.registers.forms import ActForm, Said, long_field
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.matters.discussing import Convened, Discussed, convene, sign_minutes
from luoshi_web.registers.matters.meetings import Discussion, Meeting


class MeetingForm(forms.Form):
    """A meeting that was held."""

    kind = forms.ChoiceField(label=gettext_lazy("Meeting"), choices=Meeting.Kind.choices)
    number = forms.CharField(label=gettext_lazy("Number of the meeting"), max_length=40)
    on = day_field(label=gettext_lazy("Held on"))
    entitled = forms.IntegerField(label=gettext_lazy("Members (应到)"), min_value=1, max_value=999)
    present = forms.IntegerField(label=gettext_lazy("Members who came (实到)"), min_value=1, max_value=999)
    absent = forms.CharField(
        label=gettext_lazy("Who did not come, and why"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    observers = forms.CharField(
        label=gettext_lazy("Who sat in without a vote (列席)"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip
    chair = forms.CharField(label=gettext_lazy("Chair"), max_length=60)


class MinutesForm(forms.Form):
    """The signed minutes of a meeting."""

    number = forms.CharField(label=gettext_lazy("Number of the minutes (纪要)"), max_length=60)
    on = day_field(label=gettext_lazy("Minutes signed on"))


class DiscussForm(ActForm):
    """What a meeting did with a matter."""

    meeting = forms.ModelChoiceField(
        label=gettext_lazy("Meeting"), queryset=Meeting.objects.none(), empty_label="—", help_text=gettext_lazy("The meeting itself is entered on the page of meetings."),
    )  # fmt: skip
    result = forms.ChoiceField(label=gettext_lazy("Result"), choices=[("", "—"), *Discussion.Result.choices])
    way = forms.ChoiceField(label=gettext_lazy("How they voted"), choices=Discussion.Way.choices)
    present = forms.IntegerField(
        label=gettext_lazy("Members in the room for it"), required=False, min_value=1, help_text=gettext_lazy("Nothing: everybody who came to the meeting."),
    )  # fmt: skip
    yes = forms.IntegerField(label=gettext_lazy("For"), min_value=0)
    no = forms.IntegerField(label=gettext_lazy("Against"), min_value=0, initial=0)
    abstained = forms.IntegerField(label=gettext_lazy("Abstained"), min_value=0, initial=0)
    recused = forms.CharField(label=gettext_lazy("Who left the room for an interest"), max_length=300, required=False)  # fmt: skip
    order = forms.CharField(label=gettext_lazy("Who spoke, in their order"), max_length=600, required=False)
    chair_last = forms.BooleanField(
        label=gettext_lazy("Whoever presides spoke last (末位表态)"), required=False
    )
    chair_reason = forms.CharField(
        label=gettext_lazy("Why it was decided otherwise than most wanted"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )  # fmt: skip
    dissents = forms.CharField(
        label=gettext_lazy("Who was against it, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Name and words, divided by a comma."),
    )  # fmt: skip
    words = long_field(label=gettext_lazy("What the record says"))

    def fill(self) -> None:
        held = Meeting.objects.exclude(discussions__matter=self.matter)
        self.fields["meeting"].queryset = held.filter(on__gte=self.matter.opened_on)  # type: ignore[attr-defined]

    def clean_dissents(self) -> list[tuple[str, str]]:
        """Each line as a name and words."""
        lines = [line.replace("，", ",").partition(",") for line in self.cleaned_data["dissents"].splitlines() if line.strip()]  # fmt: skip
        if any(not words.strip() for _name, _comma, words in lines):
            raise forms.ValidationError(_("Name and words, divided by a comma."))
        return [(name.strip(), words.strip()) for name, _comma, words in lines]


def discussed(said: Said) -> Discussed:
    """What the form says, as the services take it; what else it says stays in ``said``."""
    names = [name for name in DiscussForm.base_fields if name != "version"]
    return Discussed(**{name: said.pop(name) for name in names})


@page("meetings.list")
def listed(request: OfficeRequest) -> HttpResponse:
    """The meetings, fifty a page, the last first, each with what was discussed of what the post may read."""
    read = Discussion.objects.filter(matter__secrecy__lte=request.actor.clearance).select_related("matter")
    rows = Meeting.objects.prefetch_related(Prefetch("discussions", read))
    found = paged(request, Meeting.objects.order_by("-on", "-pk"), rows=rows)
    return render(request, "meetings/list.html", {"page": found})


@page("meetings.keep", methods=("GET", "HEAD", "POST"))
def new(request: OfficeRequest) -> HttpResponse:
    """The form of a meeting."""
    form = MeetingForm(request.POST or None, initial={"on": request.today})
    return _form(
        request, form, lambda said: convene(actor=request.actor, convened=Convened(**said), at=request.now), _("Enter a meeting that was held")
    )  # fmt: skip


@page("meetings.keep", methods=("GET", "HEAD", "POST"))
def minutes(request: OfficeRequest, pk: int) -> HttpResponse:
    """The form of a meeting's signed minutes."""
    meeting = get_object_or_404(Meeting, pk=pk)
    form = MinutesForm(request.POST or None, initial={"on": request.today})
    return _form(
        request, form, lambda said: sign_minutes(actor=request.actor, meeting_id=pk, at=request.now, **said), _("Enter the signed minutes"), meeting
    )  # fmt: skip


def _form(request: OfficeRequest, form: forms.Form, do: Any, title: str, meeting: Any = None) -> HttpResponse:
    return act_on(
        request, form, do, said=_("Recorded."), then=reverse("meetings:list"),
        show=lambda form: render(request, "meetings/form.html", {"form": form, "title": title, "meeting": meeting}),
    )  # fmt: skip


app_name = "meetings"
urlpatterns = [
    path("", listed, name="list"),
    path("new/", new, name="new"),
    path("<int:pk>/minutes/", minutes, name="minutes"),
]
