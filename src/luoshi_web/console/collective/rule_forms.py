"""What the place's thresholds and rules of meetings ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi_web.console.fields import day_field
from luoshi_web.console.registers.forms import yuan_field
from luoshi_web.registers.collective.models import KINDS
from luoshi_web.registers.matters.meetings import Meeting

PARTS = [("1/2", _("a half")), ("2/3", _("two thirds")), ("3/4", _("three quarters")), ("4/5", _("four fifths"))]  # fmt: skip


class ThresholdForm(forms.Form):
    """From which amount a kind of matter goes to the meeting."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *KINDS])
    funds = forms.CharField(
        label=_("Kind of money"), max_length=60, required=False, help_text=_("Nothing: every kind that has no row of its own.")
    )  # fmt: skip
    amount = yuan_field(label=_("From which amount, yuan"))
    includes = forms.TypedChoiceField(
        label=_("The amount itself"), coerce=lambda said: said == "yes", initial="yes",
        choices=[("yes", _("goes to the meeting too (以上)")), ("no", _("does not yet (超过)"))],
    )  # fmt: skip
    body = forms.ChoiceField(label=_("Meeting that decides"), choices=Meeting.Kind.choices)
    since = day_field(label=_("Holds from"))
    source = forms.CharField(label=_("Paper that says so"), max_length=200)


class MeetingRuleForm(forms.Form):
    """How many members a meeting needs, and how many votes carry a matter."""

    body = forms.ChoiceField(label=_("Meeting"), choices=Meeting.Kind.choices)
    quorum = forms.ChoiceField(label=_("Members who must come"), choices=PARTS, initial="1/2")
    quorum_more = forms.BooleanField(label=_("more of them than that"), required=False)
    votes = forms.ChoiceField(label=_("Votes that carry a matter"), choices=PARTS, initial="1/2")
    votes_more = forms.BooleanField(label=_("more votes than that (过半数)"), required=False, initial=True)
    of_entitled = forms.BooleanField(
        label=_("Votes are counted of all members"), required=False, help_text=_("Otherwise of those in the room.")
    )  # fmt: skip
    chair_last = forms.BooleanField(
        label=_("Nothing passes unless whoever presides spoke last (末位表态)"), required=False, help_text=_("Otherwise it is taken down and shown to the auditor."),
    )  # fmt: skip
    since = day_field(label=_("Holds from"))
    source = forms.CharField(label=_("Paper that says so"), max_length=200)

    def parts(self) -> dict[str, Any]:
        """What was said, with parts as two numbers."""
        said = dict(self.cleaned_data)
        for name in ("quorum", "votes"):
            part, _slash, of = said.pop(name).partition("/")
            said[f"{name}_part"], said[f"{name}_of"] = int(part), int(of)
        return said


def part_words(part: int, of: int, more: bool) -> str:
    """``1, 2, True`` → more than a half."""
    known = {key: str(words) for key, words in PARTS}
    words = known.get(f"{part}/{of}", f"{part}/{of}")
    return (
        gettext("more than %(part)s") % {"part": words}
        if more
        else gettext("at least %(part)s") % {"part": words}
    )
