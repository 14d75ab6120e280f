"""What cases wait for that no clock counts: days that a court, a procuratorate or a decision names, hearings and sittings."""

from django.db.models import QuerySet

from luoshi_web.registers.cases.court_models import CourtHearing, Suit
from luoshi_web.registers.cases.figures import Advised
from luoshi_web.registers.cases.models import CaseAdvice, Reconsideration
from luoshi_web.registers.cases.rules.facts import Step
from luoshi_web.registers.cases.rules.states import TRIED
from luoshi_web.registers.matters.awaited import Awaited, awaits

_BY_ITS_OWN_DAY = (Advised.COURT, Advised.PROCURATORATE)
"""The law gives the other two sixty days, which are clocks."""


def _advice() -> QuerySet[CaseAdvice]:
    return CaseAdvice.objects.filter(answered_on=None, kind__in=_BY_ITS_OWN_DAY)


def _decisions() -> QuerySet[Reconsideration]:
    return Reconsideration.objects.filter(performed_on=None)


def _judgments() -> QuerySet[Suit]:
    return Suit.objects.filter(performed_on=None)


def _hearings() -> QuerySet[Reconsideration]:
    return Reconsideration.objects.filter(matter__state__in=TRIED).exclude(steps__kind=Step.HEARING)


def _sittings() -> QuerySet[CourtHearing]:
    return CourtHearing.objects.filter(came="")


awaits(
    "cases",
    Awaited("court_advice", "答复建议", "answer a court or procuratorate", _advice, "due", office="office", ended=True),
    Awaited("perform", "履行复议决定", "perform the decision", _decisions, "perform_by"),
    Awaited("perform_judgment", "履行裁判", "perform the judgment", _judgments, "perform_by"),
    Awaited("hearing", "听证", "hearing", _hearings, "hearing_on", near="cases.hearing", over="cases.hearing_held"),
    Awaited("sitting", "开庭", "sitting of the court", _sittings, "on", "suit__matter", near="cases.court_sits", over="cases.who_came_owed"),
)  # fmt: skip
