"""What is asked for when an item is established, and of two items that ask the same."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Post
from luoshi_web.audit.actor import Actor
from luoshi_web.console.fields import day_field, secrecy_choices
from luoshi_web.console.language import name_of
from luoshi_web.console.split.forms import HelpersForm, VersionForm, leading_posts
from luoshi_web.supervision.clocks.defaults import defaults_on
from luoshi_web.supervision.clocks.explain import in_words
from luoshi_web.supervision.models import Item, Resemblance
from luoshi_web.supervision.services.establish import DOCUMENTS, Asked

SOURCES = [choice for choice in Item.Source.choices if choice[0] != Item.Source.REPORT]


def documents(on: date) -> list[tuple[str, str]]:
    """The kinds of document with their usual limits, in the order of the table."""
    rows = defaults_on(on)
    codes = [code for code in rows if any(code in several for several in DOCUMENTS.values())]
    return [
        (code, f"{name_of(rows[code])} ({in_words(rows[code].count, rows[code].unit)})") for code in codes
    ]


class EstablishForm(HelpersForm):
    """Source, words, who and when, kind of document and limit; who leads, who helps, how secret it is."""

    source = forms.ChoiceField(
        label=_("Where it comes from"), choices=[("", "—"), *SOURCES],
        help_text=_(
            "What another leader than the head of the government asks for, and what the office suggests itself, goes before the head of the government first (Regulations on Government Supervision, article 11)."
        ),
    )  # fmt: skip
    document = forms.ChoiceField(
        label=_("Kind of document"), help_text=_("With its usual limit, counted from the assignment.")
    )
    number = forms.CharField(
        label=_("Number of the document, or which meeting"), max_length=120, required=False
    )
    said_by = forms.ModelChoiceField(
        label=_("Who instructed"), queryset=Post.objects.none(), required=False,
        help_text=_("Left empty for a decision of a meeting."), empty_label="—",
    )  # fmt: skip
    said_on = day_field(label=_("Day of the instruction or decision"))
    title = forms.CharField(label=_("Item"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    words = forms.CharField(
        label=_("Text of the instruction or decision"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )  # fmt: skip
    content = forms.CharField(label=_("Work"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    lead = forms.ModelChoiceField(label=_("Lead unit"), queryset=Post.objects.none(), empty_label="—")
    count = forms.IntegerField(
        label=_("Shorter limit, in days of the same kind"), min_value=1, max_value=366, required=False,
        help_text=_("Left empty: the usual limit of the document."),
    )  # fmt: skip
    due = day_field(
        label=_("Or the day that was named"),
        required=False,
        help_text=_("The day itself, as the instruction says it."),
    )
    secrecy = forms.TypedChoiceField(label=_("Secrecy"), coerce=int)

    field_order = (
        "source",
        "document",
        "number",
        "said_by",
        "said_on",
        "title",
        "words",
        "content",
        "lead",
        "helpers",
    )

    def __init__(self, *args: Any, actor: Actor, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said_by"].queryset = leading_posts()  # type: ignore[attr-defined]
        self.fields["document"].choices = [("", "—"), *documents(on)]  # type: ignore[attr-defined]
        reached = secrecy_choices(actor.clearance)
        self.fields["secrecy"].choices = reached  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What the form says, for the service."""
        return Asked(**self.cleaned_data)


class AlikeForm(VersionForm):
    """What a draft is beside another item that asks the same."""

    other = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(label=_("What it is"), choices=[("", "—"), *Resemblance.Decision.choices])
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed for merging, where everybody reads it, and where it is no repetition."),
    )  # fmt: skip


class ChiefForm(VersionForm):
    """The word of the head of the government."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=[("", "—"), ("approve", _("establish it")), ("refuse", _("do not establish it"))]
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Remark"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where you refuse."),
    )  # fmt: skip
