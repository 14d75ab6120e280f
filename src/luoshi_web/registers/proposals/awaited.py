"""What proposals wait for that no clock counts."""

from django.db.models import QuerySet

from luoshi_web.registers.matters.awaited import Awaited, awaits
from luoshi_web.registers.proposals.models import Commitment
from luoshi_web.registers.proposals.promises import OPEN


def _promises() -> QuerySet[Commitment]:
    return Commitment.objects.filter(OPEN)


awaits(
    "proposals",
    Awaited("commitment", "兑现答复承诺", "what the reply promised", _promises, "due", "proposal__matter"),
)
