"""What documents wait for that no clock counts: the end of a time for comment, and of an exception from fair competition (公平竞争审查条例 12)."""

from django.db.models import QuerySet

from luoshi_web.registers.documents.models import NormativeDocument
from luoshi_web.registers.documents.rules.states import State
from luoshi_web.registers.matters.awaited import Awaited, awaits


def _comments() -> QuerySet[NormativeDocument]:
    return NormativeDocument.objects.filter(opinions=None, matter__state__in=(State.DRAFT, State.COMMENTING))


def _exceptions() -> QuerySet[NormativeDocument]:
    return NormativeDocument.objects.filter(matter__state__in=(State.PUBLISHED, State.EVALUATING))


awaits(
    "documents",
    Awaited("comment", "公开征求意见", "public comment", _comments, "comment_to", over="documents.comment_over"),
    Awaited("exception", "公平竞争例外期限", "exception from fair competition", _exceptions, "exception_until", over="lapsed"),
)  # fmt: skip
