"""The public's forms and the moderators'."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi_web.voices import reasons
from luoshi_web.voices.models import Correction

LONGEST = 2000


class _Words(forms.CharField):
    """Some lines of text; signs that no keyboard makes are not taken."""

    def __init__(self, **said: Any) -> None:
        rows = said.pop("rows", 5)
        super().__init__(
            widget=forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST}), max_length=LONGEST, **said
        )

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        return "".join(sign for sign in value if sign in "\n\t" or sign.isprintable())


class _Contact(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label=_("How the office can reach you (not needed)"), required=False, max_length=100,
            help_text=_("Never shown. Dropped after 90 days."), widget=forms.TextInput(attrs={"autocomplete": "email"}),
        )  # fmt: skip


class CommentForm(forms.Form):
    """A comment, a reply or a letter."""

    text = _Words(
        label=_("What you want to say"),
        help_text=_("At most 2,000 characters. Phone, identity, plate and bank numbers are masked at once."),
    )
    name = forms.CharField(
        label=_("Name that is shown (your choice)"), required=False, max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )  # fmt: skip
    contact = _Contact()


class RewriteForm(forms.Form):
    """The text alone."""

    text = _Words(label=_("Your words"))


class AppealForm(forms.Form):
    """Why another person should look."""

    text = _Words(label=_("Why it should be decided otherwise"))


class CorrectionForm(forms.Form):
    """An error, or something that should not be public."""

    kind = forms.ChoiceField(
        label=_("What is it about?"), choices=Correction.Kind.choices, widget=forms.RadioSelect
    )
    text = _Words(
        label=_("What is not right"),
        help_text=_("Where something is hidden first, this takes less than an hour."),
    )
    claimed = _Words(label=_("What it should be (not needed)"), required=False, rows=2)
    contact = _Contact()


_COMPLAINTS = [
    (Correction.Kind.PERSONAL, _("It shows personal data")),
    (Correction.Kind.INFRINGEMENT, _("It infringes somebody's right")),
    (Correction.Kind.SECRET, _("It must not be public, for secrecy")),
]


class ComplaintForm(forms.Form):
    """A comment should not stand there."""

    kind = forms.ChoiceField(label=_("Why?"), widget=forms.RadioSelect)
    text = _Words(label=_("In a few words (not needed)"), required=False, rows=3)
    contact = _Contact()

    def __init__(self, *args: Any, **said: Any) -> None:
        super().__init__(*args, **said)
        rules = [one for one in reasons.choices(reasons.COMPLAIN) if one[0] != "private"]
        self.fields["kind"].choices = [*rules, *_COMPLAINTS]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """The outcome of a correction."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Correction.Outcome.choices)
    act = forms.ChoiceField(label=_("Measure taken"), choices=Correction.Act.choices, required=False)
    sentence = forms.CharField(
        label=_("One sentence for the public log"), required=False, max_length=300, help_text=_("Without the words that are removed.")
    )  # fmt: skip
    old = _Words(label=_("What stood there"), required=False, rows=2)
    new = _Words(label=_("What stands there now"), required=False, rows=2)
    forwarded_to = forms.CharField(label=_("Passed on to"), required=False, max_length=120)
