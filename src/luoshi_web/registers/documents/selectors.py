"""Which documents somebody may see, which are in force on a day, and what is counted of them, in a few questions of the database."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.registers.documents.figures import MEASURES, RATES
from luoshi_web.registers.documents.models import (
    DocumentEvaluation,
    DocumentFiling,
    DocumentRequest,
    DocumentStep,
    NormativeDocument,
)
from luoshi_web.registers.documents.rules.numbers import next_number
from luoshi_web.registers.documents.rules.states import ISSUED, OVER, State
from luoshi_web.registers.engine.figures import Figure
from luoshi_web.registers.engine.measures import Measured
from luoshi_web.registers.matters.models import Clock, Matter
from luoshi_web.registers.matters.selectors import visible

Way = tuple[str, str]
"""Code of a figure, and the way of counting."""
_PUBLIC = Q(secrecy=Secrecy.OPEN, state__in=ISSUED | OVER)


def visible_to(actor: Actor) -> QuerySet[Matter]:
    """The documents that an actor may read: a department its own, and what is published."""
    return visible(Matter.Register.DOCUMENTS, actor, theirs=Q(office=actor.office_id) | _PUBLIC)


def binding(on: date, *, of: str = "") -> Q:
    """What is in force on a day, as :func:`~luoshi_web.registers.documents.rules.force.in_force` says; ``of`` is the way to the document."""
    named: dict[str, Any] = {"published_on__lte": on, "effective_on__lte": on}
    begun = Q(**{f"{of}{name}": value for name, value in named.items()})
    not_over = Q(**{f"{of}over_on__isnull": True}) | Q(**{f"{of}over_on__gt": on})
    not_ended = Q(**{f"{of}ends_on__isnull": True}) | Q(**{f"{of}ends_on__gte": on})
    return begun & not_over & not_ended


def in_force_on(on: date) -> QuerySet[NormativeDocument]:
    """The documents that bind on a day, whoever asks."""
    return NormativeDocument.objects.filter(binding(on))


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that is counted of some documents on a day."""

    measures: tuple[Measured, ...]
    rates: tuple[Figure, ...]


def counted(matters: QuerySet[Matter], *, on: date) -> Counted:
    """What ``documents.figures`` defines, over some documents on a day. Two queries. ``digest`` is empty: it is made where a figure is kept."""
    measures, rates = _measures(on), _rates(on)
    asked: dict[str, Any] = {f"rows{number}": Count("pk", filter=each) for number, each in enumerate(measures.values())}  # fmt: skip
    for number, (below, above) in enumerate(rates.values()):
        asked[f"below{number}"] = Count("pk", filter=below)
        asked[f"above{number}"] = Count("pk", filter=below & above)
    found = _annotated(matters, on).aggregate(**asked)
    requests = DocumentRequest.objects.filter(document__matter__in=matters.order_by()).aggregate(
        asked=Count("pk", filter=_in_year("received_on", on)), answered=Count("pk", filter=_in_year("answered_on", on))
    )  # fmt: skip
    sums = [
        Measured(*way, on, requests.get(way[0], found[f"rows{number}"]), "件", found[f"rows{number}"], "")
        for number, way in enumerate(measures)
    ]
    shares = [
        Figure(*way, on, found[f"above{number}"], found[f"below{number}"], 0, "")
        for number, way in enumerate(rates)
    ]
    return Counted(tuple(sums), tuple(shares))


def rows_of(matters: QuerySet[Matter], way: Way, *, on: date) -> tuple[frozenset[int], frozenset[int]]:
    """The keys behind a figure of :func:`counted`: what stands above, and below; of a count nothing stands below."""
    rows = _annotated(matters, on)
    counts = _measures(on).get(way)
    if counts is not None:
        return frozenset(rows.filter(counts).values_list("pk", flat=True)), frozenset()
    below, above = _rates(on)[way]
    within = rows.filter(below)
    return frozenset(within.filter(above).values_list("pk", flat=True)), frozenset(within.values_list("pk", flat=True))  # fmt: skip


def _in_year(column: str, on: date) -> Q:
    return Q(**{f"{column}__year": on.year, f"{column}__lte": on})


def _measures(on: date) -> dict[Way, Q]:
    """Count and way of counting → what belongs to it."""
    issued = _issued(on)
    found = {
        "in_force": binding(on), "issued": issued, "reviewed_count": issued & Q(was_reviewed=True),
        "revised": _ended(State.REVISED, on), "repealed": _ended(State.REPEALED, on), "lapsed": _ended(State.LAPSED, on),
        "kept": _ended(State.KEPT, on), "filed": Q(filed_in_year=True), "corrected": Q(corrected_in_year=True), "evaluated": Q(evaluated_in_year=True),
        "asked": Q(asked_in_year=True), "answered": Q(answered_in_year=True),
    }  # fmt: skip
    return {(each.code, each.variant): found[each.code] for each in MEASURES}


def _rates(on: date) -> dict[Way, tuple[Q, Q]]:
    """Rate and definition → what stands below, and what of that is counted."""
    issued = _issued(on)
    to_file = issued & (Q(first_filed__isnull=False) | Q(file_by__lt=on))
    found = {
        "reviewed": (issued, Q(was_reviewed=True)),
        "fair": (issued & Q(business=True), Q(was_fair=True)),
        "filed": (to_file, Q(first_filed__isnull=False)),
        "filed_in_time": (to_file, Q(first_filed__lte=F("file_by"))),
        "filed_well": (to_file & Q(was_answered=True), Q(was_faulty=False)),
    }
    return {(each.code, each.variant): found[each.code] for each in RATES}


def _issued(on: date) -> Q:
    return _in_year("published_on", on) & Q(taken_over=False, continues__isnull=True)


def _ended(state: State, on: date) -> Q:
    return Q(matter__state=state) & _in_year("matter__ended_on", on)


def _annotated(matters: QuerySet[Matter], on: date) -> QuerySet[NormativeDocument]:
    """Of each document what was reviewed, filed, answered and asked by a day."""
    filings = DocumentFiling.objects.filter(document=OuterRef("pk"))
    answered = filings.filter(answered_on__lte=on)
    reviews = DocumentStep.objects.filter(document=OuterRef("pk"), on__lte=OuterRef("published_on"))
    asked = DocumentRequest.objects.filter(document=OuterRef("pk"))
    done = DocumentEvaluation.objects.filter(document=OuterRef("pk")).filter(_in_year("done_on", on))
    to_file = Clock.objects.filter(matter=OuterRef("pk"), code="file_up").order_by("pk")
    rows = NormativeDocument.objects.filter(matter__in=matters.order_by()).annotate(
        was_reviewed=Exists(reviews.filter(kind="legality", result="passed")),
        was_fair=Exists(reviews.filter(kind="competition", result__in=["passed", "excepted"])),
        first_filed=Subquery(filings.filter(on__lte=on).order_by("on").values("on")[:1]), file_by=Subquery(to_file.values("due")[:1]),
        filed_in_year=Exists(filings.filter(_in_year("on", on))), corrected_in_year=Exists(filings.filter(_in_year("corrected_on", on))),
        was_answered=Exists(answered), was_faulty=Exists(answered.exclude(answer="accepted")), evaluated_in_year=Exists(done),
        asked_in_year=Exists(asked.filter(_in_year("received_on", on))), answered_in_year=Exists(asked.filter(_in_year("answered_on", on))),
    )  # fmt: skip
    return rows.distinct()


def next_registration(on: date) -> str:
    """The registration number that follows the last of the year, in the same writing; the first of a year where there is none."""
    held = NormativeDocument.objects.filter(registered_on__year=on.year).order_by("registered_on", "pk")
    last = held.values_list("matter__number", flat=True).last()
    return next_number(last or "", f"{on.year}-001")


def next_draft(on: date) -> str:
    """The number that follows that of the last draft of the year."""
    held = NormativeDocument.objects.filter(matter__opened_on__year=on.year).exclude(draft_number="")
    last = held.order_by("pk").values_list("draft_number", flat=True).last()
    return next_number(last or "", f"起草{on.year}-001")
