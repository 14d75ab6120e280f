"""A district that is larger than any: items, progress and a log for bench/office.py, written in bulk past the services."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import connection, transaction

from luoshi_web.accounts.models import Charge, Holding, Office, Person, Post
from luoshi_web.audit.chain import FIELDS, GENESIS, digest_of, moment
from luoshi_web.audit.models import Act, Head
from luoshi_web.ledgerstore.models import Copy, Entry, Report
from luoshi_web.supervision.models import CoUnit, Item, Limit, Milestone, Update

TODAY = date(2026, 9, 15)
NOW = datetime(2026, 9, 15, 2, 0, tzinfo=UTC)
SINCE = date(2024, 1, 1)
QUARTERS = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31))
MONTHS = tuple(date(2026, month + 1, 1) - timedelta(1) for month in range(1, 9))
# How the items of a year stand in September, in hundredths
STATES = (
    ("active", 62), ("closed_done", 18), ("reported", 6), ("assigned", 5), ("returned", 2), ("closed_not_done", 3),
    ("withdrawn", 2), ("merged", 2),
)  # fmt: skip
_ROLES = (("督查室", "supervision"), ("区政府", "leader"), ("审计局", "auditor"))


def build(items: int, acts: int) -> dict[str, Person]:
    """Everything; returns somebody of each role by its name."""
    chance = random.Random(2026)
    with transaction.atomic():
        people, posts = people_of_a_district()
        _items(chance, posts, items)
    _log(chance, people["supervision"], items, acts)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return people


def people_of_a_district() -> tuple[dict[str, Person], list[Post]]:
    """Three offices of those who follow, and sixty that are followed."""
    people: dict[str, Person] = {}
    heads: list[Post] = []
    for order, (name, role) in enumerate(_ROLES):
        office = Office.objects.create(code=f"r{order}", name=name, kind="government", order=order)
        people[role] = _holder(office, role, role, 3)
    leader = Post.objects.get(role="leader")
    for number in range(60):
        office = Office.objects.create(
            code=f"d{number}", name=f"区第{number + 1}部门", short_name=f"{number + 1}部门", order=10 + number
        )
        for role in ("head", "officer"):
            people[role] = _holder(office, f"{role}{number}", role, 1)
        heads.append(Post.objects.get(office=office, role="head"))
        Charge.objects.create(post=leader, office=office, since=SINCE)
    return people, heads


def _holder(office: Office, username: str, role: str, clearance: int) -> Person:
    post = Post.objects.create(office=office, title=role, role=role, clearance=clearance)
    person = Person(username=username, name=username)
    person.set_unusable_password()
    person.save()
    Holding.objects.create(person=person, post=post, since=SINCE)
    return person


def _items(chance: random.Random, posts: list[Post], count: int) -> None:
    """Three in ten are targets with quarterly milestones; each item has up to eight monthly reports."""
    states = [state for state, share in STATES for _ in range(share)]
    leader = Post.objects.get(role="leader")
    made = []
    for number in range(count):
        post, target = chance.choice(posts), chance.random() < 0.3
        due = chance.choice(QUARTERS)
        state = chance.choice(states)
        ended = state in {"closed_done", "closed_not_done", "withdrawn", "merged"}
        low = Decimal(chance.randint(20, 900)) if target else None
        made.append(
            Item(
                number=f"2026-{number:06d}", year=2026, kind="target" if target else "task", order=number, area=f"第{number % 12 + 1}部分",
                title=f"{'新增' if target else '建成'}第{number}项便民实事", quote=f"新增第{number}项便民实事。", low=low, original_low=low,
                is_rate=target and chance.random() < 0.3, bound="at_least" if target else "", unit="个" if target else "",
                lead=post, office_id=post.office_id, leader=leader, due=due, original_due=due, state=state, assigned_at=NOW - timedelta(days=200),
                signed_at=NOW - timedelta(days=198), public_reason="已办结" if ended else "", ended_at=NOW - timedelta(days=9) if ended else None,
                secrecy=1 if number % 50 == 0 else 0,
                gap_light=chance.choice(("green", "green", "green", "yellow", "red", "grey")),
                time_light=chance.choice(("green", "green", "blue", "red")),
            )
        )  # fmt: skip
    Item.objects.bulk_create(made, batch_size=2000)
    kept = list(Item.objects.order_by("order").values_list("pk", "low", "lead_id", "is_rate"))
    in_bulk(
        CoUnit,
        (
            CoUnit(item_id=pk, post=chance.choice([p for p in posts[:9] if p.pk != lead]), order=0)
            for pk, _, lead, _ in kept[::2]
        ),
    )
    in_bulk(
        Milestone,
        (
            Milestone(item_id=pk, due=day, value=low if rate else low * (n + 1) / 4)
            for pk, low, _, rate in kept
            if low
            for n, day in enumerate(QUARTERS)
        ),
    )
    in_bulk(
        Limit,
        (
            Limit(
                item_id=pk,
                kind="finish",
                began=SINCE,
                count=365,
                days="calendar",
                due=date(2026, 12, 31),
                edition="-",
                sentence="-",
            )
            for pk, *_ in kept
        ),
    )
    person = Person.objects.get(username="officer0").pk
    in_bulk(Update, _updates(chance, kept, person))


def _updates(
    chance: random.Random, kept: list[tuple[int, Decimal | None, int, bool]], person: int
) -> Iterator[Update]:
    for pk, low, post, rate in kept:
        for number, month in enumerate(MONTHS[: chance.randint(0, 8)]):
            value = (
                None
                if low is None
                else (low if rate else low * (number + 1) / 12) * Decimal(chance.choice((7, 9, 10, 11))) / 10
            )
            at = datetime(month.year, month.month, month.day, 8, tzinfo=UTC) + timedelta(days=3)
            yield Update(
                item_id=pk, period=month, value=value, share=None if low is not None else Decimal(min(100, (number + 1) * 10)),
                words="按计划推进", post_id=post, by_id=person, at=at,
            )  # fmt: skip


def in_bulk(model: Any, rows: Iterator[Any]) -> None:
    held = []
    for row in rows:
        held.append(row)
        if len(held) == 5000:
            model.objects.bulk_create(held)
            held = []
    model.objects.bulk_create(held)


def _log(chance: random.Random, person: Person, items: int, acts: int) -> None:
    """A chain that holds, as ``record`` would have written it, in the database's quickest way."""
    columns = [*FIELDS, "digest"]
    previous, last = GENESIS, 0
    with transaction.atomic(), connection.cursor() as cursor:
        for start in range(1, acts + 1, 20_000):
            rows = []
            for number in range(start, min(start + 20_000, acts + 1)):
                at = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=80 * number)
                link = {
                    "number": number, "verb": "progress.report", "person_id": person.pk, "person": person.name, "post_id": 1, "post": "科员",
                    "office": "督查室", "role": "supervision", "object_kind": "item", "object_id": chance.randint(1, items), "object_name": "事项",
                    "details": "{}", "previous": previous,
                }  # fmt: skip
                previous = digest_of(link | {"at": moment(at)})
                rows.append([(link | {"at": at, "digest": previous})[name] for name in columns])
                last = number
            names = ", ".join(columns)
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY audit_act ({names}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                Act.objects.bulk_create(
                    [Act(**dict(zip(columns, row, strict=True))) for row in rows], batch_size=2000
                )
        Head.objects.update_or_create(pk=1, defaults={"number": last, "digest": previous})


WORKS = (
    "新建学校{n}所", "改造老旧小区{n}个", "新改建农村公路{n}公里", "推进第{n}批医共体建设", "开展第{n}场招商活动", "办好第{n}届文化节",
    "治理第{n}段河道", "发展第{n}批农民合作社", "化解第{n}批信访积案", "深入开展第{n}次行动",
)  # fmt: skip


def report_of(entries: int, name: str = "青云区") -> Report:
    """A reviewed report of so many invented tasks, three in ten with a value; its offices get names that say what they do."""
    for office, known_as in zip(
        Office.objects.filter(kind="department").order_by("order"),
        (
            "教育局",
            "住建局",
            "交通运输局",
            "卫健局",
            "投资促进局",
            "文旅局",
            "水利局",
            "农业农村局",
            "信访局",
        ),
        strict=False,
    ):
        Office.objects.filter(pk=office.pk).update(name=f"区{known_as}", short_name=known_as)
    quotes = [WORKS[n % len(WORKS)].format(n=n + 2) for n in range(entries)]
    text = "。".join(quotes)
    report = Report.objects.create(place=name, year=2026, title=f"{name}2026年政府工作报告")
    outline = [
        {
            "id": "s1",
            "parent": None,
            "label": "一、",
            "title": "重点工作",
            "role": "tasks",
            "span": [0, len(text)],
        }
    ]
    copy = Copy.objects.create(
        report=report, state=Copy.State.READ, filename="invented.txt", size=len(text), sha256=sha256(name.encode()).hexdigest(), text=text,
        ledger={"outline": outline}, uploaded_by=Person.objects.get(username="supervision"), uploaded_at=NOW,
    )  # fmt: skip
    Report.objects.filter(pk=report.pk).update(current=copy)
    place = 0
    made = []
    for order, quote in enumerate(quotes):
        valued = order % len(WORKS) < 3
        number = Decimal(order + 2) if valued else None
        unit = ("所", "个", "公里")[order % len(WORKS)] if valued else ""
        reading = {
            "section": "s1",
            "subject": quote,
            "measure": "count" if valued else None,
            "bound": "exact" if valued else None,
        }
        made.append(
            Entry(
                report=report, copy=copy, key=f"e{order}", order=order, reading=reading, kind="target" if valued else "task",
                section="重点工作", role="tasks", low=number, high=number, unit=unit, quote=quote, start=place, end=place + len(quote),
            )
        )  # fmt: skip
        place += len(quote) + 1
    Entry.objects.bulk_create(made, batch_size=200)
    return report
