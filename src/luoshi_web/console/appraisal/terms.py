"""Rules and groups: what an appraisal goes by."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi_web.accounts.models import Office
from luoshi_web.console.appraisal.forms import GroupForm
from luoshi_web.console.appraisal.rule_form import RulesForm
from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.supervision.appraisal.invented import pays_silence
from luoshi_web.supervision.appraisal.rules import Grade, Line, RuleSet, default_terms, read_rules
from luoshi_web.supervision.appraisal.words import (
    CASE_NAMES,
    CONDITION_NAMES,
    MEASURE_NAMES,
    OF_NAMES,
    PER_NAMES,
    line_name,
)
from luoshi_web.supervision.models import AppraisalRule, Group
from luoshi_web.supervision.selectors import appraisals as ask
from luoshi_web.supervision.selectors.appraisal_trial import (
    Trial,
    TrialRow,
    last_year_or_this,
    tried,
    tried_on_invented,
)
from luoshi_web.supervision.services import appraisal_rules as act


@page("appraisal.read")
def rules(request: OfficeRequest) -> HttpResponse:
    """All rules that were, are and will be in force. Everybody who is scored may read what they are scored by."""
    now = ask.rule_in_force(request.today)
    found = AppraisalRule.objects.order_by("-in_force")
    return render(request, "appraisal/rules.html", {"found": found, "now": now})


@page("appraisal.read")
def rule(request: OfficeRequest, pk: int) -> HttpResponse:
    """One set of rules in words."""
    found = get_object_or_404(AppraisalRule, pk=pk)
    read = read_rules(found.terms)
    language = get_language() or "zh-hans"
    context = {
        "rule": found,
        "rules": read,
        "lines": [(line, line.names.said(language), _how(line)) for line in read.lines],
        "doublings": [(one, one.names.said(language), CONDITION_NAMES[one.when]) for one in read.doublings],
        "grades": [
            (grade, grade.names.said(language), _share(grade.share), _needs(grade)) for grade in read.grades
        ],
        "bars": _bars(read, language),
    }
    return render(request, "appraisal/rule.html", context)


def _how(line: Line) -> str:
    """How a line counts, in words: ``by share: overdue, not done / items held``."""
    how = str(PER_NAMES[line.per])
    if line.per == "efficacy":
        return f"{how}: {MEASURE_NAMES[line.counts]}, {_share(line.base_share)} + {_share(1 - line.base_share)} × (x - min)/(max - min)"
    if line.per == "rate":
        return f"{how}: {MEASURE_NAMES[line.counts]}"
    if line.per == "share":
        return f"{how}: {CASE_NAMES[line.counts]} / {OF_NAMES[line.of]}"
    return f"{how}: {CASE_NAMES[line.counts]}" if line.counts else how


def _share(share: Any) -> str:
    return "" if share is None else f"{(share * 100).normalize():f} %"


def _needs(grade: Grade) -> list[str]:
    return [f"{MEASURE_NAMES[name]} ≥ {least.normalize():f} %" for name, least in grade.needs.items()]


def _bars(rules: RuleSet, language: str) -> list[tuple[str, str]]:
    """Line → grade that it bars from."""
    return [
        (line.names.said(language), grade.names.said(language))
        for line in rules.lines
        for code in line.bars
        if (grade := rules.grade(code))
    ]


@page("rules.manage", methods=("GET", "HEAD", "POST"))
def new_rules(request: OfficeRequest) -> HttpResponse:
    """Rules from a day on, beginning from those in force or from the default. They are tried first: what was not tried is not put in force."""
    latest = AppraisalRule.objects.order_by("-in_force").first()
    from_default = latest is None or "default" in request.GET
    terms = default_terms() if latest is None or from_default else latest.terms
    begins, ends = last_year_or_this(request.today)
    initial = {
        "source": "" if latest is None or from_default else latest.source,
        "name": latest.name if latest else _("Rules of appraisal"),
        "try_begins": begins,
        "try_ends": ends,
    }
    form = RulesForm(terms, get_language() or "zh-hans", request.POST or None, initial=initial)
    context: dict[str, Any] = {"form": form, "first": latest is None, "from_default": from_default}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if "put" in request.POST and said["tried"] == form.seen():
            made = act.put_in_force(
                actor=request.actor, name=said["name"], in_force=said["in_force"], terms=said["terms"], source=said["source"],
                at=request.now,
            )  # fmt: skip
            messages.success(request, _("In force from %(day)s.") % {"day": made.in_force})
            return redirect("appraisal:rule", made.pk)
        context |= _tried(request, form, begins, ends)
    return render(request, "appraisal/new_rules.html", context)


def _tried(request: OfficeRequest, form: RulesForm, begins: date, ends: date) -> dict[str, Any]:
    """What the filled in rules would give, for what offices did and for the invented district. The form bears the digest of what was seen."""
    said = form.cleaned_data
    rules = read_rules(said["terms"])
    begins, ends = said["try_begins"] or begins, said["try_ends"] or ends
    shown = request.POST.copy()
    shown["tried"] = form.seen()
    form.data = shown
    real, invented = tried(rules, begins=begins, ends=ends, as_of=request.today), tried_on_invented(rules)
    return {
        "tried": True,
        "pays_silence": pays_silence(rules),
        "trial_begins": begins,
        "trial_ends": ends,
        "real": real,
        "invented": invented,
        "trials": [
            (trial is invented, _heads(rules, trial), _worded(rules, trial)) for trial in (real, invented)
        ],
    }


def _heads(rules: RuleSet, trial: Trial) -> list[str]:
    return [line_name(code, "base", rules) for code in trial.lines]


def _worded(rules: RuleSet, trial: Trial) -> list[tuple[str, list[tuple[TrialRow, str, str]]]]:
    """The groups of a trial, with the grades in the reader's language."""
    language = get_language() or "zh-hans"
    named = {grade.code: grade.names.said(language) for grade in rules.grades} | {"": ""}
    return [
        (group.name, [(row, named[row.standing.grade], named[row.silence.grade]) for row in group.rows])
        for group in trial.groups
    ]


@page("appraisal.read")
def groups(request: OfficeRequest) -> HttpResponse:
    """Which offices are compared with which in a year, and who is in no group."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else request.today.year
    found = list(ask.groups_with_offices(year))
    grouped = {office.pk for group in found for office in group.offices.all()}
    alone = Office.objects.filter(active=True).exclude(pk__in=grouped).exclude(kind=Office.Kind.GOVERNMENT)
    years = sorted(
        {*Group.objects.order_by().values_list("year", flat=True).distinct(), request.today.year},
        reverse=True,
    )
    context = {"year": year, "years": years, "groups": found, "alone": alone}
    return render(request, "appraisal/groups.html", context)


@page("appraisal.score", methods=("GET", "HEAD", "POST"))
def group(request: OfficeRequest, pk: int | None = None) -> HttpResponse:
    """A new group, or a changed one. What was ranked before stays as it was ranked."""
    old = get_object_or_404(Group, pk=pk) if pk is not None else None
    if old:
        initial = {"year": old.year, "name": old.name, "offices": old.offices.all()}
    else:
        initial = {"year": request.GET.get("year") or request.today.year}
    form = GroupForm(request.POST or None, initial=initial)
    if old:
        form.fields["year"].disabled = True
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        saved = act.save_group(actor=request.actor, **said, group_id=old.pk if old else None, at=request.now)
        return redirect(f"/appraisals/groups/?year={saved.year}")
    return render(request, "appraisal/group.html", {"form": form, "group": old})


@page("appraisal.score", methods=("POST",))
def removed(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a group away in which nobody has been ranked."""
    found = Group.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    year = found.year
    act.remove_group(actor=request.actor, group_id=found.pk, at=request.now)
    return redirect(f"/appraisals/groups/?year={year}")
