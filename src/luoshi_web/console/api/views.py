"""One's own keys: made, shown once, taken back."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from luoshi_web.accounts.models import Token
from luoshi_web.accounts.tokens import LONGEST, make_token, revoke_token
from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.fields import day_field
from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest


class TokenForm(forms.Form):
    """What it is for, and how long it is good."""

    name = forms.CharField(label=gettext_lazy("What it is for"), max_length=60)
    last_day = day_field(label=gettext_lazy("Good until"))


@never_cache
@page("item.list", methods=("GET", "HEAD", "POST"))
def tokens(request: OfficeRequest) -> HttpResponse:
    """A key is shown on the page that answers, and nowhere after it."""
    form = TokenForm(request.POST or None, initial={"last_day": request.today + timedelta(days=LONGEST - 1)})
    text = ""
    if form.is_valid():
        try:
            _token, text = make_token(actor=request.actor, at=request.now, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    own = Token.objects.filter(person=request.user).select_related("post__office")
    return render(request, "api/tokens.html", {"form": form, "text": text, "tokens": own[:50]})


@page("item.list", methods=("POST",))
def revoked(request: OfficeRequest, pk: int) -> HttpResponse:
    """At once. The key of another is as one that is not there."""
    token = get_object_or_404(Token, pk=pk, person=request.user)
    revoke_token(actor=request.actor, token_id=token.pk, at=request.now)
    messages.success(request, _("The key is taken back."))
    return redirect("tokens:list")
