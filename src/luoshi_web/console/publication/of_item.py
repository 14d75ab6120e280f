"""One item proposed for release, with the files of its evidence that may be looked at; and a page of such a file, as it would go out."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.bulk.forms import PART_WORDS
from luoshi_web.console.checks.acting import act_on, sentence_of
from luoshi_web.console.items.tabs import item_for, show_tab
from luoshi_web.console.pages import demand, page
from luoshi_web.console.publication.forms import WithdrawForm
from luoshi_web.console.publication.views import shown_release
from luoshi_web.console.request import OfficeRequest
from luoshi_web.publication import selectors
from luoshi_web.publication.composing.items import PARTS
from luoshi_web.publication.evidence.facsimile import part_of
from luoshi_web.publication.reasons import Withdrawn
from luoshi_web.publication.services.propose import propose as make_proposal
from luoshi_web.publication.services.withdraw import withdraw_file as take_back
from luoshi_web.publication.to_portal.others import drawn_page
from luoshi_web.supervision.models import Attachment, Item
from luoshi_web.supervision.progress.preview import kind_of


class ItemForm(forms.Form):
    """Parts as a whole, and files one by one: no file is chosen unless somebody chose it."""

    parts = forms.MultipleChoiceField(
        label=gettext_lazy("With"), required=False, choices=[(part, PART_WORDS[part]) for part in PARTS],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    shown = forms.MultipleChoiceField(
        label=gettext_lazy("Files that readers may look at"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "They are drawn anew, with personal data covered where a program finds them; in a photograph or a scan it finds none. The file itself stays here."
        ),
    )

    def __init__(self, data: Any, *, item: Item, attachments: list[Attachment]) -> None:
        before = selectors.in_force(item)
        said = before.parts if before else list(PARTS)
        super().__init__(data, initial={"parts": said, "shown": said})
        files: Any = self.fields["shown"]
        files.choices = [(part_of(one), f"{one.name}（{one.at:%Y-%m-%d}）") for one in attachments]
        if not attachments:
            del self.fields["shown"]

    def chosen(self) -> list[str]:
        return [*self.cleaned_data["parts"], *self.cleaned_data.get("shown", ())]


@page("release.propose", methods=("GET", "POST"))
def propose_item(request: OfficeRequest, pk: int) -> HttpResponse:
    """Which parts and which files; asked on the item's own page, since each file has to be looked at."""
    item = item_for(request, pk)
    demand(request.actor, "release.propose", item)
    attachments = [
        one for one in item.attachments.select_related("evidence").order_by("at", "pk") if kind_of(one)
    ]
    form = ItemForm(request.POST or None, item=item, attachments=attachments)
    status = 400 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            made = make_proposal(actor=request.actor, subject=item, parts=form.chosen(), at=request.now)
        except Refusal as refused:
            form.add_error(None, sentence_of(refused))
            status = 409
        else:
            messages.success(request, _("Proposed. Look through it before another person approves it."))
            return redirect("publication:show", made.pk)
    answer = show_tab(request, item, "publication/item.html", {"form": form, "attachments": attachments})
    answer.status_code = status
    return answer


@never_cache
@page("release.read")
def drawn(request: OfficeRequest, pk: int, mark: str, number: int) -> HttpResponse:
    """A page of a file as it goes out, drawn when it is asked for; an office keeps no picture of it."""
    held = get_object_or_404(selectors.visible_to(request.actor), pk=pk)
    try:
        picture = drawn_page(held, mark, number, actor=request.actor, at=request.now)
    except Refusal:
        picture = None
    if picture is None:
        raise Http404
    answer = HttpResponse(picture, content_type="image/jpeg")
    answer["Content-Disposition"] = content_disposition_header(False, f"{held.name} {number}.jpg") or "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@page("release.withdraw", methods=("POST",))
def withdraw_file(request: OfficeRequest, pk: int, mark: str) -> HttpResponse:
    """One file, at once, by one person."""
    held = get_object_or_404(selectors.visible_to(request.actor), pk=pk)

    def do(said: dict[str, Any]) -> None:
        take_back(
            actor=request.actor, release_id=pk, version=said["version"], mark=mark, reason=Withdrawn(said["reason"]), sentence=said["sentence"],
            at=request.now,
        )  # fmt: skip

    return act_on(
        request, WithdrawForm(request.POST), do, said=_("Taken back."), then=reverse("publication:show", args=[pk]),
        show=lambda form: shown_release(request, held, withdraw_form=form),
    )  # fmt: skip
