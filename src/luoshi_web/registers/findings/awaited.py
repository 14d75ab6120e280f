"""What findings wait for that no clock counts: the day in the paper (审计法 52) and the stages of the plan. The keeper hears of the clocks that are its own."""

from django.db.models import QuerySet

from luoshi_web.registers.findings.models import Finding, FindingStage
from luoshi_web.registers.findings.rules.states import State
from luoshi_web.registers.matters.awaited import Awaited, awaits
from luoshi_web.registers.matters.lapses import keeper_hears

_WITH_THE_UNIT = (State.ASSIGNED, State.PLANNED, State.RECTIFYING, State.LASTING, State.REOPENED)


def _open() -> QuerySet[Finding]:
    return Finding.objects.filter(matter__state__in=_WITH_THE_UNIT)


def _stages() -> QuerySet[FindingStage]:
    return FindingStage.objects.filter(kept_on=None, finding__matter__state__in=_WITH_THE_UNIT)


awaits(
    "findings",
    Awaited("due", "整改期限", "put it right", _open, "due"),
    Awaited("stage", "阶段整改任务", "a stage of the plan", _stages, "due", "finding__matter"),
)
keeper_hears("findings", "check", "notice", "heard", "ruling", "review")
