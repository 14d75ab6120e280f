"""Writing on an item: a leader's instruction, an annotation."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.console.items.tabs import item_for
from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.models import Item, Note
from luoshi_web.supervision.services.notes import RIGHT, write_note


class NoteForm(forms.Form):
    """Words, and for whom they are."""

    kind = forms.ChoiceField(label=gettext_lazy("For whom"))
    words = forms.CharField(
        label=gettext_lazy("Words on the item"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


WORDS = {
    Note.Kind.INSTRUCTION: gettext_lazy(
        "instruction (批示): the unit is told, whoever reads the item reads it"
    ),
    Note.Kind.ANNOTATION: gettext_lazy("annotation: for leaders, the supervision office and auditors alone"),
}


def form_for(actor: Actor, item: Item, data: Any = None) -> NoteForm | None:
    """The form with the kinds that this post may write; None where it may write none."""
    kinds = [(kind.value, words) for kind, words in WORDS.items() if may(actor, RIGHT[kind], item)]
    return NoteForm(data, kinds=kinds) if kinds and item.state != "draft" else None


@page("item.list", methods=("POST",))
def write(request: OfficeRequest, pk: int) -> HttpResponse:
    """Kept with the item for good."""
    item = item_for(request, pk)
    kind = request.POST.get("kind", "")
    if kind not in Note.Kind.values or not request.POST.get("words", "").strip():
        messages.error(request, _("Say for whom the words are, and write them."))
        return redirect("items:show", pk)
    write_note(
        actor=request.actor, item_id=item.pk, kind=kind, words=request.POST["words"][:2000], at=request.now
    )
    messages.success(request, _("Kept."))
    return redirect("items:show", pk)
