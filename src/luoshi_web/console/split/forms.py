"""Forms of the split and of the deeds on an assigned item."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi.vocabulary.lead import Register
from luoshi_web.accounts.models import Post, Secrecy
from luoshi_web.console.fields import ValueField, day_field, names_in
from luoshi_web.supervision.models import Item


def holding_posts() -> Any:
    """Posts that can hold an item: of departments, towns, parks and state companies."""
    posts = Post.objects.filter(active=True, role__in=["head", "officer"], office__active=True)
    return posts.select_related("office")


def leading_posts() -> Any:
    """Posts of leaders."""
    return Post.objects.filter(active=True, role="leader").select_related("office")


def heads_named(typed: str, *, offices: Register[int], heads: Mapping[int, Post]) -> list[Post]:
    """The heads of the offices that a list names, in its order; a :class:`ValidationError` names those that are unknown."""
    found = {name: offices.named(name) for name in names_in(typed)}
    strange = [name for name, office in found.items() if office is None]
    if strange:
        raise forms.ValidationError(
            gettext("No unit with a head goes by this name: %(names)s") % {"names": "、".join(strange)}
        )
    return [heads[office] for office in found.values() if office is not None]


class VersionForm(forms.Form):
    """Every form on a thing carries what its page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class HelpersForm(forms.Form):
    """Units that help, as names in the order in which papers write them. ``heads``: the office's key → the post of its head."""

    helpers = forms.CharField(
        label=_("Units that help"), required=False, help_text=_("Names as the notice prints them, divided by 、")
    )  # fmt: skip

    def __init__(self, *args: Any, offices: Register[int], heads: dict[int, Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices, self.heads = offices, heads
        self.fields["lead"].queryset = holding_posts()  # type: ignore[attr-defined]

    def clean_helpers(self) -> list[Post]:
        """The heads of the offices named, in the order of the names."""
        return heads_named(self.cleaned_data["helpers"], offices=self.offices, heads=self.heads)


class RowForm(HelpersForm, VersionForm):
    """One row of a draft."""

    field_order = ("version", "title", "content", "area", "lead", "helpers")

    title = forms.CharField(label=_("Item"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    content = forms.CharField(label=_("Work"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    area = forms.CharField(label=_("Part of the report"), max_length=200, required=False)
    lead = forms.ModelChoiceField(
        label=_("Lead unit"), queryset=Post.objects.none(), required=False, empty_label="—"
    )
    leader = forms.ModelChoiceField(
        label=_("Leader in charge"),
        queryset=Post.objects.none(),
        required=False,
        help_text=_("Left empty: the leader in charge of the lead unit"),
        empty_label="—",
    )
    due = day_field(label=_("Due"), required=False)
    secrecy = forms.TypedChoiceField(label=_("Secrecy"), choices=Secrecy.choices, coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = leading_posts()  # type: ignore[attr-defined]


class MilestoneForm(forms.Form):
    """What is to be seen by a day."""

    due = day_field(label=_("By the day"), required=False)
    value = ValueField(label=_("Value"), required=False)
    words = forms.CharField(label=_("Visible result"), required=False, max_length=300)

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].of(item)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (data.get("value") is not None or data.get("words")) and not data.get("due"):
            self.add_error("due", gettext("A milestone needs its day."))
        if data.get("due") and data.get("value") is None and not data.get("words"):
            self.add_error("words", gettext("Say what is to be seen by then."))
        return data


class MilestonesBase(forms.BaseFormSet):  # type: ignore[type-arg]
    """Each day once."""

    def clean(self) -> None:
        days = [form.cleaned_data.get("due") for form in self.forms if form.is_valid()]
        known = [day for day in days if day]
        if len(known) != len(set(known)):
            raise forms.ValidationError(gettext("Each day stands once."))

    def given(self) -> list[tuple[Any, Any, str]]:
        """Day, value, words of the milestones that were filled in."""
        rows = [form.cleaned_data for form in self.forms]
        return [(row["due"], row.get("value"), row.get("words") or "") for row in rows if row.get("due")]


Milestones: Any = forms.formset_factory(MilestoneForm, formset=MilestonesBase, extra=2, max_num=14)


class IssueForm(forms.Form):
    """The notice. Where something should be known first (``asks``), whoever issues it says that it is."""

    number = forms.CharField(label=_("Number of the notice (文号)"), max_length=60)
    known = forms.BooleanField(label=_("I know this, and the notice goes out all the same"))

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["known"]


class ReturnForm(VersionForm):
    """Why it is not ours, and whose it may be."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))
    suggested = forms.ModelChoiceField(
        label=_("Unit that should have it"), queryset=Post.objects.none(), required=False, empty_label="—"
    )

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["suggested"].queryset = holding_posts().exclude(office=item.office_id)  # type: ignore[attr-defined]


class TakeBackForm(VersionForm):
    """The return is right: who leads from now on."""

    lead = forms.ModelChoiceField(label=_("New lead unit"), queryset=Post.objects.none(), empty_label="—")
    answer = forms.CharField(label=_("Answer"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = holding_posts().exclude(office=item.office_id)  # type: ignore[attr-defined]


class RefuseForm(VersionForm):
    """The item stays where it is, and why."""

    answer = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 2}))


class ReassignForm(VersionForm):
    """Who leads from now on, and why."""

    lead = forms.ModelChoiceField(label=_("New lead unit"), queryset=Post.objects.none(), empty_label="—")
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = holding_posts().exclude(office=item.office_id)  # type: ignore[attr-defined]


class PartForm(forms.Form):
    """One part of an item that its receiver hands on."""

    title = forms.CharField(label=_("Part (of an item)"), max_length=300, required=False)
    lead = forms.ModelChoiceField(
        label=_("Post"), queryset=Post.objects.none(), required=False, empty_label="—"
    )
    due = day_field(label=_("Due"), required=False)
    value = ValueField(label=_("Value"), required=False)

    def __init__(self, *args: Any, offices: list[int], item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].of(item)  # type: ignore[attr-defined]
        self.fields["lead"].queryset = holding_posts().filter(office__in=offices)  # type: ignore[attr-defined]
        if not item.unit or item.is_rate:
            del self.fields["value"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if any(data.get(name) for name in ("title", "lead", "value")):
            for name in ("title", "lead", "due"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, gettext("A part needs its words, its post and its day."))
        return data


Parts: Any = forms.formset_factory(PartForm, extra=4, max_num=12)
