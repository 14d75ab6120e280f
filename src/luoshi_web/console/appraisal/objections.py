"""Objections: raised by the head of an office, decided by others, answered by a corrected result."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from luoshi_web.accounts.rights import may
from luoshi_web.console.appraisal.forms import DecisionForm, ObjectionForm
from luoshi_web.console.appraisal.views import appraisal_for, how_counted
from luoshi_web.console.pages import demand, page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.appraisal.rules import read_rules
from luoshi_web.supervision.appraisal.words import line_name, sentence
from luoshi_web.supervision.models import Objection, Score
from luoshi_web.supervision.selectors import appraisals as ask
from luoshi_web.supervision.services import objections as act


@page("objection.raise", methods=("GET", "HEAD", "POST"))
def raised(request: OfficeRequest, pk: int) -> HttpResponse:
    """Object to a line, or to the whole."""
    score = get_object_or_404(Score.objects.select_related("office"), pk=pk, office=request.actor.office_id)
    appraisal = appraisal_for(request, score.appraisal_id)
    form = ObjectionForm(request.POST or None, initial={"line": request.GET.get("line")})
    lines: Any = form.fields["line"]
    lines.queryset = score.lines.all()
    chosen = request.POST.get("line") or request.GET.get("line") or ""
    line = get_object_or_404(score.lines, pk=chosen) if chosen.isdecimal() else None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        act.raise_objection(
            actor=request.actor, score_id=score.pk, line_id=said["line"].pk if said["line"] else None,
            reason=said["reason"], at=request.now,
        )  # fmt: skip
        messages.success(request, _("The objection has been made."))
        return redirect("appraisal:sheet", score.pk)
    rules = read_rules(appraisal.rule.terms)
    words = (
        (line_name(line.rule, line.kind, rules), sentence(line.kind, line.inputs, rules)) if line else None
    )
    context = {"score": score, "appraisal": appraisal, "form": form, "line": line, "words": words}
    return render(request, "appraisal/object.html", context)


@page("appraisal.read", methods=("GET", "HEAD", "POST"))
def show(request: OfficeRequest, pk: int) -> HttpResponse:
    """An objection, its decision, or the form to decide."""
    found = Objection.objects.select_related("score__office", "line", "by", "decided_by", "decide_limit")
    objection = get_object_or_404(found, pk=pk)
    appraisal = appraisal_for(request, objection.score.appraisal_id)
    if not ask.reads_lines(request.actor, objection.score):
        return render(request, "404.html", status=404)
    is_open = objection.decision == Objection.Decision.OPEN
    is_recused = request.actor.person_id in ask.recused(appraisal)
    decides = is_open and may(request.actor, "objection.decide")
    form = DecisionForm(objection.line is None, request.POST or None)
    if request.method == "POST":
        demand(request.actor, "objection.decide", objection)
        if form.is_valid():
            act.decide(actor=request.actor, objection_id=objection.pk, **form.cleaned_data, at=request.now)
            messages.success(request, _("The objection has been decided."))
            return redirect("appraisal:objection", objection.pk)
    rules = read_rules(appraisal.rule.terms)
    line = objection.line
    context = {
        "objection": objection, "appraisal": appraisal, "form": form if decides and not is_recused else None,
        "counted": how_counted(objection.decide_limit), "recused": decides and is_recused, "late": is_open and request.today > objection.decide_until,
        "words": (line_name(line.rule, line.kind, rules), sentence(line.kind, line.inputs, rules)) if line else None,
    }  # fmt: skip
    return render(request, "appraisal/objection.html", context)


@page("appraisal.score", methods=("POST",))
def corrected(request: OfficeRequest, pk: int) -> HttpResponse:
    """Publish the corrected result."""
    new = act.correct(actor=request.actor, appraisal_id=appraisal_for(request, pk).pk, at=request.now)
    messages.success(request, _("The corrected result has been published."))
    return redirect("appraisal:show", new.pk)
