"""Rows of a draft by line and grade: the values of one line are one row, aims leave in one click."""

from decimal import Decimal

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.models import Entry, Review
from luoshi_web.supervision.selectors.splits import coverage
from luoshi_web.supervision.services.split import bring_back, draft_split
from luoshi_web.supervision.services.split_edit import edit_row, remove_aims, remove_row
from tests.web.conftest import NOW
from tests.web.report_for_split import REPORT, more_offices, store
from tests.web.supervision.made import assign_rows


def with_words(*sentences):
    return REPORT.replace("深入开展青云行动。", f"深入开展青云行动。{''.join(sentences)}")


@pytest.fixture
def schools(district):
    """A line with two values, both of the library's reading; that they share it is set here, whatever the model says."""
    more_offices(district)
    report = store(with_words("新建小学3所，新增学位3600个。"), district=district)
    two = list(report.entries.filter(quote__in=["新建小学3所", "新增学位3600个"]).order_by("order"))
    Entry.objects.filter(pk__in=[entry.pk for entry in two]).update(line="l0123456789ab")
    return report, two


def draft_of(report, district, kind="targets"):
    return draft_split(actor=district.actor("supervisor"), report=report, kind=kind, at=NOW)


def test_the_values_of_one_line_make_one_row(schools, district):
    report, two = schools
    row = draft_of(report, district).items.get(title="新建小学3所，新增学位3600个")
    assert (row.entry, list(row.further.all())) == (two[0], [two[1]])
    assert (row.quote, row.low, row.unit) == ("新建小学3所，新增学位3600个", Decimal(3), "所")
    assert row.milestones.last().value == Decimal(3)
    again = draft_of(report, district)
    assert list(again.items.get(pk=row.pk).further.all()) == [two[1]]
    assert not again.items.filter(entry=two[1]).exists()


def test_a_row_of_two_values_leaves_and_comes_back_as_one(schools, district):
    report, two = schools
    actor = district.actor("supervisor")
    row = draft_of(report, district).items.get(entry=two[0])
    remove_row(actor=actor, item_id=row.pk, version=row.version, at=NOW)
    split = draft_of(report, district)
    assert not split.items.filter(entry__in=two).exists()
    back = bring_back(actor=actor, split_id=split.pk, entry_id=two[1].pk, at=NOW)
    assert (back.entry, list(back.further.all())) == (two[0], [two[1]])
    assert not split.left_out.exists()


def test_a_value_whose_row_people_changed_keeps_its_row(schools, district):
    report, two = schools
    Entry.objects.filter(pk=two[1].pk).update(line=None)
    split = draft_of(report, district)
    own = split.items.get(entry=two[1])
    assign_rows(
        actor=district.actor("supervisor"), split_id=split.pk, item_ids=[own.pk], lead=district.posts["head"], at=NOW
    )  # fmt: skip
    Entry.objects.filter(pk=two[1].pk).update(line="l0123456789ab")
    again = draft_of(report, district)
    assert again.items.get(entry=two[1]).pk == own.pk
    assert not again.items.get(entry=two[0]).further.exists()
    edit_row(
        actor=district.actor("supervisor"), item_id=again.items.get(entry=two[0]).pk, version=0, values={"title": "建学校"}, helpers=[], at=NOW,
    )  # fmt: skip
    assert {item.title for item in draft_of(report, district).items.filter(entry__in=two)} == {
        "建学校", "新增学位3600个",
    }  # fmt: skip


def test_a_row_holds_the_sentences_of_all_its_values(schools, district):
    report, two = schools
    row = draft_of(report, district).items.get(entry=two[0])
    other = report.entries.get(quote="一般公共预算收入20亿元")
    draft_of(report, district).items.filter(entry=other).delete()
    row.further.set([other])
    held = {sentence.text: sentence.items for sentence in coverage(report).sentences}
    assert [row.pk in items for text, items in held.items() if "新建小学3所" in text] == [True]
    assert [row.pk in items for text, items in held.items() if "一般公共预算收入20亿元" in text] == [True]


def test_a_further_value_that_leaves_the_ledger_leaves_the_row(schools, district):
    report, two = schools
    row = draft_of(report, district).items.get(entry=two[0])
    Entry.objects.filter(pk=two[1].pk).update(review=Review.DROPPED)
    again = draft_of(report, district).items.get(pk=row.pk)
    assert (again.title, again.further.count()) == ("新建小学3所", 0)


def test_main_targets_and_indicators_have_a_row_each_whatever_their_line(district):
    more_offices(district)
    report = store(district=district)
    report.entries.filter(kind="target").update(line="l0123456789ab")
    titles = set(draft_of(report, district).items.values_list("title", flat=True))
    assert {"城镇居民人均可支配收入增长4.5%左右", "农村居民人均可支配收入增长5.5%左右"} <= titles
    assert "地区生产总值增长5%左右" in titles


def test_aims_leave_the_draft_in_one_act_and_can_come_back(district):
    more_offices(district)
    actor = district.actor("supervisor")
    report = store(with_words("推动经济高质量发展。推动城市更有温度。推动治理更加精细。"), district=district)
    split = draft_of(report, district, "tasks")
    changed = split.items.get(title="推动治理更加精细")
    assign_rows(actor=actor, split_id=split.pk, item_ids=[changed.pk], lead=district.posts["head"], at=NOW)
    before = split.items.count()
    assert remove_aims(actor=actor, split_id=split.pk, at=NOW) == 2
    assert (split.items.count(), split.left_out.count()) == (before - 2, 2)
    assert set(split.items.filter(entry__grade="aim")) == {changed}
    act = Act.objects.order_by("-number").first()
    assert (act.verb, act.object_id, "推动城市更有温度" in act.details) == ("item.remove", split.pk, True)
    assert draft_of(report, district, "tasks").items.count() == before - 2
    with pytest.raises(Refusal) as refused:
        remove_aims(actor=actor, split_id=split.pk, at=NOW)
    assert refused.value.code == "no_aims"
    entry = split.left_out.first()
    assert bring_back(actor=actor, split_id=split.pk, entry_id=entry.pk, at=NOW).entry == entry


def test_aims_are_shown_narrowed_to_and_taken_out_from_the_table(district):
    more_offices(district)
    report = store(with_words("推动经济高质量发展。推动城市更有温度。"), district=district)
    split = draft_of(report, district, "tasks")
    client = district.client("supervisor")
    at = f"/split/{split.pk}/"
    page = client.get(at).content.decode()
    assert ("有2行只写愿望" in page, f'action="{at}aims/"' in page) == (True, True)
    aims = {item.title for item in client.get(f"{at}?grade=aim").context["page"]}
    assert aims == {"推动经济高质量发展", "推动城市更有温度"}
    assert "举办就业招聘会" in {item.title for item in client.get(f"{at}?grade=deliverable").context["page"]}
    page = client.post(f"{at}aims/", follow=True).content.decode()
    assert ("已移出2行愿景类事项。" in page, "只写愿望，没有可以" in page) == (True, False)
    acts = Act.objects.count()
    client.post(f"{at}aims/")
    assert Act.objects.count() == acts


def test_the_page_of_a_row_names_its_further_values(schools, district):
    report, two = schools
    row = draft_of(report, district).items.get(entry=two[0])
    client = district.client("supervisor")
    page = client.get(f"/split/rows/{row.pk}/").content.decode()
    assert "同一事项的其他数值" in page
    assert "3600" in page
    assert "3600" in client.get(f"/split/{row.split_id}/?words=新建小学").content.decode()
