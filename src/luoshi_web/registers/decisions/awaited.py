"""What decisions wait for that no clock counts: the end of a time for comment, after which its opinions are answered (18). Publication is the keeper's."""

from django.db.models import QuerySet

from luoshi_web.registers.decisions.models import Consultation
from luoshi_web.registers.decisions.rules.states import BEFORE_REVIEW
from luoshi_web.registers.matters.awaited import Awaited, awaits
from luoshi_web.registers.matters.lapses import keeper_hears


def _comments() -> QuerySet[Consultation]:
    return Consultation.objects.filter(answered_on=None, matter__state__in=BEFORE_REVIEW)


awaits("decisions", Awaited("comment", "公开征求意见", "public comment", _comments, "until", over="decisions.comment_over"))  # fmt: skip
keeper_hears("decisions", "publish")
