"""Thirty offices over a year, in the tables: ten manners of working, each with four, eight and twelve items. Who should stand where is known before."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

import pytest

from luoshi_web.accounts.models import Holding, Office, Person, Post
from luoshi_web.accounts.selectors import actor_for
from luoshi_web.audit.actor import MACHINE
from luoshi_web.supervision.appraisal.facts import Window, collect
from luoshi_web.supervision.appraisal.invented import MANNERS as INVENTED
from luoshi_web.supervision.appraisal.invented import pays_silence
from luoshi_web.supervision.appraisal.rules import default_terms, read_rules
from luoshi_web.supervision.lights.run import run_day
from luoshi_web.supervision.models import (
    AppraisalRule,
    Check,
    Completion,
    Group,
    Item,
    Limit,
    Update,
    Verdict,
)
from luoshi_web.supervision.progress.periods import month_end
from luoshi_web.supervision.selectors.appraisal_trial import tried, tried_on_invented
from luoshi_web.supervision.services import appraisals as act
from luoshi_web.supervision.states import State
from tests.web.supervision.appraisal_before import terms_before

SIZES = (4, 8, 12)
TARGET = 1200
BEGINS, ENDS, AS_OF = date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 15)
DONE_BY, LATER = date(2026, 9, 30), date(2027, 1, 31)


class Manner(NamedTuple):
    """By quarters of the items, the first quarter being due at the end of September and the others after the year's end: ``pace`` is what is reached of what is due by the months, of
    each quarter; ``reports`` which months are reported; ``made_up`` the month from which those that lag have caught up.
    """

    name: str
    signs: int = 4
    pace: tuple[float, float, float, float] = (1, 1, 1, 1)
    reports: tuple[int, ...] = tuple(range(2, 13))
    made_up: int = 13
    done: str = "on_time"
    checked_false: bool = False


MANNERS = (
    Manner("everything in time"),
    Manner("a quarter signed for late", signs=3),
    Manner("a quarter far behind, made good in August", pace=(1, 1, 1, 0.4), made_up=8),
    Manner("half slightly below", pace=(1, 1, 0.94, 0.94)),
    Manner("one report a quarter", reports=(3, 6, 9, 11, 12)),
    Manner("half behind, all reported", pace=(1, 1, 0.8, 0.8)),
    Manner("a false report, late with what was due", done="late", checked_false=True, pace=(1, 1, 0.8, 0.8)),
    Manner("far behind, nothing finished, all reported", pace=(0.5, 0.5, 0.5, 0.5), done="overdue"),
    Manner("signs for all and is silent", reports=(), done="overdue"),
    Manner("does nothing at all", signs=0, reports=(), done="overdue"),
)  # fmt: skip
"""From the best to the worst, as a supervisor who watched them through the year would put them."""


def moment(day, hour=4):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)  # noon in Shanghai


@pytest.fixture
def year(district):
    """The year as their acts would have left it, and its lights as the nights ran them."""
    offices = []
    for number, manner in enumerate(MANNERS):
        for size in SIZES:
            offices.append((manner, size, _office(district, number, manner, size)))
    days = [*(date(2026, month, 6) for month in (3, 5, 8, 9, 11)), ENDS]
    for day in days:
        run_day(actor=MACHINE, day=day, at=moment(day, 12))
    group = Group.objects.create(year=2026, name="全部单位")
    group.offices.set([office for _, _, office in offices])
    return offices


def _office(district, number, manner, size):
    office = Office.objects.create(
        code=f"y{number}-{size}", name=f"{manner.name} {size}", kind="department", order=100 + number
    )
    post = Post.objects.create(office=office, title="局长", role="head", clearance=1)
    person = Person.objects.create_user(username=f"y{number}-{size}", password="x", name=f"甲{number}-{size}")
    Holding.objects.create(person=person, post=post, since=date(2024, 1, 1))
    quarter = size // 4
    items = Item.objects.bulk_create(
        Item(
            number=f"Y-{number}-{size}-{n}", year=2026, kind=Item.Kind.TARGET, title=f"新增学位{n}", quote="新增学位。", low=TARGET,
            original_low=TARGET, unit="个", bound="at_least", lead=post, office=office, leader=district.posts["leader"],
            due=DONE_BY if n < quarter else LATER, original_due=DONE_BY if n < quarter else LATER, state=State.ACTIVE,
            assigned_at=moment(date(2026, 1, 20)),
        )
        for n in range(size)
    )  # fmt: skip
    items = list(Item.objects.filter(office=office).order_by("id"))
    _signed(items, manner, quarter)
    Update.objects.bulk_create(_reports(items, manner, quarter, post, person))
    for item in items[:quarter]:
        _finished(item, manner, post, person)
    if manner.checked_false:
        supervisor = district.people["supervisor"]
        Check.objects.create(
            item=items[0], method="site", finding="false", on=date(2026, 10, 20), by=supervisor, at=moment(date(2026, 10, 20))
        )  # fmt: skip
        for item in items[:quarter]:
            claim = Completion.objects.create(
                item=item, post=post, by=person, at=moment(date(2026, 10, 9)), words="办结"
            )
            Verdict.objects.create(
                item=item, completion=claim, finding="unfit", words="未达到", by=supervisor, at=moment(date(2026, 10, 12))
            )  # fmt: skip
    return office


def _signed(items, manner, quarter):
    due = date(2026, 1, 27)
    for n, item in enumerate(items):
        in_time = n < manner.signs * quarter
        state = Limit.State.MET if in_time else Limit.State.MISSED if manner.signs else Limit.State.RUNNING
        on = None if state == Limit.State.RUNNING else due if in_time else due + timedelta(days=9)
        Limit.objects.create(
            item=item, kind=Limit.Kind.SIGN, began=date(2026, 1, 20), count=5, days=Limit.Days.WORKING, due=due, edition="t",
            sentence="", state=state, settled_on=on,
        )  # fmt: skip


def _reports(items, manner, quarter, post, person):
    """On the third day of the next month, for every month but the first, until the item was done."""
    for n, item in enumerate(items):
        last = (
            9
            if n < quarter and manner.done == "on_time"
            else 10
            if n < quarter and manner.done == "late"
            else 12
        )
        months = 9 if n < quarter else 13
        for month in range(2, last + 1):
            if month not in manner.reports:
                continue
            pace = (
                1 if month >= manner.made_up or (n < quarter and month >= last) else manner.pace[n // quarter]
            )
            value = min(Decimal(TARGET), Decimal(round(TARGET * month / months * pace)))
            period = month_end(date(2026, month, 1))
            yield Update(
                item=item, period=period, value=value, words="推进中", post=post, by=person, at=moment(period + timedelta(days=3))
            )  # fmt: skip


def _finished(item, manner, post, person):
    if manner.done == "overdue":
        return
    on = DONE_BY if manner.done == "on_time" else date(2026, 10, 25)
    Item.objects.filter(pk=item.pk).update(
        state=State.CLOSED_DONE, reported_at=moment(on), ended_at=moment(on + timedelta(days=10)), public_reason="已办结"
    )  # fmt: skip


def placed(appraisal):
    """The manners with the points of their three offices, from the best down."""
    found = {}
    for score in appraisal.scores.exclude(rank=None).select_related("office"):
        found.setdefault(score.office.name.rsplit(" ", 1)[0], []).append(score)
    return dict(sorted(found.items(), key=lambda one: -max(score.points for score in one[1])))


def scored(terms):
    AppraisalRule.objects.create(name="考评办法", in_force=BEGINS, terms=dict(terms))
    person = Person.objects.get(username="supervisor")
    post = Post.objects.get(office__short_name="督查室", title="主任")
    actor = actor_for(person, post, at=AS_OF)
    return act.open_appraisal(
        actor=actor, name="年度考评", year=2026, begins=BEGINS, ends=ENDS, at=moment(AS_OF)
    )


def test_the_order_that_anybody_would_have_given_comes_out(year):
    result = scored(default_terms())
    found = placed(result)
    assert list(found) == [manner.name for manner in MANNERS]
    best = [min(score.points for score in scores) for scores in found.values()]
    worst = [max(score.points for score in scores) for scores in found.values()]
    assert all(above > below for above, below in zip(best, worst[1:], strict=False))
    for name, scores in found.items():
        assert max(one.points for one in scores) - min(one.points for one in scores) <= Decimal("0.05"), name
    assert {score.grade for score in found["everything in time"]} == {"excellent"}
    for name in ("signs for all and is silent", "does nothing at all"):
        assert {score.grade for score in found[name]} == {"poor"}
        assert max(score.points for score in found[name]) < 40
    (group,) = tried(read_rules(default_terms()), begins=BEGINS, ends=ENDS, as_of=AS_OF).groups
    assert {str(row.name): row.standing.points for row in group.rows} == {
        score.office.name: score.points for score in result.scores.select_related("office")
    }
    assert group.rows[0].silence.points < 40 < group.rows[0].standing.points
    assert group.rows[-1].silence.points == group.rows[-1].standing.points


def test_rules_of_before_gave_silence_more_than_honest_work(year):
    """What the rules of before gave, they give: and why they are no longer the default."""
    found = placed(scored(terms_before()))
    quiet = max(score.points for score in found["does nothing at all"])
    honest = max(score.points for score in found["far behind, nothing finished, all reported"])
    assert quiet > honest
    assert quiet >= 85
    facts = collect(Window(BEGINS, ENDS, AS_OF), every="month", grace=10)
    silent = facts[next(office.pk for manner, size, office in year if manner is MANNERS[-1] and size == 8)]
    assert silent.parts["signed_share"] == (0, 8)  # limits that still run behind their day were never kept
    assert silent.parts["kept_share"] == (0, 8)
    assert silent.parts["report_share"] == (0, 8 * 11)
    assert silent.measures["schedule_share"] == 100  # silence is never red, and not on schedule


def test_the_invented_district_stands_in_its_order():
    trial = tried_on_invented(read_rules(default_terms()))
    (group,) = trial.groups
    assert len(group.rows) == 30
    names = [str(row.name) for row in group.rows]
    assert list(dict.fromkeys(names)) == [str(manner.name) for manner in INVENTED]
    for name in set(names):
        assert len({row.standing.points for row in group.rows if str(row.name) == name}) == 1
    assert all(
        sum(points or 0 for points in row.lines) == row.standing.points and row.silence.grade == "poor"
        for row in group.rows
    )


@pytest.mark.parametrize(("terms", "pays"), [(default_terms(), False), (terms_before(), True)])
def test_which_rules_pay_silence(terms, pays):
    assert pays_silence(read_rules(terms)) is pays
