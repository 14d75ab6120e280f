"""Who applies or sues, as people type it: persons and organizations, one a line."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi_web.registers.cases.models import CaseParty
from luoshi_web.registers.cases.services.entering import Party


def people_fields() -> tuple[forms.CharField, forms.CharField, forms.IntegerField]:
    """Persons, organizations, and how many people stand behind the first of them."""
    area = {"rows": 2}
    return (
        forms.CharField(
            label=_("Persons who apply or sue, one a line"), widget=forms.Textarea(attrs=area), required=False,
            help_text=_("Name and telephone, divided by a comma. Shown to whoever keeps the register alone."),
        ),
        forms.CharField(label=_("Organizations that apply or sue, one a line"), widget=forms.Textarea(attrs=area), required=False),
        forms.IntegerField(label=_("How many people stand behind the first"), min_value=1, initial=1, required=False),
    )  # fmt: skip


def people_of(form: forms.Form, said: dict[str, Any]) -> dict[str, Any]:
    """What a form said, with ``parties`` in the place of its lines."""
    heads = said.pop("heads", None) or 1
    lines = [
        (line, who)
        for name, who in (("people", CaseParty.Who.PERSON), ("firms", CaseParty.Who.FIRM))
        for line in said.pop(name, "").splitlines()
        if line.strip()
    ]
    parties = []
    for number, (line, who) in enumerate(lines):
        name, _comma, contact = line.replace("，", ",").partition(",")
        parties.append(Party(name.strip(), who=who, contact=contact.strip(), heads=1 if number else heads))
    if not parties:
        form.add_error("people", gettext("Say who applies or sues."))
    said["parties"] = parties
    return said
