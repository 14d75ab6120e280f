"""The place's thresholds and rules of meetings: dated rows that one person enters and another confirms."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi_web.accounts.rights import may
from luoshi_web.console.checks.acting import act_on
from luoshi_web.console.collective.rule_forms import MeetingRuleForm, ThresholdForm, part_words
from luoshi_web.console.collective.views import PLACE
from luoshi_web.console.pages import page
from luoshi_web.console.request import OfficeRequest
from luoshi_web.registers.collective.models import MeetingRule, Threshold
from luoshi_web.registers.collective.rules import facts
from luoshi_web.registers.collective.services import rules


@page("collective.rules")
def shown(request: OfficeRequest) -> HttpResponse:
    """Every row with its days and its paper: those that hold today marked, those that wait for a second person first."""
    keeps = may(request.actor, "collective.rule")
    context: dict[str, Any] = {
        "place": PLACE, "keeps": keeps, "start": facts.Rule(),
        "thresholds": [_row(each, request, keeps) for each in Threshold.objects.select_related("entered_by", "confirmed_by").order_by("kind", "funds", "-since")],
        "meetings": [
            _row(each, request, keeps) | {
                "quorum": part_words(each.quorum_part, each.quorum_of, each.quorum_more),
                "votes": part_words(each.votes_part, each.votes_of, each.votes_more),
            }
            for each in MeetingRule.objects.select_related("entered_by", "confirmed_by").order_by("body", "-since")
        ],
    }  # fmt: skip
    return render(request, "collective/rules.html", context)


def _row(rule: Threshold | MeetingRule, request: OfficeRequest, keeps: bool) -> dict[str, Any]:
    waits = rule.confirmed_by_id is None
    holds = rule.since <= request.today and (rule.until is None or rule.until > request.today)
    return {
        "rule": rule, "waits": waits, "holds": holds and not waits, "to_come": rule.since > request.today and not waits,
        "confirms": keeps and waits and rule.entered_by_id != request.actor.person_id, "refuses": keeps and waits,
    }  # fmt: skip


@page("collective.rule", methods=("GET", "HEAD", "POST"))
def threshold(request: OfficeRequest) -> HttpResponse:
    """The form of a threshold."""
    form = ThresholdForm(request.POST or None, initial={"since": request.today})
    return act_on(
        request, form, lambda said: rules.enter_threshold(actor=request.actor, threshold=rules.ThresholdSaid(**said), at=request.now),
        said=_("Entered. It holds once another person has confirmed it."), then=reverse("collective:rules"),
        show=lambda form: render(request, "collective/rule.html", {"form": form, "title": _("Enter a threshold")}),
    )  # fmt: skip


@page("collective.rule", methods=("GET", "HEAD", "POST"))
def meeting_rule(request: OfficeRequest) -> HttpResponse:
    """The form of a rule of meetings."""
    form = MeetingRuleForm(request.POST or None, initial={"since": request.today})
    return act_on(
        request, form, lambda said: rules.enter_meeting_rule(actor=request.actor, rule=rules.MeetingRuleSaid(**form.parts()), at=request.now),
        said=_("Entered. It holds once another person has confirmed it."), then=reverse("collective:rules"),
        show=lambda form: render(request, "collective/rule.html", {"form": form, "title": _("Enter a rule of meetings")}),
    )  # fmt: skip


def _decided(
    of: type[Threshold | MeetingRule], service: Callable[..., Any], words: Callable[[], str]
) -> Callable[..., HttpResponse]:
    @page("collective.rule", methods=("POST",))
    def decide(request: OfficeRequest, pk: int) -> HttpResponse:
        get_object_or_404(of, pk=pk)
        service(actor=request.actor, rule_id=pk, at=request.now)
        messages.success(request, words())
        return redirect("collective:rules")

    return decide


confirm_threshold = _decided(
    Threshold, rules.confirm_threshold, lambda: _("Confirmed: it holds from its day.")
)
confirm_meeting_rule = _decided(
    MeetingRule, rules.confirm_meeting_rule, lambda: _("Confirmed: it holds from its day.")
)
refuse_threshold = _decided(Threshold, rules.refuse_threshold, lambda: _("Taken back; it never held."))
refuse_meeting_rule = _decided(
    MeetingRule, rules.refuse_meeting_rule, lambda: _("Taken back; it never held.")
)
