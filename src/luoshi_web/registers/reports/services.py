"""A person decides what a difference between a report and a register is; the figure is kept as it stood."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.ledgerstore.models import Entry
from luoshi_web.ledgerstore.models.entry import STANDING
from luoshi_web.registers.reports.lines import line_of
from luoshi_web.registers.reports.models import Figure, Saying
from luoshi_web.registers.reports.providers import PROVIDERS
from luoshi_web.registers.sayings import Answer
from luoshi_web.registers.sentences.writer import size_in_words
from luoshi_web.supervision.services.said import said


@transaction.atomic
def decide(*, actor: Actor, entry_id: int, version: int, decision: str, reason: str, at: datetime) -> Saying:
    """Right as printed, a difference, or not meant: with a reason. A later decision takes the place of an earlier one, which the log keeps.

    Raises :class:`Refusal`: ``not_yours``; ``saying_dropped``; ``no_saying``; ``changed_meanwhile``; ``no_words``.
    """
    if not may(actor, "sayings.decide"):
        raise Refusal("not_yours")
    entry = Entry.objects.select_for_update(of=("self",)).select_related("report", "copy").get(pk=entry_id)
    if entry.review not in STANDING:
        raise Refusal("saying_dropped")
    before = Saying.objects.filter(entry=entry).first()
    if version != (before.version if before else 0):
        raise Refusal("changed_meanwhile")
    line = line_of(entry, timezone.localdate(at))
    if line is None:
        raise Refusal("no_saying")
    answer = line.first.answer
    kept = keep(line.saying.register, line.year, answer) if answer is not None else None
    made = before or Saying(entry=entry, version=0)
    details = {
        "quote": entry.quote,
        "before": made.decision,
        "decision": decision,
        "verdict": line.first.verdict.value,
    }
    made.figure, made.verdict, made.why = kept, line.first.verdict.value, line.first.why
    made.decision, made.reason = Saying.Decision(decision).value, said(reason)
    made.decided_by_id, made.decided_at, made.version = actor.person_id, at, made.version + 1
    made.save()
    record(actor=actor, verb="sayings.decide", target=entry.report, details=details | {"reason": made.reason}, at=at)  # fmt: skip
    return made


def keep(register: str, year: int, answer: Answer) -> Figure:
    """The figure as it stands, kept once: the same rows on the same day are the same figure."""
    figure, _made = Figure.objects.get_or_create(
        register=register, code=answer.code, variant=answer.variant, scope="".join(answer.scope), size=size_in_words(answer.size),
        as_of=answer.on, digest=PROVIDERS[register].rows(year, answer).digest,
        defaults={"numerator": answer.above, "denominator": answer.below, "unit": answer.unit},
    )  # fmt: skip
    return figure
