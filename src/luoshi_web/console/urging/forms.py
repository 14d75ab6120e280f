"""What people write about urging."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.supervision.models.urging import Rung
from luoshi_web.supervision.urging.ladder import BASES, RUNGS, TOLD

_LONG = forms.Textarea(attrs={"rows": 3})


class ByHandForm(forms.Form):
    """An urge by the supervision office. ``repeats``: something asks the same already."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    rung = forms.TypedChoiceField(label=_("Level"), choices=Rung.choices, coerce=int)
    reason = forms.CharField(label=_("Reason"), widget=_LONG, help_text=_("The office reads this."))
    although = forms.CharField(
        label=_("Why it is asked again"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )

    def __init__(self, *args: Any, repeats: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if repeats:
            self.fields["although"].required = True
        else:
            del self.fields["although"]


class TakeForm(forms.Form):
    """Send a proposal. The reason is asked for where something asks the same already."""

    although = forms.CharField(label=_("Why it is asked again"), widget=forms.Textarea(attrs={"rows": 2}))


class ApprovalForm(forms.Form):
    """A leader's word on a 通报 or 约谈."""

    decision = forms.ChoiceField(
        label=_("Decision"), choices=[("", "—"), ("approve", _("let it go out")), ("refuse", _("do not let it go out"))]
    )  # fmt: skip
    words = forms.CharField(
        label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Needed where you refuse.")
    )  # fmt: skip


class SkipForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2, "id": "id_skip_reason"})
    )
    prefix = "skip"


class HoldForm(forms.Form):
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))
    prefix = "hold"


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 5}))


BASIS_WORDS = {
    "sign": _("Limit to sign for (days late)"),
    "report": _("Limit to report progress (days late)"),
    "milestone": _("Milestone (days late)"),
    "finish": _("Time limit of the item (days late)"),
    "yellow": _("Progress light yellow (days)"),
    "red": _("Progress light red (whole months)"),
}
TOLD_WORDS = {
    "lead": _("the post that holds the item"),
    "officers": _("the officers of the lead unit"),
    "head": _("the head of the lead unit"),
    "leader": _("the leader in charge"),
}
NUMBER_WORDS = {
    "a_day": _("Messages a person gets in a day at most"),
    "rest": _("Working days between two urges of one item"),
    "grace": _("Working days after an answer before the next level"),
    "unanswered": _("Working days after the last day to answer, then the next level"),
    "alike_within": _("Days in which the same is not asked again"),
    "alike": _("Likeness of titles from which two items ask the same (percent)"),
}
RUNG_FIELDS = {
    "by_itself": _("goes out by itself"),
    "pause": _("working days after the level before"),
    "answer_within": _("working days to answer (0: none asked for)"),
    "told": pgettext_lazy("urging", "who is told"),
}


class LadderForm(forms.Form):
    """A whole ladder, a field a value; an empty threshold leaves that rung out for that basis."""

    name = forms.CharField(label=_("Name"), max_length=120)
    source = forms.CharField(label=_("Source of the rules"), widget=_LONG, required=False)
    since = forms.DateField(label=_("In force from"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, terms: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = terms
        for name, words in NUMBER_WORDS.items():
            self.fields[name] = forms.IntegerField(label=words, initial=terms[name])
        for rung in RUNGS:
            said = terms["rungs"][rung]
            self.fields[f"{rung}.by_itself"] = forms.BooleanField(
                label=RUNG_FIELDS["by_itself"], required=False, initial=said["by_itself"]
            )
            for name in ("pause", "answer_within"):
                self.fields[f"{rung}.{name}"] = forms.IntegerField(
                    label=RUNG_FIELDS[name], initial=said[name]
                )
            self.fields[f"{rung}.told"] = forms.MultipleChoiceField(
                label=RUNG_FIELDS["told"], choices=TOLD_WORDS.items(), initial=said["told"], widget=forms.CheckboxSelectMultiple
            )  # fmt: skip
        for basis in BASES:
            for number, rung in enumerate(RUNGS, 1):
                self.fields[f"{basis}.{rung}"] = forms.IntegerField(
                    label=Rung(number).label, required=False, initial=terms["rules"].get(basis, {}).get(rung),
                    widget=forms.NumberInput(attrs={"aria-label": f"{BASIS_WORDS[basis]} {Rung(number).label}"}),
                )  # fmt: skip

    def head(self) -> list[BoundField]:
        """Name, source, day."""
        return [self[name] for name in ("name", "source", "since")]

    def numbers(self) -> list[BoundField]:
        """The values that hold for all rungs."""
        return [self[name] for name in NUMBER_WORDS]

    def by_rung(self) -> Iterator[tuple[str, list[BoundField]]]:
        """A rung's words, with its fields."""
        for number, rung in enumerate(RUNGS, 1):
            yield str(Rung(number).label), [self[f"{rung}.{name}"] for name in RUNG_FIELDS]

    def by_basis(self) -> Iterator[tuple[str, list[BoundField]]]:
        """A basis's words, with its thresholds from the lowest rung to the highest."""
        for basis in BASES:
            yield str(BASIS_WORDS[basis]), [self[f"{basis}.{rung}"] for rung in RUNGS]

    def as_terms(self) -> dict[str, Any]:
        """What was filled in, in the shape of ``ladder.read_terms``."""
        said = self.cleaned_data
        terms = deepcopy(self.terms)
        terms |= {name: said[name] for name in NUMBER_WORDS}
        terms["rungs"] = {
            rung: {name: said[f"{rung}.{name}"] for name in RUNG_FIELDS}
            | {"told": [t for t in TOLD if t in said[f"{rung}.told"]]}
            for rung in RUNGS
        }
        terms["rules"] = {
            basis: found
            for basis in BASES
            if (found := {r: said[f"{basis}.{r}"] for r in RUNGS if said[f"{basis}.{r}"] is not None})
        }
        return terms
