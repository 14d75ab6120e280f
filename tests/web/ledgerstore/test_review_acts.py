"""Accept, correct, drop, split, merge, add and take back: what holds afterwards, what is kept, what is refused."""

from typing import Any

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.models import Entry, Report, Revision
from luoshi_web.ledgerstore.selectors.entries import (
    around,
    by_section,
    entries_to_split,
    first_open,
    open_of_section,
    progress,
)
from luoshi_web.ledgerstore.services.reshape import add_entry, merge, split
from luoshi_web.ledgerstore.services.review import accept, accept_many, correct, drop, reopen
from tests.web.conftest import NOW
from tests.web.review_reports import entry_with, reported


@pytest.fixture
def report(district) -> Report:
    return reported(district)


@pytest.fixture
def who(district) -> Any:
    return district.actor("supervisor")


def state(entry: Entry) -> str:
    return Entry.objects.get(pk=entry.pk).review


def unchanged_by(act: Any, code: str) -> None:
    """The act is refused with the code, and neither entries nor log know of it."""
    before = list(Entry.objects.order_by("pk").values()), Act.objects.count(), Revision.objects.count()
    with pytest.raises(Refusal) as refused:
        act()
    assert refused.value.code == code
    assert (
        list(Entry.objects.order_by("pk").values()),
        Act.objects.count(),
        Revision.objects.count(),
    ) == before


def test_accepting_leaves_the_reading_and_says_who(report, who, district):
    entry = entry_with(report, "固定资产投资")
    accept(actor=who, entry_id=entry.pk, version=0, at=NOW)
    entry.refresh_from_db()
    assert (entry.review, entry.reviewed_by, entry.reviewed_at, entry.version) == (
        "accepted",
        district.people["supervisor"],
        NOW,
        1,
    )
    assert entry.reading == entry.machine
    revision = entry.revisions.get()
    assert (revision.number, revision.deed, revision.by) == (1, "accept", district.people["supervisor"])
    act = Act.objects.order_by("-number").first()
    assert (act.verb, act.object_id) == ("entry.accept", entry.pk)
    unchanged_by(lambda: accept(actor=who, entry_id=entry.pk, at=NOW), "reviewed_already")


def test_of_two_who_review_the_same_entry_one_is_told(report, who, district):
    entry = entry_with(report, "固定资产投资")
    accept(actor=who, entry_id=entry.pk, version=0, at=NOW)
    other = district.actor("supervisor2")
    for act in (
        lambda: drop(actor=other, entry_id=entry.pk, reason="重复", version=0, at=NOW),
        lambda: correct(actor=other, entry_id=entry.pk, changes={"low": "8"}, version=0, at=NOW),
        lambda: split(actor=other, entry_id=entry.pk, pieces=["固定资产投资", "增长7%"], version=0, at=NOW),
        lambda: reopen(actor=other, entry_id=entry.pk, version=0, at=NOW),
        lambda: accept_many(actor=other, report=report, shown=[(entry.pk, 0)], at=NOW),
    ):
        unchanged_by(act, "changed_meanwhile")


def test_a_correction_stands_beside_the_machines_reading(report, who):
    entry = entry_with(report, "固定资产投资")
    correct(actor=who, entry_id=entry.pk, changes={"low": "8", "high": ""}, reason="原文为8%", at=NOW)
    entry.refresh_from_db()
    assert (entry.review, str(entry.low), entry.high) == ("corrected", "8.000000", None)
    assert (entry.machine["low"], entry.reading["low"]) == ("7", "8")
    revision = entry.revisions.get()
    assert (revision.before["low"], revision.after["low"], revision.reason) == ("7", "8", "原文为8%")
    assert '"fields":{"low":["7","8"]}' in Act.objects.order_by("-number").first().details
    unchanged_by(
        lambda: correct(actor=who, entry_id=entry.pk, changes={"low": "8", "high": ""}, at=NOW),
        "nothing_changed",
    )
    unchanged_by(lambda: correct(actor=who, entry_id=entry.pk, changes={"low": "x"}, at=NOW), "not_a_reading")


def test_correcting_back_to_the_machines_reading_is_accepting_it(report, who):
    entry = entry_with(report, "固定资产投资")
    correct(actor=who, entry_id=entry.pk, changes={"low": "8"}, at=NOW)
    correct(actor=who, entry_id=entry.pk, changes={"low": "7"}, at=NOW)
    assert state(entry) == "accepted"


def test_taking_a_correction_back_gives_the_reading_before_it(report, who):
    entry = entry_with(report, "固定资产投资")
    correct(actor=who, entry_id=entry.pk, changes={"low": "8"}, at=NOW)
    reopen(actor=who, entry_id=entry.pk, at=NOW)
    entry.refresh_from_db()
    assert (entry.review, entry.reading, str(entry.low), entry.reviewed_by) == (
        "open",
        entry.machine,
        "7.000000",
        None,
    )
    assert [r.deed for r in entry.revisions.all()] == ["correct", "reopen"]
    unchanged_by(lambda: reopen(actor=who, entry_id=entry.pk, at=NOW), "is_open")


def test_a_dropped_entry_says_why_and_can_come_back(report, who):
    entry = entry_with(report, "建设智慧城市运行中心")
    unchanged_by(lambda: drop(actor=who, entry_id=entry.pk, reason="  ", at=NOW), "reason_needed")
    drop(actor=who, entry_id=entry.pk, reason="nothing_to_hold", at=NOW)
    assert state(entry) == "dropped"
    assert entry not in entries_to_split(report)
    unchanged_by(lambda: drop(actor=who, entry_id=entry.pk, reason="重复", at=NOW), "not_standing")
    unchanged_by(
        lambda: correct(actor=who, entry_id=entry.pk, changes={"kind": "target"}, at=NOW), "not_standing"
    )
    reopen(actor=who, entry_id=entry.pk, at=NOW)
    assert state(entry) == "open"


def test_a_section_is_accepted_at_once_as_one_act(report, who):
    shown = open_of_section(report, "办好民生实事")
    acts = Act.objects.count()
    assert accept_many(actor=who, report=report, shown=shown, at=NOW) == len(shown) == 4
    assert Act.objects.count() == acts + 1
    assert Revision.objects.filter(deed="accept").count() == 4
    assert [(s.title, s.open) for s in by_section(report)] == [
        ("2025年工作回顾", 4), ("2026年主要预期目标", 4), ("建设现代产业", 3), ("办好民生实事", 0),
    ]  # fmt: skip


def test_many_are_accepted_all_or_none(report, who):
    shown = open_of_section(report, "办好民生实事")
    accept(actor=who, entry_id=shown[2][0], at=NOW)
    unchanged_by(lambda: accept_many(actor=who, report=report, shown=shown, at=NOW), "changed_meanwhile")
    unchanged_by(lambda: accept_many(actor=who, report=report, shown=[], at=NOW), "none_chosen")
    unchanged_by(
        lambda: accept_many(actor=who, report=report, shown=[(10**9, 0)], at=NOW), "changed_meanwhile"
    )


def test_a_split_makes_open_parts_that_are_read_by_themselves(report, who):
    whole = entry_with(report, "改造老旧小区")
    parts = split(actor=who, entry_id=whole.pk, pieces=["改造老旧", "小区26个"], at=NOW)
    assert state(whole) == "split"
    assert [(p.quote, p.review, p.came_from_id, p.section) for p in parts] == [
        ("改造老旧", "open", whole.pk, "办好民生实事"), ("小区26个", "open", whole.pk, "办好民生实事"),
    ]  # fmt: skip
    assert (parts[1].reading["low"], parts[1].unit, parts[1].machine) == ("26", "个", None)
    text = report.copies.get().text
    assert all(text[p.start : p.end] == p.quote for p in parts)
    order = list(Entry.objects.filter(report=report).order_by("order", "pk").values_list("quote", flat=True))
    assert order.index("改造老旧") == order.index(whole.quote) + 1
    assert set(parts) <= set(entries_to_split(report))
    assert whole not in entries_to_split(report)
    accept(actor=who, entry_id=parts[0].pk, at=NOW)
    assert state(parts[0]) == "accepted"


@pytest.mark.parametrize(
    ("pieces", "code"),
    [(["改造老旧小区26个"], "two_parts"), ([], "two_parts"), (["改造", "  "], "two_parts"), (["改造"] * 31, "two_parts"), (["改造", "新建学校"], "part_not_in_quote")],
)  # fmt: skip
def test_what_cannot_be_split(report, who, pieces, code):
    whole = entry_with(report, "改造老旧小区")
    unchanged_by(lambda: split(actor=who, entry_id=whole.pk, pieces=pieces, at=NOW), code)


def test_taking_a_split_back_drops_its_parts_and_theirs(report, who):
    whole = entry_with(report, "改造老旧小区")
    parts = split(actor=who, entry_id=whole.pk, pieces=["改造老旧小区", "26个"], at=NOW)
    below = split(actor=who, entry_id=parts[0].pk, pieces=["改造", "老旧小区"], at=NOW)
    reopen(actor=who, entry_id=whole.pk, at=NOW)
    assert state(whole) == "open"
    assert {state(e) for e in (*parts, *below)} == {"dropped"}
    unchanged_by(lambda: reopen(actor=who, entry_id=parts[1].pk, at=NOW), "whole_is_open")
    again = split(actor=who, entry_id=whole.pk, pieces=["改造老旧小区", "26个"], at=NOW)
    assert len({e.key for e in (*parts, *below, *again)}) == 6


def test_a_merge_leaves_one_with_the_whole_stretch(report, who):
    school, hospital = entry_with(report, "新建学校"), entry_with(report, "医院2所")
    merge(actor=who, into=school.pk, shown=[(school.pk, 0), (hospital.pk, 0)], at=NOW)
    school.refresh_from_db()
    hospital.refresh_from_db()
    assert (school.review, school.quote) == ("corrected", "新建学校3所、医院2所")
    assert (hospital.review, hospital.merged_into) == ("merged", school)
    assert school.machine["quote"] == "新建学校3所"
    assert hospital not in entries_to_split(report)
    assert {r.deed for r in Revision.objects.all()} == {"merge"}


@pytest.mark.parametrize("asked", ["school", "hospital"])
def test_taking_a_merge_back_opens_all_of_it_whichever_is_asked_for(report, who, asked):
    held = {"school": entry_with(report, "新建学校"), "hospital": entry_with(report, "医院2所")}
    before = {key: (e.quote, e.start, e.end, e.reading) for key, e in held.items()}
    merge(actor=who, into=held["school"].pk, shown=[(e.pk, 0) for e in held.values()], at=NOW)
    opened = reopen(actor=who, entry_id=held[asked].pk, at=NOW)
    assert opened == held["school"]
    for key, entry in held.items():
        entry.refresh_from_db()
        assert (entry.quote, entry.start, entry.end, entry.reading) == before[key]
        assert (entry.review, entry.merged_into) == ("open", None)


def test_what_cannot_be_merged(report, who):
    school, far = (
        entry_with(report, "新建学校"),
        entry_with(report, "完成375.1亿元", reading__measure="level"),
    )
    dropped = entry_with(report, "建设智慧城市运行中心")
    drop(actor=who, entry_id=dropped.pk, reason="重复", at=NOW)
    unchanged_by(lambda: merge(actor=who, into=school.pk, shown=[(school.pk, 0)], at=NOW), "two_to_merge")
    unchanged_by(
        lambda: merge(actor=who, into=school.pk, shown=[(far.pk, 0), (dropped.pk, 1)], at=NOW), "two_to_merge"
    )
    unchanged_by(
        lambda: merge(actor=who, into=school.pk, shown=[(school.pk, 0), (dropped.pk, 1)], at=NOW),
        "not_standing",
    )


def test_entries_far_apart_are_not_one(district, who):
    from tests.web.review_reports import long_report

    report = reported(district, long_report(60, 9000))
    first, last = report.entries.first(), report.entries.last()
    unchanged_by(
        lambda: merge(actor=who, into=first.pk, shown=[(first.pk, 0), (last.pk, 0)], at=NOW), "too_far_apart"
    )


def test_an_entry_that_the_machine_missed_is_added_open(report, who):
    made = add_entry(actor=who, report=report, quote="开工建设智慧城市", kind="target", at=NOW)
    text = report.copies.get().text
    assert text[made.start : made.end] == made.quote == "开工建设智慧城市"
    assert (made.review, made.machine, made.kind, made.section) == ("open", None, "target", "办好民生实事")
    assert made in entries_to_split(report)
    assert Act.objects.order_by("-number").first().verb == "entry.add"
    unchanged_by(
        lambda: add_entry(actor=who, report=report, quote="开工建设智慧城市", kind="task", at=NOW),
        "quote_known",
    )
    unchanged_by(
        lambda: add_entry(actor=who, report=report, quote="不在文中的话", kind="task", at=NOW),
        "quote_not_in_text",
    )
    unchanged_by(
        lambda: add_entry(actor=who, report=report, quote=text, kind="task", at=NOW), "quote_too_long"
    )
    unchanged_by(
        lambda: add_entry(actor=who, report=report, quote="新建学校", kind="wish", at=NOW), "not_a_kind"
    )


def test_what_a_split_hands_out_comes_in_reading_order_with_its_section(report, who):
    drop(actor=who, entry_id=entry_with(report, "建设智慧城市运行中心").pk, reason="重复", at=NOW)
    found = [(e.kind, e.section, e.quote[:6]) for e in entries_to_split(report)]
    assert found[0] == ("target", "2026年主要预期目标", "地区生产总值")
    assert found[-1] == ("target", "办好民生实事", "改造老旧小区")
    assert len(found) == 10


def test_how_far_the_review_has_come_and_what_is_next(report, who):
    entries = list(report.entries.order_by("order"))
    for entry in entries[:3]:
        accept(actor=who, entry_id=entry.pk, at=NOW)
    now = progress(report)
    assert (now.total, now.reviewed, now.open, now.reopened, now.done) == (15, 3, 12, 0, False)
    everything = Entry.objects.filter(report=report)
    assert first_open(everything) == entries[3]
    place = around(entries[1], everything)
    assert (place.previous, place.next, place.next_open) == (entries[0].pk, entries[2].pk, entries[3].pk)
    last = around(entries[-1], everything)
    assert (last.next, last.next_open, last.previous_open) == (None, entries[3].pk, entries[-2].pk)
