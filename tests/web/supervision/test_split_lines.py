"""Rows of a draft by line and grade: the values of one line are one row, aims leave in one click."""

from decimal import Decimal

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.models import Entry, Review
from luoshi_web.supervision.selectors.splits import coverage
from luoshi_web.supervision.services.split import bring_back, draft_split
from luoshi_web.supervision.services.split_edit import edit_row, remove_aims, remove_row
from luoshi_web.supervision.services.split_shape import divide_row, requote
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
    assert "本行的其他内容" in page
    assert "3600" in page
    assert "3600" in client.get(f"/split/{row.split_id}/?words=新建小学").content.decode()


def aims_beside(district):
    """A report with an aim in the sentence of a deed, and one alone in its own."""
    more_offices(district)
    return store(with_words("推动产业提质增效，建成标准厂房。推动城市更有温度。"), district=district)


def test_an_aim_goes_with_the_row_of_its_sentence_and_stands_alone_elsewhere(district):
    report = aims_beside(district)
    Entry.objects.filter(quote__contains="推动").update(grade="aim")
    Entry.objects.filter(quote__contains="建成标准厂房").update(grade="deliverable")
    rows = {item.title: item for item in draft_of(report, district, "tasks").items.all()}
    host = next(item for title, item in rows.items() if "建成标准厂房" in title)
    assert "推动产业提质增效" in host.quote
    assert [entry.grade for entry in host.further.all()] == ["aim"]
    assert "推动产业提质增效" not in rows
    assert "推动城市更有温度" in rows


def test_the_grain_of_a_draft_is_a_line_a_sentence_or_a_measure(district):
    report = aims_beside(district)
    actor = district.actor("supervisor")
    by_line = draft_of(report, district, "tasks").items.count()
    split = draft_split(actor=actor, report=report, kind="tasks", grain="sentence", at=NOW)
    by_sentence = split.items.count()
    assert {item.quote.count("。") for item in split.items.all()} == {0}
    split = draft_split(actor=actor, report=report, kind="tasks", grain="measure", at=NOW)
    assert split.items.count() < by_sentence <= by_line
    assert any(item.further.count() > 1 for item in split.items.all())
    again = draft_of(report, district, "tasks")
    assert (again.grain, again.items.count()) == ("measure", split.items.count())
    back = draft_split(actor=actor, report=report, kind="tasks", grain="line", at=NOW)
    assert back.items.count() == by_line


def test_a_row_of_several_entries_is_divided_and_stays_so(schools, district):
    report, two = schools
    actor = district.actor("supervisor")
    split = draft_of(report, district)
    row = split.items.get(entry=two[0])
    made = divide_row(actor=actor, item_id=row.pk, version=row.version, at=NOW)
    assert {item.quote for item in made} == {two[0].quote, two[1].quote}
    again = draft_of(report, district)
    assert again.items.filter(entry__in=two).count() == 2
    with pytest.raises(Refusal) as refused:
        divide_row(actor=actor, item_id=row.pk, version=row.version + 1, at=NOW)
    assert refused.value.code == "row_is_whole"


def test_a_task_is_divided_by_pieces_of_its_quote(district):
    more_offices(district)
    actor = district.actor("supervisor")
    report = store(district=district)
    row = draft_of(report, district, "tasks").items.get(title="推进城市更新")
    common = {"actor": actor, "item_id": row.pk, "at": NOW}
    for pieces, code in ((["推进", "没有的话"], "part_not_in_row"), (["推进"], "row_is_whole")):
        with pytest.raises(Refusal) as refused:
            divide_row(version=row.version, pieces=pieces, **common)
        assert refused.value.code == code
    first, second = divide_row(version=row.version, pieces=["推进", "城市更新"], **common)
    assert (first.title, second.title, second.entry, second.lead) == ("推进", "城市更新", row.entry, row.lead)
    assert second.number != first.number
    assert draft_of(report, district, "tasks").items.filter(entry=row.entry).count() == 2
    remove_row(actor=actor, item_id=second.pk, version=second.version, at=NOW)
    assert not first.split.left_out.exists()  # the entry is held by the other part


def test_a_quote_is_stretched_and_shortened_in_the_reports_words_alone(district):
    more_offices(district)
    actor = district.actor("supervisor")
    report = store(district=district)
    row = draft_of(report, district, "tasks").items.get(title="推进城市更新")
    longer = "区发改局配合，推进城市更新"
    common = {"actor": actor, "item_id": row.pk, "at": NOW}
    item = requote(version=row.version, quote=longer, **common)
    assert (item.quote, item.title) == (longer, longer)
    held = next(s for s in coverage(report).sentences if "推进城市更新" in s.text)
    assert item.pk in held.items
    assert held.held >= len("区发改局配合推进城市更新")
    for quote in ("推进乡村更新", "举办就业招聘会", "", longer):
        with pytest.raises(Refusal) as refused:
            requote(version=item.version, quote=quote, **common)
        assert refused.value.code == ("row_is_so" if quote == longer else "quote_elsewhere")
    assert draft_of(report, district, "tasks").items.get(pk=row.pk).quote == longer
