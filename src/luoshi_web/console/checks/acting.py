"""A form, the act behind it, and the page it leads to. What is refused is said on the form, with what was typed still there."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django_fsm import TransitionNotAllowed
from django_stubs_ext import StrOrPromise

from luoshi_web.audit.refusal import Refusal
from luoshi_web.console.request import OfficeRequest


def act_on(
    request: OfficeRequest,
    form: forms.Form,
    do: Callable[[dict[str, Any]], Any],
    *,
    said: StrOrPromise,
    then: str,
    show: Callable[[forms.Form], HttpResponse],
) -> HttpResponse:
    """Show the form, or do the act with its clean values, say ``said`` and go to ``then``. A refused act is a 409 with the form."""
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                do(form.cleaned_data)
            except (Refusal, TransitionNotAllowed) as error:
                form.add_error(None, sentence_of(error))
                status = 409
            else:
                messages.success(request, said)
                return redirect(then)
    answer = show(form)
    answer.status_code = status
    return answer


def sentence_of(error: Refusal | TransitionNotAllowed) -> str:
    """Why an act was refused, in words."""
    if isinstance(error, Refusal):
        return str(error)
    return str(Refusal("wrong_state", state=error.object.get_state_display() if error.object else ""))
