"""What matters decided collectively wait for that no clock counts: the day by which a decision is carried out. The minutes are the keeper's."""

from django.db.models import QuerySet

from luoshi_web.registers.collective.models import CollectiveMatter
from luoshi_web.registers.collective.rules.states import State
from luoshi_web.registers.matters.awaited import Awaited, awaits
from luoshi_web.registers.matters.lapses import keeper_hears


def _executed() -> QuerySet[CollectiveMatter]:
    return CollectiveMatter.objects.filter(matter__state=State.EXECUTING)


awaits("collective", Awaited("execute", "执行集体决策", "carry out what was decided", _executed, "due", office="executor"))  # fmt: skip
keeper_hears("collective", "minutes")
