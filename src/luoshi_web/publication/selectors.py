"""Questions about releases."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from luoshi_web.accounts.models import Secrecy
from luoshi_web.audit.actor import Actor
from luoshi_web.ledgerstore.models import Report
from luoshi_web.publication.models import Handover, Release, State
from luoshi_web.supervision.models import Appraisal, Item, Split

Subject = Report | Split | Item | Appraisal

IN_FORCE = Q(released_at__isnull=False, superseded_by=None, withdrawn_at=None)
OPEN = Q(released_at=None, refused_at=None)


def in_force(subject: Subject) -> Release | None:
    """What is public of it. A corrected result of an appraisal takes the place of the one before."""
    own = Release.objects.filter(IN_FORCE, **{kind_of(subject).value: subject}).first()
    if own is None and isinstance(subject, Appraisal) and subject.supersedes is not None:
        return in_force(subject.supersedes)
    return own


def open_release(subject: Subject) -> Release | None:
    """What is proposed of it and not decided yet, or waits for its day."""
    return Release.objects.filter(OPEN, **{kind_of(subject).value: subject}).first()


def kind_of(subject: Subject) -> Release.Kind:
    return Release.Kind(str(subject._meta.model_name))


def name_of(subject: Subject) -> str:
    return subject.name if isinstance(subject, Appraisal) else str(subject)


def visible_to(actor: Actor) -> QuerySet[Release]:
    """The releases that a post may see, the latest first; ``stands`` is the code of their state."""
    return (
        Release.objects.filter(Q(item=None) | Q(item__secrecy__lte=actor.clearance))
        .annotate(stands=_STANDS)
        .select_related("item", "proposed_by", "checked_by", "approved_by")
        .order_by("-proposed_at", "-pk")
    )


_STANDS = Case(
    When(refused_at__isnull=False, then=Value(State.REFUSED.value)),
    When(withdrawn_at__isnull=False, then=Value(State.WITHDRAWN.value)),
    When(superseded_by__isnull=False, then=Value(State.SUPERSEDED.value)),
    When(released_at__isnull=False, then=Value(State.RELEASED.value)),
    When(approved_at__isnull=False, then=Value(State.EMBARGOED.value)),
    When(checked_at__isnull=False, then=Value(State.CHECKED.value)),
    default=Value(State.PROPOSED.value),
    output_field=CharField(),
)
"""As :attr:`Release.state`, for lists."""


def counted(actor: Actor) -> dict[str, int]:
    """How many releases stand where."""
    seen: Any = visible_to(actor)  # a column of :data:`_STANDS`, which no type knows of
    rows = seen.order_by().values("stands")
    return {row["stands"]: row["count"] for row in rows.annotate(count=Count("pk"))}


def no_longer_open() -> QuerySet[Release]:
    """Public, and of an item that is not open any more: somebody has to take it back."""
    return Release.objects.filter(IN_FORCE, item__secrecy__gt=Secrecy.OPEN).select_related("item")


def due_on(day: date) -> QuerySet[Release]:
    """Approved releases whose day has come, in the order of their approval: a report before what stands on it."""
    waiting = Release.objects.filter(OPEN, approved_at__isnull=False).filter(
        Q(not_before=None) | Q(not_before__lte=day)
    )
    return waiting.order_by(Case(When(kind="report", then=Value(0)), default=Value(1)), "approved_at", "pk")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something of the office that is not public as a whole, with what is known of its release."""

    kind: Release.Kind
    pk: int
    name: str
    public: Release | None
    open: Release | None


def candidates(actor: Actor) -> list[Candidate]:
    """Reports, splits that went out and published appraisals, the latest first, with where their release stands. Items are proposed from their list."""
    found: list[Candidate] = []
    reports = Report.objects.filter(current__isnull=False).order_by("-year", "place")
    splits = Split.objects.filter(state=Split.State.ISSUED).order_by("-year", "kind")
    appraisals = Appraisal.objects.filter(state=Appraisal.State.PUBLISHED).order_by("-ends", "-pk")
    for kind, subjects in (("report", reports), ("split", splits), ("appraisal", appraisals)):
        keys = [subject.pk for subject in subjects]
        public = {
            getattr(r, f"{kind}_id"): r for r in Release.objects.filter(IN_FORCE, **{f"{kind}__in": keys})
        }
        open_ = {getattr(r, f"{kind}_id"): r for r in Release.objects.filter(OPEN, **{f"{kind}__in": keys})}
        found += [
            Candidate(
                Release.Kind(kind), s.pk, name_of(s), public.get(s.pk), open_.get(s.pk)
            )
            for s in subjects
        ]  # fmt: skip
    return found


def history_of(release: Release) -> list[Release]:
    """Every release of the same thing, the latest first."""
    same = Release.objects.filter(**{release.kind: release.subject})
    return list(
        same.select_related("proposed_by", "checked_by", "approved_by", "withdrawn_by").order_by(
            F("proposed_at").desc(), "-pk"
        )
    )


def earlier_files(release: Release) -> list[tuple[Release, dict[str, Any]]]:
    """Files of an item's evidence that stood in a release before this one and are still public on the pages of earlier days, each with the latest such release; those of this release are none."""
    seen = {row["file"]["mark"] for row in release.content.get("evidence") or () if "file" in row}
    found: list[tuple[Release, dict[str, Any]]] = []
    if release.item_id is None:
        return found
    for one in Release.objects.filter(item=release.item_id, superseded_by__isnull=False).order_by("-number"):
        for row in one.content.get("evidence") or ():
            if "file" in row and row["file"]["mark"] not in seen:
                seen.add(row["file"]["mark"])
                found.append((one, row))
    return found


def not_told(at: datetime) -> QuerySet[Handover]:
    """What the portal was not told of yet, and what it would not do in the last thirty days, the latest first."""
    lately = Q(delivered_at__gte=at - timedelta(days=30)) & ~Q(refused="")
    return (
        Handover.objects.filter(Q(delivered_at=None) | lately).select_related("release__item").order_by("-pk")
    )


def waiting_for_portal() -> QuerySet[Handover]:
    """What the portal's own database has still to be told, in order. Nothing, where both lie in one."""
    return Handover.objects.filter(delivered_at=None).order_by("pk")
