"""A corrected copy: what keeps its review, what is opened again, what is lost and gained."""

from typing import Any

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.ledgerstore.models import Entry, Report
from luoshi_web.ledgerstore.selectors.entries import entries_to_split, progress
from luoshi_web.ledgerstore.services.reshape import add_entry, merge, split
from luoshi_web.ledgerstore.services.review import accept, accept_many, correct, drop
from tests.web.conftest import NOW
from tests.web.review_reports import SHORT, bring_in, entry_with, reported


@pytest.fixture
def report(district) -> Report:
    return reported(district)


@pytest.fixture
def who(district) -> Any:
    return district.actor("supervisor")


def accept_all(report: Report, who: Any) -> None:
    shown = list(report.entries.filter(review="open").values_list("pk", "version"))
    accept_many(actor=who, report=report, shown=shown, at=NOW)


def renewed(district: Any, report: Report, text: str, name: str = "更正稿.txt") -> Any:
    copy = bring_in(district, text, name=name, report=report)
    assert copy.state == "read"
    report.refresh_from_db()
    assert report.current == copy
    for entry in report.entries.exclude(review="lost"):
        assert entry.copy == copy
        assert copy.text[entry.start : entry.end] == entry.quote, entry
    return copy


MOVED = SHORT.replace("各位代表：\n现在", "各位代表、同志们：\n现在")


def test_what_only_moved_keeps_its_review(report, who, district):
    accept_all(report, who)
    before = {e.pk: (e.start, e.review, e.reviewed_at) for e in report.entries.all()}
    copy = renewed(district, report, MOVED)
    assert (copy.number, copy.diff["moved"], copy.diff["same"]) == (2, 15, 0)
    assert {e.pk: (e.start - 4, e.review, e.reviewed_at) for e in report.entries.all()} == before
    assert progress(report).open == 0


def test_only_what_changed_is_opened_again_with_the_reason(report, who, district):
    accept_all(report, who)
    copy = renewed(district, report, MOVED.replace("增长5.5%左右", "增长6%左右"))
    opened = list(report.entries.filter(review="open"))
    assert [(e.quote, e.reopened_for) for e in opened] == [
        ("地区生产总值增长6%左右", "changed:low,high,quote")
    ]
    assert (opened[0].reading["low"], opened[0].machine["low"]) == ("6", "6")
    assert (opened[0].reviewed_by, progress(report).reopened) == (None, 1)
    revision = opened[0].revisions.last()
    assert (revision.deed, revision.before["low"], revision.after["low"]) == ("renew", "5.5", "6")
    assert revision.by == copy.uploaded_by
    assert [(c["fields"]["low"]["old"], c["fields"]["low"]["new"]) for c in copy.diff["changed"]] == [
        ("5.5", "6")
    ]
    act = Act.objects.order_by("-number").first()
    assert act.verb == "copy.read"
    assert '"changed":1' in act.details
    assert '"reopened":1' in act.details


def test_a_correction_stays_where_the_machine_reads_the_same_and_gives_way_where_not(report, who, district):
    gdp, jobs = entry_with(report, "增长5.5%左右"), entry_with(report, "城镇新增就业8000人")
    correct(actor=who, entry_id=gdp.pk, changes={"subject": "全区生产总值"}, at=NOW)
    correct(actor=who, entry_id=jobs.pk, changes={"low": "9000"}, at=NOW)
    renewed(district, report, MOVED.replace("增长5.5%左右", "增长6%左右"))
    gdp.refresh_from_db()
    jobs.refresh_from_db()
    assert (gdp.review, gdp.subject, gdp.reading["low"]) == ("open", "全区生产总值", "6")
    assert (jobs.review, jobs.reading["low"], jobs.machine["low"]) == ("corrected", "9000", "8000")


def test_lost_entries_are_marked_and_gained_ones_are_open(report, who, district):
    accept_all(report, who)
    renewed(
        district,
        report,
        SHORT.replace("改造老旧小区26个。", "").replace("医院2所。", "医院2所。建设公园4座。"),
    )
    lost, gained = entry_with(report, "改造老旧小区"), entry_with(report, "公园4座")
    assert (lost.review, lost.reopened_for, lost.copy.number) == ("lost", "lost", 1)
    assert (gained.review, gained.section) == ("open", "办好民生实事")
    assert lost not in entries_to_split(report)
    assert (progress(report).total, progress(report).open) == (15, 1)
    order = list(report.entries.exclude(review="lost").order_by("order").values_list("start", flat=True))
    assert order == sorted(order)


def test_what_was_lost_and_comes_back_is_opened_again(report, who, district):
    accept_all(report, who)
    renewed(district, report, SHORT.replace("改造老旧小区26个。", ""))
    renewed(district, report, SHORT + "\n", name="再更正.txt")
    back = entry_with(report, "改造老旧小区")
    assert (back.review, back.reopened_for, back.copy.number) == ("open", "back", 3)
    assert progress(report).open == 1
    assert report.entries.count() == 15


def test_a_dropped_entry_that_did_not_change_stays_dropped(report, who, district):
    drop(actor=who, entry_id=entry_with(report, "建设智慧城市运行中心").pk, reason="重复", at=NOW)
    drop(actor=who, entry_id=entry_with(report, "改造老旧小区").pk, reason="重复", at=NOW)
    renewed(district, report, MOVED.replace("改造老旧小区26个", "改造老旧小区36个"))
    assert entry_with(report, "建设智慧城市运行中心").review == "dropped"
    assert (entry_with(report, "改造老旧小区").review, entry_with(report, "改造老旧小区").reading["low"]) == (
        "open",
        "36",
    )


def test_parts_and_added_entries_go_with_the_text(report, who, district):
    whole = entry_with(report, "改造老旧小区")
    parts = split(actor=who, entry_id=whole.pk, pieces=["改造老旧小区", "26个"], at=NOW)
    made = add_entry(actor=who, report=report, quote="开工建设智慧城市", kind="task", at=NOW)
    accept(actor=who, entry_id=parts[0].pk, at=NOW)
    renewed(district, report, MOVED)
    for entry, review in ((whole, "split"), (parts[0], "accepted"), (parts[1], "open"), (made, "open")):
        was = entry.start
        entry.refresh_from_db()
        assert (entry.review, entry.start - was) == (review, 4)
    order = list(
        report.entries.exclude(review="lost").order_by("order", "pk").values_list("quote", flat=True)
    )
    assert order.index("26个") == order.index(whole.quote) + 2
    assert order.index(made.quote) > order.index("26个")


def test_a_split_whose_whole_changed_is_opened_and_its_parts_are_lost(report, who, district):
    whole = entry_with(report, "改造老旧小区")
    parts = split(actor=who, entry_id=whole.pk, pieces=["改造老旧小区", "26个"], at=NOW)
    renewed(district, report, SHORT.replace("改造老旧小区26个", "改造老旧小区36个"))
    whole.refresh_from_db()
    assert (whole.review, whole.reopened_for) == ("open", "changed:low,high,quote")
    assert {Entry.objects.get(pk=p.pk).reopened_for for p in parts} == {"whole_changed"}
    assert {Entry.objects.get(pk=p.pk).review for p in parts} == {"lost"}


def test_a_merge_goes_with_the_text_and_opens_when_one_of_it_changed(report, who, district):
    school, hospital = entry_with(report, "新建学校"), entry_with(report, "医院2所")
    merge(actor=who, into=school.pk, shown=[(school.pk, 0), (hospital.pk, 0)], at=NOW)
    renewed(district, report, MOVED)
    school.refresh_from_db()
    assert (school.review, school.quote) == ("corrected", "新建学校3所、医院2所")
    renewed(district, report, MOVED.replace("医院2所", "医院5所"), name="再更正.txt")
    school.refresh_from_db()
    hospital.refresh_from_db()
    assert (school.review, hospital.review) == ("open", "merged")
    assert school.reopened_for in ("merged_changed", "quote_gone")


def test_a_merge_whose_target_is_lost_lets_the_others_go(report, who, district):
    school, hospital = entry_with(report, "新建学校"), entry_with(report, "医院2所")
    merge(actor=who, into=school.pk, shown=[(school.pk, 0), (hospital.pk, 0)], at=NOW)
    renewed(district, report, SHORT.replace("新建学校3所、医院2所", "建设医院2所"))
    school.refresh_from_db()
    hospital.refresh_from_db()
    assert (school.review, hospital.merged_into) == ("lost", None)
    assert hospital.review == "open"


def test_the_order_of_the_text_is_the_order_of_review(report, who, district):
    tail = "新招引亿元以上项目40个。"
    renewed(
        district, report, SHORT.replace(tail, "").replace("改造老旧小区26个。", f"改造老旧小区26个。{tail}")
    )
    starts = list(report.entries.exclude(review="lost").order_by("order").values_list("start", flat=True))
    assert starts == sorted(starts)
    assert {e.review for e in report.entries.all()} == {"open"}


def test_a_corrected_copy_of_another_place_waits_for_a_word(report, district):
    copy = bring_in(district, SHORT.replace("青川区", "南屏市"), name="别处.txt", report=report)
    assert copy.state == "doubtful"
    report.refresh_from_db()
    assert report.current.number == 1
