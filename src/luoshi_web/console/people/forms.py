"""What the administrator is asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office, Person, Post, Role, Secrecy


def day(label: Any) -> forms.DateField:
    """A day, chosen from a calendar."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class OfficeForm(forms.Form):
    """An office and the names that papers use for it."""

    code = forms.SlugField(
        label=_("Code"), max_length=40, help_text=_("Letters, digits and hyphens; never changes.")
    )
    name = forms.CharField(label=_("Full name"), max_length=80)
    short_name = forms.CharField(label=_("Short name"), max_length=30, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Office.Kind.choices, initial=Office.Kind.DEPARTMENT)
    names = forms.CharField(
        label=_("Other names in papers"),
        required=False,
        help_text=_("With 、 between them: 发改委、区发改局. A split finds the office by them."),
    )
    order = forms.IntegerField(label=_("Place in the order"), min_value=0, max_value=9999, initial=0)
    active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, office: Office | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code" if office else "active"]

    def clean_names(self) -> tuple[str, ...]:
        """Each once, in the order given."""
        said = self.cleaned_data["names"].replace("，", "、").replace(",", "、").split("、")
        names = tuple(dict.fromkeys(name.strip() for name in said if name.strip()))
        if any(len(name) > 80 for name in names):
            raise forms.ValidationError(_("A name is longer than 80 characters."))
        return names


class PostForm(forms.Form):
    """A post: what it may do and read."""

    title = forms.CharField(label=_("Post"), max_length=60)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.OFFICER)
    clearance = forms.TypedChoiceField(
        label=_("Reads up to"), coerce=int, choices=Secrecy.choices, initial=Secrecy.INTERNAL
    )
    order = forms.IntegerField(label=_("Place in the order"), min_value=0, max_value=9999, initial=0)
    chief = forms.BooleanField(
        label=_("Heads the government (行政首长)"), required=False,
        help_text=_("Approves what the supervision office suggests to look into (Regulations on Government Supervision, article 11)."),
    )  # fmt: skip
    active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("chief") and data.get("role") != Role.LEADER:
            self.add_error("chief", _("Only a leader's post heads the government."))
        return data

    def __init__(self, *args: Any, post: Post | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "post_%s"})  # stands beside the form of its office
        if post is None:
            del self.fields["active"]


class AppointForm(forms.Form):
    """Who holds a post from when on."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Person"), empty_label="—")
    since = day(_("From"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(is_active=True).order_by("name", "id")  # type: ignore[attr-defined]


class VacateForm(forms.Form):
    """From when on nobody holds a post."""

    until = day(_("First day without a holder"))


class ChargeForm(forms.Form):
    """Which offices a leader is in charge of from when on."""

    offices = forms.ModelMultipleChoiceField(
        Office.objects.none(), label=_("Offices"), widget=forms.CheckboxSelectMultiple
    )
    since = day(_("From"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "charge_%s"})  # stands below that of an appointment
        governed = Office.objects.filter(active=True).exclude(kind=Office.Kind.GOVERNMENT)
        self.fields["offices"].queryset = governed  # type: ignore[attr-defined]


class PersonForm(forms.Form):
    """Somebody who logs in."""

    username = forms.CharField(
        label=_("Name to log in with"),
        max_length=150,
        validators=[Person.username_validator],
        help_text=_("Letters, digits and @ . + - _; never changes."),
    )
    name = forms.CharField(label=_("Name of the person"), max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    active = forms.BooleanField(label=_("May log in"), required=False, initial=True)

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["username" if person else "active"]


class ListForm(forms.Form):
    """A list as a file, or its text from the dry run before."""

    file = forms.FileField(
        label=_("List (XLSX or CSV)"), widget=forms.FileInput({"accept": ".xlsx,.csv,text/csv"})
    )
