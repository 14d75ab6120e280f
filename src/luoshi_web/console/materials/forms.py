"""The form with which papers come into a matter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi_web.console.progress.forms import ManyFiles
from luoshi_web.registers.matters.models import Material, Matter


class PutForm(forms.Form):
    """Files, what they are, and who may read them."""

    papers = ManyFiles(
        label=_("Files"),
        help_text=_(
            "PDF, OFD, Word, Excel, JPEG, PNG, text or CSV, without macros; 20 MB each, 10 at a time."
        ),
    )
    remark = forms.CharField(label=_("Remark"), max_length=200, required=False)
    reach = forms.ChoiceField(label=_("May be read by"), choices=Material.Reach.choices)

    def __init__(self, *args: Any, matter: Matter, **options: Any) -> None:
        super().__init__(*args, **options)
        # what applicants, respondents and courts hand in is not for each other's eyes unless somebody says so
        self.initial["reach"] = (
            Material.Reach.KEPT if matter.register == Matter.Register.CASES else Material.Reach.ALL
        )
