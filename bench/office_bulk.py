"""Every act on many things, on 500 of them, for bench/office.py: made as the services find them, acted on as the pages do it."""

import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.db import transaction
from openpyxl import load_workbook

from bench.office_data import NOW, report_of
from luoshi_web.accounts.models import Post
from luoshi_web.accounts.selectors import actor_for
from luoshi_web.audit.actor import Actor
from luoshi_web.ledgerstore.models import Entry
from luoshi_web.supervision.bulk.act import BulkAct, carry_out
from luoshi_web.supervision.bulk.entries import ACCEPT, DROP
from luoshi_web.supervision.bulk.items import ANSWER, AS_BEFORE, SIGN
from luoshi_web.supervision.bulk.rows import DUE, HELPERS, LEAD, LEADER, MERGE, TAKE_OUT
from luoshi_web.supervision.models import Item, Ladder, Update, Urge
from luoshi_web.supervision.services.limits_of_split import start_limits
from luoshi_web.supervision.services.month import take_month
from luoshi_web.supervision.services.split import draft_split
from luoshi_web.supervision.urging.ladder import default, read_terms
from luoshi_web.supervision.urging.run import ask_for_answer
from luoshi_web.supervision.workbooks.month import FIRST, WORDS, month_book

MANY = 500
SEPTEMBER, AUGUST, JULY = date(2026, 9, 30), date(2026, 8, 31), date(2026, 7, 31)


def seconds_of_acts() -> list[dict[str, Any]]:
    """Act → seconds for 500 things, of the clock and of the processor; an act that did not act on all of them is a fault of the bench."""
    unit = Post.objects.select_related("office").get(office__code="d0", role="head")
    items = _items(unit)
    actor = _actor(unit)
    found = [
        _timed(SIGN, actor, items, {}),
        _timed(AS_BEFORE, actor, _said_before(items, unit), {"period": AUGUST}),
        _timed(ANSWER, actor, _urged(items, unit), {"text": "已增派人手"}),
        _month(actor, items, unit),
    ]
    return found + _of_a_report()


def _of_a_report() -> list[dict[str, Any]]:
    """A report of more than 1,000 tasks: its entries reviewed, its rows given leads, helpers, days, merged and taken out."""
    office = _actor(Post.objects.get(role="supervision"))
    report = report_of(2 * MANY, name="第二区")
    every = list(report.entries.order_by("pk"))
    entries, others = every[:MANY], every[MANY:]
    found = [
        _timed(ACCEPT, office, entries, {}),
        _timed(DROP, office, others, {"reason": "重复"}),
    ]
    Entry.objects.filter(report=report).update(review="open", kind="task", low=None, high=None)
    split = draft_split(actor=office, report=report, kind="tasks", at=NOW)
    rows = list(split.items.order_by("order")[:MANY])
    heads = list(Post.objects.filter(role="head").select_related("office").order_by("pk")[50:53])
    second = Post.objects.get(office__code="r1", role="leader")
    other = Post.objects.create(office=second.office, title="副区长", role="leader", clearance=3)
    found += [
        _timed(LEAD, office, rows, {"lead": heads[0]}),
        _timed(HELPERS, office, rows, {"helpers": heads[1:], "beside": True}),
        _timed(LEADER, office, rows, {"leader": other}),
        _timed(DUE, office, rows, {"due": date(2026, 11, 30)}),
        _timed(MERGE, office, rows[: MERGE.most], {}),
    ]
    left = list(split.items.order_by("order")[:MANY])
    return [*found, _timed(TAKE_OUT, office, left, {})]


def _actor(post: Post) -> Actor:
    return actor_for(post.holdings.get().person, post, at=NOW.date())


def _timed(act: BulkAct, actor: Actor, things: Sequence[Any], values: dict[str, Any]) -> dict[str, Any]:
    model = type(things[0])
    chosen = list(model.objects.filter(pk__in=[thing.pk for thing in things]).values_list("pk", "version"))
    began, used = time.perf_counter(), time.process_time()
    outcome = carry_out(act, actor=actor, chosen=chosen, values=values, at=NOW)
    took = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - used}
    if outcome.left or outcome.gone:
        raise RuntimeError(f"{act.name} left {len(outcome.left)}: {outcome.left[:1]}")
    return {"act": act.name, "things": len(outcome.done), **took}


def _month(actor: Actor, items: list[Item], unit: Post) -> dict[str, Any]:
    """The workbook of a month with a row for each item, read, checked and reported."""
    now = list(Item.objects.filter(pk__in=[item.pk for item in items]).prefetch_related("further"))
    content = month_book(
        office=str(unit.office), code=unit.office.code, period=SEPTEMBER, items=now, last={}, at=NOW
    )
    book = load_workbook(BytesIO(content))
    for row in range(FIRST, FIRST + len(now)):
        book.worksheets[0].cell(row, WORDS + 1, "按计划推进")
    kept = BytesIO()
    book.save(kept)
    began, used = time.perf_counter(), time.process_time()
    taken = take_month(actor=actor, name="填报.xlsx", content=kept.getvalue(), at=NOW)
    took = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - used}
    if taken.faults:
        raise RuntimeError(f"the workbook of the month: {taken.faults[0]}")
    return {"act": "workbook of a month", "things": taken.reported, **took}


def _items(unit: Post) -> list[Item]:
    """To be signed for, with all their limits running."""
    actor = _actor(Post.objects.get(role="supervision"))
    assigned = NOW - timedelta(days=90)
    Item.objects.bulk_create(
        Item(
            number=f"2026-B-{n:04d}", year=2026, kind="task", order=n, title=f"建成第{n}处便民服务点", lead=unit, office_id=unit.office_id,
            leader=Post.objects.get(role="leader"), due=date(2026, 12, 31), original_due=date(2026, 12, 31), state="assigned", assigned_at=assigned,
        )
        for n in range(MANY)
    )  # fmt: skip
    items = list(Item.objects.filter(number__startswith="2026-B-").order_by("pk"))
    with transaction.atomic():
        for item in items:
            start_limits(item=item, actor=actor, at=NOW)
    return items


def _said_before(items: list[Item], unit: Post) -> list[Item]:
    person = unit.holdings.get().person_id
    Update.objects.bulk_create(
        Update(item=item, period=JULY, words="按计划推进", share=40, post=unit, by_id=person, at=NOW) for item in items
    )  # fmt: skip
    return items


def _urged(items: list[Item], unit: Post) -> list[Item]:
    ladder = Ladder.objects.first() or Ladder.objects.create(
        name="阶梯", in_force=date(2026, 1, 1), terms=default()["terms"]
    )
    terms = read_terms(ladder.terms)
    actor = _actor(Post.objects.get(role="supervision"))

    def send(item: Item) -> None:
        urge = Urge(
            item=item, rung=2, occasion="finish:b", ladder=ladder, office=unit.office, post=unit, on=NOW.date(),
            code="finish_near", inputs={"day": "2026-12-31", "days": 9},
        )  # fmt: skip
        ask_for_answer(urge, item, terms, day=NOW.date(), actor=actor, at=NOW)
        urge.save()

    _all(items, send)
    return items


def _all(items: list[Item], work: Callable[[Item], None]) -> None:
    with transaction.atomic():
        for item in items:
            work(item)
