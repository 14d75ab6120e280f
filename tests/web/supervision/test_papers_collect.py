"""What papers collect from the database, as of a day, and what is kept when one is issued."""

import hashlib
import io
import json
from datetime import date, timedelta
from decimal import Decimal

import docx
import pytest
from django.utils.translation import override

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.models import Copy, Entry, Report
from luoshi_web.supervision.appraisal.rules import default_terms
from luoshi_web.supervision.models import (
    Appraisal,
    AppraisalRule,
    Group,
    Item,
    Light,
    LightRule,
    Milestone,
    Paper,
    Score,
    ScoreLine,
    Split,
    Update,
)
from luoshi_web.supervision.papers import appraisal, bulletin, notice, press, split
from luoshi_web.supervision.papers.content import digest, from_json, spans
from luoshi_web.supervision.papers.files import file_of
from luoshi_web.supervision.progress.periods import month_end
from luoshi_web.supervision.selectors.papers import papers_for
from luoshi_web.supervision.services.papers import issue
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW, TODAY
from tests.web.supervision.made import urged

AT = {"on": TODAY, "secrecy": 0, "issuer": "云溪区人民政府督查室"}


@pytest.fixture
def make_split(district):
    def make(kind="tasks", state="issued"):
        report = Report.objects.create(place="云溪区", year=2026, title="报告")
        return Split.objects.create(
            report=report, kind=kind, year=2026, title="分解", state=state, drafted_at=NOW
        )

    return make


@pytest.fixture
def light(db):
    rule = LightRule.objects.create(kind="gap", name="规则", in_force=date(2026, 1, 1), terms={})

    def show(item, colour, reason="", since=date(2026, 3, 1), until=None, **inputs):
        return Light.objects.create(
            item=item, kind="gap", colour=colour, reason=reason, since=since, until=until, rule=rule, inputs=inputs
        )  # fmt: skip

    return show


def report(item, district, words, *, period=date(2026, 2, 28), at=NOW, **columns):
    return Update.objects.create(
        item=item, period=period, words=words, at=at, post=item.lead, by=district.people["officer"], **columns
    )


def cells(collected, table=0):
    given = collected.content.tables[table]
    return [dict(zip((column.name for column in given.columns), row, strict=True)) for row in given.rows]


def test_a_split_of_tasks_names_who_answers(district, make_item, make_split):
    item = make_item(
        split=make_split(), helpers=("head2", "head3"), area="民生", content="选址并建成", order=1
    )
    Milestone.objects.create(item=item, due=date(2026, 6, 30), words="开工")
    (row,) = cells(split.collect(split=item.split, **AT))
    assert row == {
        "序号": "1",
        "领域": "民生",
        "报告原文": item.quote,
        "具体工作内容": "选址并建成",
        "牵头领导": "区政府副区长",
        "牵头单位": "区发展和改革局",
        "配合单位": "住建局、教体局",
        "责任岗位": "局长",
        "季度节点目标": "6月底：开工",
        "完成时限": "12月底",
        "备注": "",
    }


def test_a_split_of_targets_says_what_is_to_be_reached_and_what_was_first_promised(make_item, make_split):
    make_item(
        split=make_split("targets"), kind="target", low=Decimal("5"), original_low=Decimal("5.5"), unit="%",
        bound="about", due=date(2026, 12, 31), original_due=date(2026, 6, 30),
    )  # fmt: skip
    (row,) = cells(split.collect(split=Split.objects.get(), **AT))
    assert row["目标值"] == "5%左右"
    assert row["备注"] == "原定2026年6月30日；原目标5.5%左右"


@pytest.fixture
def drafted(district, make_item, make_split):
    """Two rows of one sentence, the first with further values of its line, and one that is a sentence by itself."""
    split = make_split("targets")
    text = "坚持招商为先，新招引超亿元项目100个，其中超10亿元18个，开工项目60个。建成泵站6座。"
    copy = Copy.objects.create(
        report=split.report, filename="报告.txt", size=1, sha256="0" * 64, text=text, uploaded_by=district.people["supervisor"], uploaded_at=NOW
    )  # fmt: skip
    entries = {}
    for order, (quote, low, unit, scope, subject) in enumerate(
        (("新招引超亿元项目100个", 100, "个", "", "超亿元项目"), ("其中超10亿元18个", 18, "个", "", "超10亿元"), ("开工项目60个", 60, "个", "", "开工项目"), ("建成泵站6座", 6, "座", "", "泵站"))
    ):  # fmt: skip
        start = text.index(quote)
        entries[quote] = Entry.objects.create(
            report=split.report, copy=copy, key=f"e{order}", order=order, kind="target", low=low, high=None, unit=unit, quote=quote, start=start,
            end=start + len(quote), reading={"subject": subject, "scope": scope, "bound": "exact"},
        )  # fmt: skip
    rows = []
    for quote, further in (
        ("新招引超亿元项目100个", "其中超10亿元18个"),
        ("开工项目60个", None),
        ("建成泵站6座", None),
    ):
        entry = entries[quote]
        item = make_item(
            split=split, kind="target", entry=entry, low=entry.low, unit=entry.unit, title=quote, quote=quote, leader=None, area="招商",
            order=entry.order,
        )  # fmt: skip
        if further:
            item.further.add(entries[further])
        rows.append(item)
    return rows


def test_further_values_of_a_line_stand_in_the_target_column(drafted):
    rows = cells(split.collect(split=Split.objects.get(), **AT))
    assert [row["目标值"] for row in rows] == ["100个；超10亿元18个", "60个", "6座"]


def test_leaders_and_milestones_are_filled_where_nobody_wrote_them(drafted):
    for month, value in ((3, 25), (6, 50), (9, 75), (12, 100)):
        Milestone.objects.create(item=drafted[0], due=month_end(date(2026, month, 1)), value=value)
    rows = cells(split.collect(split=Split.objects.get(), **AT))
    assert [row["季度节点目标"] for row in rows] == [
        "3、6、9、12月底：\n25、50、75、100个",
        "12月底：完成",
        "12月底：完成",
    ]
    assert {row["牵头领导"] for row in rows} == {"区政府副区长"}  # in charge of the lead office that day


def test_a_split_of_tasks_has_the_sentence_beside_what_is_to_be_done(drafted):
    Split.objects.update(kind="tasks")
    made = split.collect(split=Split.objects.get(), **AT)
    rows = cells(made)
    whole = "坚持招商为先，新招引超亿元项目100个，其中超10亿元18个，开工项目60个"
    assert [row["报告原文"] for row in rows] == [whole, whole, "建成泵站6座"]
    assert [row["具体工作内容"] for row in rows] == ["新招引超亿元项目100个", "开工项目60个", "同左"]
    (table,) = made.content.tables
    place = [column.code for column in table.columns].index("sentence")
    assert {key: rows for key, rows in spans(table).items() if key[1] == place} == {
        (0, place): 2,
        (1, place): 0,
    }


def test_merged_items_and_those_above_the_papers_secrecy_are_not_in_it(make_item, make_split):
    whole = make_split()
    make_item(split=whole, title="公开事项")
    make_item(split=whole, title="秘密事项", secrecy=2)
    make_item(split=whole, state=State.MERGED)
    open_paper = split.collect(split=whole, **AT)
    assert (len(cells(open_paper)), open_paper.left_out, open_paper.content.secrecy) == (1, 1, 0)
    secret = split.collect(split=whole, **AT | {"secrecy": 3})
    assert (len(cells(secret)), secret.left_out, secret.content.secrecy) == (2, 0, 2)


def test_no_person_but_a_leader_is_named_and_no_telephone(district, make_item, make_split):
    district.people["head"].name = "张某某"
    district.people["head"].save()
    make_item(split=make_split())
    said = json.dumps(cells(split.collect(split=Split.objects.get(), **AT)), ensure_ascii=False)
    assert "张某某" not in said
    assert "example.test" not in said


def test_a_notice_goes_to_one_office(district, make_item):
    mine, theirs = make_item(lead="head"), make_item(lead="head2")
    for items, code in (
        (Item.objects.all(), "paper_of_several_offices"),
        (Item.objects.none(), "paper_without_items"),
    ):
        with pytest.raises(Refusal) as refused:
            notice.collect(items=items, **AT)
        assert refused.value.code == code
    made = notice.collect(items=Item.objects.filter(pk=mine.pk), words="每周报送。", **AT)
    assert (made.office_id, made.item_ids) == (mine.office_id, (mine.pk,))
    said = [block.words for block in made.content.sections[0].blocks if hasattr(block, "words")]
    assert said[0] == "区发展和改革局："
    assert "5．每周报送。" in said
    assert theirs.pk not in made.item_ids


def test_a_pressing_notice_speaks_of_what_was_urged_and_not_answered(district, make_item):
    late, answered, reminded, ended = (make_item() for _ in range(4))
    urged(late, on=date(2026, 3, 2))
    urged(late, on=date(2026, 3, 6), rung=3)
    urged(answered, on=date(2026, 3, 2), answered_at=NOW)
    urged(reminded, on=date(2026, 3, 2), rung=1)
    urged(ended, on=date(2026, 3, 2))
    Item.objects.filter(pk=ended.pk).update(state="withdrawn", public_reason="撤销")
    (row,) = cells(press.collect(office=district.offices["发改局"], **AT))
    assert (row["编号"], row["督促方式"], row["督促日期"]) == (late.number, "督办", "2026年3月6日")
    with pytest.raises(Refusal):
        press.collect(office=district.offices["住建局"], **AT)


def test_a_bulletin_counts_and_lists_each_laggard_with_its_reason(district, make_item, light):
    done = make_item(state=State.CLOSED_DONE, lead="head")
    ahead, on, late, unknown = make_item(), make_item(lead="head2"), make_item(lead="head2"), make_item()
    light(make_item(), "green", "near_schedule", gap="2")
    light(ahead, "green", gap="-12.5")
    light(on, "green", gap="-2")
    light(late, "red", gap="40")
    light(unknown, "grey")
    report(late, district, "未开工", problems="用地未批", next_steps="上会研究")
    make_item(state=State.DRAFT)
    make_item(state=State.WITHDRAWN)
    make_item(parent=done)
    made = bulletin.collect(year=2026, **AT)
    sums = cells(made)[-1]
    assert sums == {
        "序号": "", "牵头单位": "合计", "事项数": "6", "已完成": "1", "超进度": "1", "达进度": "1", "略低于序时进度": "1", "欠进度": "1",
        "其他": "1", "达序时率": "60.0%",
    }  # fmt: skip
    (named,), (laggard,) = cells(made, 1), cells(made, 2)
    assert named["目标任务"] == laggard["目标任务"] == late.quote
    assert (laggard["存在问题"], laggard["下一步措施"]) == ("用地未批", "上会研究")


def test_a_bulletin_of_a_past_day_knows_only_what_was_known_then(district, make_item, light):
    item = make_item(assigned_at=NOW - timedelta(days=30))
    light(item, "red", since=date(2026, 2, 1), until=date(2026, 3, 5))
    light(item, "green", since=date(2026, 3, 5))
    report(item, district, "先前所报", at=NOW - timedelta(days=10), current=False)
    report(item, district, "其后更正", at=NOW)
    (then,) = cells(bulletin.collect(year=2026, **AT | {"on": date(2026, 3, 1)}), 2)
    assert then["截至目前进展"] == "先前所报"
    assert len(bulletin.collect(year=2026, **AT).content.tables) == 1


def test_a_collection_takes_few_queries_whatever_its_length(make_item, django_assert_max_num_queries):
    for _ in range(40):
        make_item(helpers=("head2", "head3"))
    with django_assert_max_num_queries(12):
        bulletin.collect(year=2026, **AT)


@pytest.fixture
def scored(district, make_item):
    def make(state="published"):
        rule = AppraisalRule.objects.create(
            name="考评办法", in_force=date(2026, 1, 1), terms=dict(default_terms())
        )
        group = Group.objects.create(name="经济部门", year=2026)
        found = Appraisal.objects.create(
            name="上半年考评", year=2026, begins=date(2026, 1, 1), ends=date(2026, 6, 30), rule=rule, state=state,
            scored_by=district.people["supervisor"], scored_at=NOW,
        )  # fmt: skip
        first = Score.objects.create(
            appraisal=found, office=district.offices["发改局"], group=group, points=Decimal("101.5"), rank=1
        )
        Score.objects.create(appraisal=found, office=district.offices["教体局"], points=Decimal(100))
        for order, (item, points) in enumerate(((make_item(), "2.5"), (make_item(secrecy=3), "-1"))):
            ScoreLine.objects.create(
                score=first,
                rule="unfit",
                kind="unfit",
                points=Decimal(points),
                item=item,
                order=order,
                inputs={"on": "2026-03-01"},
            )
        return found

    return make


def test_an_appraisal_table_for_all_gives_points_and_no_reasons(scored):
    found = scored()
    ScoreLine.objects.create(score=found.scores.get(rank=1), rule="whole", kind="base", points=80, order=0)
    made = appraisal.collect(appraisal=found, **AT)
    first, unranked = cells(made), cells(made, 1)
    assert [first[0][name] for name in ("得分", "基础分", "加分合计", "减分合计", "组内位次")] == [
        "101.5", "80", "2.5", "-1", "1",
    ]  # fmt: skip
    assert unranked[0]["备注"] == "不参加排名"
    assert (len(made.content.tables), made.office_id, made.content.secrecy) == (2, None, 0)


def test_reasons_go_to_the_unit_alone_and_only_those_within_the_papers_secrecy(district, scored):
    found, office = scored(), district.offices["发改局"]
    with override("en"):
        made = appraisal.collect(appraisal=found, office=office, **AT)
    assert [row["单位"] for row in cells(made)] == ["区发展和改革局"]
    (told,) = cells(made, 1)
    assert (told["考评规则"], told["依据"]) == ("申报办结被退回", "2026-03-01申报办结经核查不属实。")
    assert (made.office_id, made.left_out, made.content.secrecy) == (office.pk, 1, 0)
    whole = appraisal.collect(appraisal=found, office=office, **AT | {"secrecy": 3})
    assert (len(cells(whole, 1)), whole.content.secrecy) == (2, 3)


def issued(district, collected, number="云政督〔2026〕1号", **changes):
    values = {
        "actor": district.actor("supervisor"), "collected": collected, "number": number, "at": NOW,
        "expected": digest(collected.content),
    }  # fmt: skip
    return issue(**values | changes)


def test_an_issued_paper_is_made_again_byte_for_byte_whatever_changed_since(district, make_item):
    item = make_item()
    paper = issued(district, bulletin.collect(year=2026, **AT))
    Item.objects.filter(pk=item.pk).update(title="改了", due=date(2027, 1, 1))
    paper.refresh_from_db()
    for ending, kept in (("docx", paper.docx_sha256), ("xlsx", paper.xlsx_sha256)):
        assert hashlib.sha256(file_of(from_json(paper.content), ending)).hexdigest() == kept
    assert list(paper.items.all()) == [item]
    document = docx.Document(io.BytesIO(file_of(from_json(paper.content), "docx")))
    assert any("云政督〔2026〕1号" in paragraph.text for paragraph in document.paragraphs)
    act = Act.objects.get()
    assert (act.verb, act.object_id) == ("paper.issue", paper.pk)
    assert json.loads(act.details)["docx"] == paper.docx_sha256


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("paper_changed_meanwhile", {"expected": "0" * 64}),
        ("paper_needs_number", {"number": "  "}),
        ("paper_day_to_come", {"at": NOW - timedelta(days=1)}),
    ],
)
def test_what_is_refused_leaves_nothing(district, make_item, code, changes):
    make_item()
    with pytest.raises(Refusal) as refused:
        issued(district, bulletin.collect(year=2026, **AT | {"on": TODAY}), **changes)
    assert refused.value.code == code
    assert not Paper.objects.exists()
    assert not Act.objects.exists()


def test_a_number_is_given_once(district, make_item):
    make_item()
    issued(district, bulletin.collect(year=2026, **AT))
    with pytest.raises(Refusal) as refused:
        issued(district, bulletin.collect(year=2026, **AT))
    assert refused.value.code == "name_taken"


def test_no_paper_goes_out_of_a_draft(district, make_item, make_split, scored):
    make_item(split=make_split(state="draft"), state=State.DRAFT)
    for made in (
        split.collect(split=Split.objects.get(), **AT),
        appraisal.collect(appraisal=scored("scored"), **AT),
    ):
        with pytest.raises(Refusal) as refused:
            issued(district, made)
        assert refused.value.code == "paper_of_a_draft"


def test_who_reads_which_paper(district, make_item):
    mine, secret = make_item(lead="head"), make_item(lead="head2", secrecy=2)
    to_all = issued(district, bulletin.collect(year=2026, **AT), "1号")
    to_mine = issued(district, notice.collect(items=Item.objects.filter(pk=mine.pk), **AT), "2号")
    above = issued(district, bulletin.collect(year=2026, **AT | {"secrecy": 3}), "3号")
    assert above.secrecy == 2
    assert secret.pk in set(above.items.values_list("pk", flat=True))
    expected = {
        "supervisor": {to_all, to_mine, above},
        "leader": {to_all, to_mine, above},
        "auditor": {to_all, to_mine, above},
        "head": {to_all, to_mine},
        "officer": {to_all, to_mine},
        "head2": {to_all},
        "administrator": set(),
    }
    assert {key: set(papers_for(district.actor(key))) for key in expected} == expected
