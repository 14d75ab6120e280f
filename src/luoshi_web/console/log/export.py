"""The auditor takes the log away, and has it checked."""

import json
from collections.abc import Iterator
from time import monotonic
from typing import Any

from django import forms
from django.db import models
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.chain import breaks, canonical
from luoshi_web.audit.models import Act
from luoshi_web.audit.selectors import head, links
from luoshi_web.audit.services import took_away
from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.matters.models import Matter
from luoshi_web.supervision.models import Item, Paper
from luoshi_web.supervision.models.told import note

MOST_SHOWN = 20
_LARGEST_HEAD = 4096
FAULTS = {
    "edited": gettext_lazy("Act %(number)s is not what was written: its digest does not fit its words."),
    "missing": gettext_lazy("Acts are missing from number %(number)s on."),
    "inserted": gettext_lazy("Act %(number)s does not follow the act before it, or stands twice."),
    "head": gettext_lazy("The log does not end at act %(number)s, as its head says: acts were cut or added."),
}


class HeadForm(forms.Form):
    """A head that was exported earlier, if there is one at hand."""

    head = forms.FileField(
        label=gettext_lazy("Head of an earlier day (JSON of log_head)"), required=False,
        widget=forms.FileInput({"accept": ".json,.txt"}),
    )  # fmt: skip

    def clean_head(self) -> dict[str, Any] | None:
        """Day, number and digest."""
        file = self.cleaned_data["head"]
        if file is None:
            return None
        try:
            kept = json.loads(file.read(_LARGEST_HEAD).decode("utf-8"))
            return {"day": str(kept["day"]), "number": int(kept["number"]), "digest": str(kept["digest"])}
        except (ValueError, KeyError, TypeError) as fault:
            raise forms.ValidationError(_("This is no head as log_head exports it.")) from fault


_NAMED: tuple[type[models.Model], ...] = (Item, Paper, Matter)
"""What the log names that has a secrecy of its own."""


@page("audit.export", methods=("POST",))  # type: ignore[arg-type]  # a log of a million acts is streamed
def export(request: OfficeRequest) -> StreamingHttpResponse:
    """Every act as a line of JSON. Taking the log away is an act itself, and the last line of what is taken."""
    act = took_away(actor=request.actor, at=request.now)
    _note_secret(request.actor, act.number)
    answer = StreamingHttpResponse(_lines(request.actor, act.number), content_type="application/x-ndjson")
    stamp = timezone.localtime(request.now)
    answer["Content-Disposition"] = f'attachment; filename="luoshi-log-{stamp:%Y%m%d-%H%M}.jsonl"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _note_secret(actor: Actor, last: int) -> None:
    """What is secret and is named in the lines counts as read before the first of them is sent: what is streamed is noted by nobody."""
    acts = Act.objects.filter(number__lte=last)
    for model in _NAMED:
        kind = str(model._meta.model_name)
        named = acts.filter(object_kind=kind).values("object_id")
        secret = model._default_manager.filter(secrecy__range=(Secrecy.CONFIDENTIAL, actor.clearance))
        for key in secret.filter(pk__in=named).values_list("pk", flat=True):
            note(kind, key)


def _lines(actor: Actor, last: int) -> Iterator[str]:
    """What is above the auditor's clearance is withheld: the chain can still be followed from digest to digest, the words cannot be read."""
    above = _above(actor)
    for link in links():
        if link["number"] > last:
            return
        if (link["object_kind"], link["object_id"]) in above:
            link = {key: link[key] for key in ("number", "at", "digest", "previous")} | {"withheld": True}
        yield canonical(link) + "\n"


def _above(actor: Actor) -> frozenset[tuple[str, int]]:
    if actor.clearance >= Secrecy.SECRET:
        return frozenset()
    secret = {"secrecy__gt": actor.clearance}
    return frozenset(
        (str(model._meta.model_name), pk)
        for model in _NAMED
        for pk in model._default_manager.filter(**secret).values_list("pk", flat=True)
    )


@page("audit.export", methods=("GET", "HEAD", "POST"))
def verify(request: OfficeRequest) -> HttpResponse:
    """The whole chain is read, digest by digest; with an earlier head also whether the log still leads to it."""
    form = HeadForm(request.POST, request.FILES) if request.method == "POST" else HeadForm()
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        began = monotonic()
        count, faults = checked(form.cleaned_data["head"])
        context |= {
            "count": count, "faults": faults[:MOST_SHOWN], "further": max(len(faults) - MOST_SHOWN, 0), "head": head(),
            "seconds": monotonic() - began,
        }  # fmt: skip
    return render(request, "log/verify.html", context)


def checked(kept: dict[str, Any] | None) -> tuple[int, list[str]]:
    """How many acts were read, and what is wrong, a sentence each."""
    count, digest = 0, ""

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal count, digest
        for link in links():
            count += 1
            if kept and link["number"] == kept["number"]:
                digest = link["digest"]
            yield link

    faults = [str(FAULTS[fault.fault]) % {"number": fault.number} for fault in breaks(counted(), head())]
    if kept and digest != kept["digest"]:
        faults.append(
            _("Act %(number)s is not the one that was exported on %(day)s.") % {"number": kept["number"], "day": kept["day"]}
        )  # fmt: skip
    return count, faults
