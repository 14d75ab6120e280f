"""What public money waits for that no clock counts: the calendar of a bond (还本付息). The keeper pays."""

from django.db.models import QuerySet

from luoshi_web.registers.funds.models import Repayment
from luoshi_web.registers.matters.awaited import Awaited, awaits


def _repayments() -> QuerySet[Repayment]:
    return Repayment.objects.filter(paid_on=None, bond__issued_on__isnull=False)


awaits("funds", Awaited("repayment", "还本付息", "repay, principal or interest", _repayments, "due_on", "bond__fund__matter", keeper=True))  # fmt: skip
