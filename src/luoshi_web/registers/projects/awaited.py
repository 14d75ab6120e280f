"""What projects wait for that no clock counts: what one side promised the other (优化营商环境条例 31)."""

from django.db.models import QuerySet

from luoshi_web.registers.matters.awaited import Awaited, awaits
from luoshi_web.registers.projects.models import Pledge


def _pledges() -> QuerySet[Pledge]:
    return Pledge.objects.filter(kept_on=None)


awaits(
    "projects",
    Awaited("pledge", "兑现项目承诺", "what was promised of it", _pledges, "due", "project__matter"),
)
