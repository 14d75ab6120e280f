"""A document's rows as the pure rules see them: for gates, and for statistics."""

from dataclasses import replace
from datetime import date
from typing import Any

from luoshi_web.accounts.models import Secrecy
from luoshi_web.registers.documents import figures
from luoshi_web.registers.documents.days import answer, span_of
from luoshi_web.registers.documents.models import NormativeDocument
from luoshi_web.registers.documents.rules import facts
from luoshi_web.registers.documents.rules.force import Force
from luoshi_web.registers.documents.rules.states import OVER

PARTS = ("steps", "evaluations", "continues")
"""What :func:`facts_of` reads of a document, for ``prefetch_related``."""
COUNTED = ("steps", "evaluations", "filings", "requests__clock", "matter__clocks")
"""What :func:`counted_of` reads."""
_JOINT = frozenset({NormativeDocument.Maker.GOVERNMENT, NormativeDocument.Maker.OFFICE})


def facts_of(document: NormativeDocument, *, published_on: date | None = None, **also: Any) -> facts.Document:
    """What the gates ask of, as it is kept. ``published_on`` and ``also`` are what an act would make of it."""
    place = document.place
    known = facts.Document(
        steps=tuple(_taken(each) for each in document.steps.all()),
        business=document.business,
        duties=document.duties,
        joint=document.maker in _JOINT,
        secret=document.matter.secrecy >= Secrecy.CONFIDENTIAL,
        continued=document.continues_id is not None,
        excepted_before=document.continues is not None and document.continues.exception_until is not None,
        comment_from=document.comment_from,
        comment_to=document.comment_to,
        comment_full=answer("comment", document.comment_from, place),
        opinions=document.opinions,
        feedback_on=document.feedback_on,
        submitted_on=document.submitted_on,
        review_full=answer("legality_least", document.submitted_on, place),
        effective_on=document.effective_on,
        ends_on=document.ends_on,
        effect_full=answer("effect", published_on or document.published_on, place),
        at_once=bool(document.at_once_why),
        evaluated=_found(document),
    )
    seen = replace(known, **also) if also else known
    if seen.effective_on is None:
        return seen
    latest = span_of(seen.effective_on, provisional=document.provisional, place=place)
    return replace(seen, latest=latest)


def _taken(step: Any) -> facts.Taken:
    return facts.Taken(
        facts.Step(step.kind),
        facts.Result(step.result),
        step.on,
        step.until,
        step.confirmed_by_id is not None,
    )


def _found(document: NormativeDocument) -> facts.Finding | None:
    done = [each for each in document.evaluations.all() if each.done_on is not None]
    return facts.Finding(done[-1].finding) if done else None


def force_of(document: NormativeDocument) -> Force:
    """On which days it binds, as it is kept."""
    return Force(document.published_on, document.effective_on, document.ends_on, document.over_on)


def counted_of(document: NormativeDocument) -> figures.Document:
    """What statistics count, as it is kept."""
    matter, published = document.matter, document.published_on
    reviews = [each for each in document.steps.all() if published is not None and each.on <= published]
    passed = {each.kind: each.on for each in reviews if each.result in _PASSED[each.kind]}
    to_file = [each.due for each in matter.clocks.all() if each.code == "file_up"]
    return figures.Document(
        str(document.pk), force_of(document), figures.End(matter.state) if matter.state in OVER else figures.End.NONE, matter.ended_on,
        not document.taken_over and document.continues_id is None, document.business, passed.get("legality"), passed.get("competition"),
        to_file[0] if to_file else None,
        tuple(figures.Filed(each.on, each.answer, each.answered_on, each.corrected_on) for each in document.filings.all()),
        tuple(figures.Asked(each.received_on, each.answered_on, each.clock.due if each.clock else None) for each in document.requests.all()),
        tuple(each.done_on for each in document.evaluations.all() if each.done_on is not None),
    )  # fmt: skip


_PASSED = {"legality": {"passed"}, "competition": {"passed", "excepted"}}
