"""The draft from the ledger, drafted again, changed by people, and issued."""

import time
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from luoshi_web.accounts.models import Post
from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import took_away
from luoshi_web.ledgerstore.models import Entry, Review
from luoshi_web.supervision.models import Item, Limit, Split
from luoshi_web.supervision.selectors.splits import coverage, stale_rows, workload
from luoshi_web.supervision.services.split import bring_back, draft_split, issue_split
from luoshi_web.supervision.services.split_edit import edit_row, remove_row
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW
from tests.web.report_for_split import REPORT, more_offices, store
from tests.web.supervision.made import assign_rows

LATER = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)


@pytest.fixture
def report(district):
    more_offices(district)
    return store(district=district)


@pytest.fixture
def draft(district, report):
    def made(kind="tasks"):
        return draft_split(actor=district.actor("supervisor"), report=report, kind=kind, at=NOW)

    return made


def by_title(split):
    return {item.title: item for item in split.items.all()}


def test_targets_and_tasks_are_two_splits(draft, report):
    targets, tasks = draft("targets"), draft("tasks")
    assert {item.kind for item in targets.items.all()} == {"target"}
    assert {item.kind for item in tasks.items.all()} == {"task"}
    assert not set(targets.items.values_list("entry", flat=True)) & set(
        tasks.items.values_list("entry", flat=True)
    )
    assert targets.title == "青云区2026年政府工作报告主要指标分解表"
    assert report.splits.count() == 2


def test_a_row_has_all_that_the_table_shows(draft, district):
    rows = by_title(draft("targets"))
    row = rows["完成老旧小区改造40个"]
    assert row.number.startswith("2026-M-")
    assert (row.lead, row.office, row.leader) == (
        district.posts["head2"], district.offices["住建局"], district.posts["leader"],
    )  # fmt: skip
    assert (row.due, row.original_due) == (date(2026, 6, 30), date(2026, 6, 30))
    assert (row.low, row.original_low, row.unit, row.bound) == (Decimal(40), Decimal(40), "个", "exact")
    assert row.area == "聚力改善民生，建设幸福之城"
    assert list(row.milestones.values_list("due", "value")) == [
        (date(2026, 3, 31), Decimal(20)), (date(2026, 6, 30), Decimal(40)),
    ]  # fmt: skip


def test_a_rate_has_the_rate_at_every_quarter(draft):
    growth = by_title(draft("targets"))["地区生产总值增长5%左右"]
    assert growth.is_rate
    assert {m.value for m in growth.milestones.all()} == {Decimal(5)}
    assert growth.milestones.count() == 4


def test_entries_that_share_a_sentence_have_titles_of_their_own(draft):
    titles = set(by_title(draft("targets")))
    assert {"城镇居民人均可支配收入增长4.5%左右", "农村居民人均可支配收入增长5.5%左右"} <= titles


def test_the_sentence_names_lead_and_helpers(draft, district):
    row = by_title(draft())["推进城市更新"]
    assert row.office == district.offices["住建局"]
    assert [co.post.office for co in row.co_units.all()] == [district.offices["发改局"]]


def test_what_points_to_nobody_has_no_lead(draft):
    row = by_title(draft())["深入开展青云行动"]
    assert (row.lead, row.office, row.leader) == (None, None, None)


def test_last_years_results_are_no_rows(draft):
    assert not [title for title in by_title(draft("targets")) if "5.2" in title]


def test_drafting_records_one_act_each(draft):
    draft()
    draft()
    assert [act.verb for act in Act.objects.all()] == ["split.draft", "split.draft"]


def test_drafting_again_changes_nothing_by_itself(draft):
    before = list(draft().items.order_by("pk").values())
    assert list(draft().items.order_by("pk").values()) == before


def test_drafting_again_keeps_what_people_changed(draft, district):
    row = by_title(draft())["推进城市更新"]
    edit_row(
        actor=district.actor("supervisor"), item_id=row.pk, version=row.version, at=NOW, helpers=[],
        values={"title": "推进青云路片区更新", "lead": district.posts["head3"], "due": date(2026, 10, 31)},
    )  # fmt: skip
    split = draft()
    kept = split.items.get(pk=row.pk)
    assert (kept.title, kept.lead, kept.due) == (
        "推进青云路片区更新", district.posts["head3"], date(2026, 10, 31),
    )  # fmt: skip
    assert (kept.office, kept.leader) == (district.offices["教体局"], district.posts["leader2"])
    assert not kept.co_units.exists()
    assert split.items.filter(entry=row.entry_id).count() == 1


def test_drafting_again_renews_rows_that_nobody_touched(draft):
    row = by_title(draft())["推进城市更新"]
    Entry.objects.filter(pk=row.entry_id).update(quote="推进养老服务")
    again = draft().items.get(pk=row.pk)
    assert (again.title, again.number) == ("推进养老服务", row.number)


def test_rows_of_entries_that_left_the_ledger_go(draft):
    row = by_title(draft())["推进城市更新"]
    Entry.objects.filter(pk=row.entry_id).update(review=Review.DROPPED)
    assert "推进城市更新" not in by_title(draft())


def test_a_changed_row_whose_entry_left_is_kept_and_shown(draft, district):
    split = draft()
    row = by_title(split)["推进城市更新"]
    assign_rows(
        actor=district.actor("supervisor"), split_id=split.pk, item_ids=[row.pk], lead=district.posts["head"], at=NOW
    )  # fmt: skip
    Entry.objects.filter(pk=row.entry_id).update(review=Review.DROPPED)
    assert list(stale_rows(draft())) == [row]


def test_a_row_taken_out_stays_out_until_it_is_brought_back(draft, district):
    actor = district.actor("supervisor")
    row = by_title(draft())["推进城市更新"]
    remove_row(actor=actor, item_id=row.pk, version=row.version, at=NOW)
    split = draft()
    assert "推进城市更新" not in by_title(split)
    back = bring_back(actor=actor, split_id=split.pk, entry_id=row.entry_id, at=NOW)
    assert back.title == "推进城市更新"
    assert not split.left_out.exists()
    verbs = list(Act.objects.values_list("verb", flat=True))
    assert verbs == ["split.draft", "item.remove", "split.draft", "item.draft"]


def test_one_lead_for_many_rows_is_an_act_a_row(draft, district):
    split = draft()
    keys = list(split.items.values_list("pk", flat=True))
    count = assign_rows(
        actor=district.actor("supervisor"), split_id=split.pk, item_ids=keys, lead=district.posts["head"], at=NOW
    )  # fmt: skip
    assert count >= 4
    assert set(split.items.values_list("lead", "leader")) == {
        (district.posts["head"].pk, district.posts["leader"].pk)
    }
    assert Act.objects.filter(verb="item.edit").count() == count
    assert not split.items.filter(co_units__post__office=district.offices["发改局"]).exists()


def test_a_row_shown_before_another_change_is_refused(draft, district):
    row = by_title(draft())["推进城市更新"]
    changes = {
        "actor": district.actor("supervisor"),
        "item_id": row.pk,
        "version": 0,
        "helpers": [],
        "at": NOW,
    }
    edit_row(values={"title": "甲"}, **changes)
    acts = Act.objects.count()
    with pytest.raises(Refusal) as refusal:
        edit_row(values={"title": "乙"}, **changes)
    assert refusal.value.code == "changed_meanwhile"
    assert Item.objects.get(pk=row.pk).title == "甲"
    assert Act.objects.count() == acts


def complete(split, district):
    assign_rows(
        actor=district.actor("supervisor"), split_id=split.pk, at=NOW, lead=district.posts["head"],
        item_ids=list(split.items.filter(lead=None).values_list("pk", flat=True)),
    )  # fmt: skip


def issue(split, district, number="青政发〔2026〕3号"):
    return issue_split(actor=district.actor("supervisor"), split_id=split.pk, number=number, at=LATER)


@pytest.mark.parametrize(
    "code", ["split_incomplete", "split_without_number", "split_empty", "lead_not_cleared"]
)
def test_a_notice_that_cannot_go_out_changes_nothing(draft, district, code):
    split = draft()
    number = "青政发〔2026〕3号"
    if code != "split_incomplete":
        complete(split, district)
    if code == "split_without_number":
        number = " "
    if code == "split_empty":
        split.items.all().delete()
    if code == "lead_not_cleared":
        split.items.filter(pk=split.items.first().pk).update(secrecy=3)
    acts = Act.objects.count()
    with pytest.raises(Refusal) as refusal:
        issue(split, district, number)
    assert refusal.value.code == code
    assert str(refusal.value)
    assert not split.items.exclude(state=State.DRAFT).exists()
    assert (Act.objects.count(), Limit.objects.count()) == (acts, 0)
    split.refresh_from_db()
    assert split.state == Split.State.DRAFT


def test_a_row_without_due_date_holds_the_notice_back(draft, district):
    split = draft()
    complete(split, district)
    split.items.filter(pk=split.items.first().pk).update(due=None)
    with pytest.raises(Refusal) as refusal:
        issue(split, district)
    assert (refusal.value.code, refusal.value.values) == ("split_incomplete", {"count": 1})


def test_the_notice_assigns_everything_at_once(draft, district):
    split = draft()
    complete(split, district)
    issued = issue(split, district)
    assert (issued.state, issued.number, issued.issued_at) == ("issued", "青政发〔2026〕3号", LATER)
    items = list(split.items.all())
    assert {item.state for item in items} == {State.ASSIGNED}
    assert {item.assigned_at for item in items} == {LATER}
    limits = Limit.objects.filter(item__in=items)
    assert limits.filter(kind="sign").count() == limits.filter(kind="return").count() == len(items)
    # Thursday 12 March: three working days to sign end on Tuesday 17, five to return on Thursday 19.
    assert set(limits.exclude(kind="finish").values_list("kind", "due")) == {
        ("sign", date(2026, 3, 17)), ("return", date(2026, 3, 19)),
    }  # fmt: skip
    assert {limit.item_id: limit.due for limit in limits.filter(kind="finish")} == {
        item.pk: item.due for item in items
    }
    assert Act.objects.filter(verb="split.issue").count() == 1


def test_an_issued_split_is_drafted_no_more(draft, district):
    split = draft()
    complete(split, district)
    issue(split, district)
    row = split.items.first()
    acts = [
        lambda: draft(),
        lambda: issue(split, district),
        lambda: remove_row(actor=district.actor("supervisor"), item_id=row.pk, version=row.version, at=NOW),
        lambda: edit_row(
            actor=district.actor("supervisor"),
            item_id=row.pk,
            version=row.version,
            values={},
            helpers=[],
            at=NOW,
        ),
    ]
    before = Act.objects.count()
    for act in acts:
        with pytest.raises(Refusal):
            act()
    assert Act.objects.count() == before


def test_the_load_of_each_unit_before_the_notice(draft, district, make_item):
    targets, tasks = draft("targets"), draft("tasks")
    make_item(lead="head2")
    make_item(lead="head2", state=State.CLOSED_DONE)
    loads = {load.office: load for load in workload(year=2026, drafts=[targets, tasks])}
    housing = loads[district.offices["住建局"]]
    mine = Item.objects.filter(office=district.offices["住建局"], state=State.DRAFT)
    assert housing.drafted == mine.count() == housing.targets + housing.tasks
    assert sum(housing.quarters) + housing.later == housing.drafted
    assert housing.quarters[1] == 1  # 老旧小区, by the end of June
    assert housing.held == 1
    assert loads[district.offices["发改局"]].helps == 1
    assert None in loads


def test_coverage_says_what_nobody_holds(draft, report, district):
    assert coverage(report).share == 0
    draft("targets")
    draft("tasks")
    found = coverage(report)
    held = {s.text for s in found.sentences if s.items}
    assert any("新增学位2000个" in text for text in held)
    without = coverage(report).share
    Item.objects.filter(lead=None).update(lead=district.posts["head"], office=district.offices["发改局"])
    found = coverage(report)
    assert without < found.share  # a row that is nobody's holds nothing
    assert 75 < found.share <= 100
    assert coverage(report, drafts=False).share == 0
    row = Item.objects.get(title="深入开展青云行动")
    Item.objects.filter(pk=row.pk).delete()
    assert "深入开展青云行动。" in {s.text for s in coverage(report).unheld}


def large_report():
    """Three hundred tasks of an invented report, some with values and dates."""
    works = (
        "新建学校{n}所。", "改造老旧小区{n}个。", "6月底前，新改建农村公路{n}公里。", "推进第{n}批医共体建设。", "开展第{n}场招商活动。",
        "办好第{n}届青云文化节。", "治理第{n}段河道。", "发展第{n}批农民合作社。", "化解第{n}批信访积案。", "深入开展第{n}次行动。",
    )  # fmt: skip
    sentences = "\n".join(works[n % 10].format(n=n) for n in range(2, 302))
    return REPORT.replace("深入开展青云行动。", f"深入开展青云行动。\n{sentences}")


def test_three_hundred_entries_are_drafted_within_a_second(district, django_assert_max_num_queries):
    more_offices(district)
    report = store(large_report(), district=district, place="青云县")
    took_away(actor=district.actor("auditor"), at=NOW)  # the log of acts has begun
    began = time.process_time()  # the machine of a test may be busy with others
    with django_assert_max_num_queries(60):
        for kind in Split.Kind.values:
            draft_split(actor=district.actor("supervisor"), report=report, kind=kind, at=NOW)
    took = time.process_time() - began
    assert Item.objects.count() >= 300
    assert took < 1.0, took


def test_offices_without_a_head_are_not_suggested(draft, district):
    Post.objects.filter(office=district.offices["住建局"], role="head").update(active=False)
    assert by_title(draft("targets"))["完成老旧小区改造40个"].lead is None
