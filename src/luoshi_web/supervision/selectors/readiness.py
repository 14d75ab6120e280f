"""What an installation still lacks before it can follow up a report: asked of what is there, so that setting up can be left and taken up anywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from luoshi_web.accounts.models import Office, Person, Post, Role
from luoshi_web.accounts.selectors import holdings_on, offices_without_leader
from luoshi_web.accounts.separation import separation
from luoshi_web.jobs.models import Run, Worker
from luoshi_web.ledgerstore.models import Copy, Entry
from luoshi_web.ledgerstore.models.entry import Review
from luoshi_web.supervision.clocks.office import the_calendar
from luoshi_web.supervision.models import Item, Split
from luoshi_web.supervision.selectors.appraisals import rule_in_force
from luoshi_web.supervision.states import State
from luoshi_web.workdays.local import LocalDaysError


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing, by its code, and how many."""

    code: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """One step of setting up: ``there`` counts what is there already, ``lacks`` is empty where nothing is missing."""

    code: str
    there: int
    lacks: tuple[Lack, ...]


def steps(*, day: date) -> tuple[Step, ...]:
    """Every step in the order in which an office is set up."""
    return (
        _offices(), _administrators(day), _posts(day), _leaders(day), _people(), _calendar(day), _rules(day), _report(), _work(),
    )  # fmt: skip


def issued_yet() -> bool:
    """Whether any item was ever given out: before that no page may say that all is well."""
    return Item.objects.exclude(state=State.DRAFT).exists()


def _step(code: str, there: int, lacks: Iterator[Lack]) -> Step:
    return Step(code, there, tuple(lacks))


def _offices() -> Step:
    governed = Office.objects.filter(active=True).exclude(kind=Office.Kind.GOVERNMENT).count()

    def lacks() -> Iterator[Lack]:
        if not governed:
            yield Lack("no_unit")

    return _step("offices", Office.objects.filter(active=True).count(), lacks())


def _administrators(day: date) -> Step:
    """三员分立; what the settings own up to is not missing."""
    stands = separation(at=day)

    def lacks() -> Iterator[Lack]:
        yield from (Lack(f"no_{role}") for role in stands.wanting)
        if stands.undue:
            yield Lack("two_in_one", stands.undue)

    return _step("administrators", sum(len(names) for names in stands.holders.values()), lacks())


def _posts(day: date) -> Step:
    held = holdings_on(day)
    posts = Post.objects.filter(active=True, office__active=True)
    supervise = held.filter(post__role=Role.SUPERVISION, post__active=True)
    supervisors = supervise.values("person").distinct().count()
    heads = posts.filter(Exists(held.filter(post=OuterRef("pk"))), role=Role.HEAD)
    headless = (
        Office.objects.filter(active=True)
        .exclude(kind=Office.Kind.GOVERNMENT)
        .exclude(pk__in=heads.values("office"))
    )  # fmt: skip

    def lacks() -> Iterator[Lack]:
        if supervisors < 2:  # who verifies does not sign off
            yield Lack("supervisors", 2 - supervisors)
        if count := headless.count():
            yield Lack("headless", count)

    return _step("posts", posts.count(), lacks())


def _leaders(day: date) -> Step:
    leaders = Post.objects.filter(role=Role.LEADER, active=True)
    chiefs = holdings_on(day).filter(post__chief=True, post__active=True)

    def lacks() -> Iterator[Lack]:
        if not chiefs.exists():
            yield Lack("no_chief")
        if count := offices_without_leader(at=day).count():
            yield Lack("without_leader", count)

    return _step("leaders", leaders.count(), lacks())


def _people() -> Step:
    people = Person.objects.filter(is_active=True)
    return _step(
        "people",
        people.count(),
        (
            Lack("given_password", count)
            for count in [people.filter(must_change_password=True).count()]
            if count
        ),
    )


def _calendar(day: date) -> Step:
    try:
        known = the_calendar().announced(day.year)
        lacks = [] if known else [Lack("not_announced", day.year)]
    except LocalDaysError:
        lacks = [Lack("days_faulty")]
    return _step("calendar", day.year, iter(lacks))


def _rules(day: date) -> Step:
    rule = rule_in_force(day)
    return _step("rules", int(rule is not None), iter(() if rule else (Lack("no_appraisal_rules"),)))


def _report() -> Step:
    read = Copy.objects.filter(state=Copy.State.READ)
    issued = Split.objects.filter(state=Split.State.ISSUED)

    def lacks() -> Iterator[Lack]:
        if not read.exists():
            yield Lack("no_report")
        elif not issued.exists():
            if count := Entry.objects.filter(review=Review.OPEN).count():
                yield Lack("to_review", count)
            yield Lack("no_split")

    return _step("report", read.count(), lacks())


def _work() -> Step:
    def lacks() -> Iterator[Lack]:
        if not Worker.objects.exists():
            yield Lack("no_worker")
        if not Run.objects.exclude(state=Run.State.WAITING).exists():
            yield Lack("no_night")

    return _step("work", Run.objects.count(), lacks())
