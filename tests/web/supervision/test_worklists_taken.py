"""Three worklists of different shapes are brought in: every row is kept with its origin, or says which cell is wrong."""

import time
from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.ledgerstore.models import Entry
from luoshi_web.supervision.models import Item, Worklist, WorklistRow
from luoshi_web.supervision.selectors.worklists import preview
from luoshi_web.supervision.services import worklists as acts
from luoshi_web.supervision.services.split import draft_split, issue_split
from tests.web.conftest import NOW, TODAY
from tests.web.report_for_split import store
from tests.web.worklist_books import decomposition, ledger, notes

FILES = [("任务分解表.xlsx", decomposition), ("台账.xlsx", ledger), ("督办清单.csv", notes)]


def brought(district, name, content, **about):
    said = acts.About(**{"year": 2026, "said_on": date(2026, 2, 20), "number": "青政发〔2026〕3号"} | about)
    return acts.bring_in(actor=district.actor("supervisor"), name=name, content=content, about=said, at=NOW)


def answered(district, worklist, **offices):
    """Who is meant by the names that nobody knows; the others are nobody's."""
    seen = preview(worklist, on=TODAY)
    keys = {name: district.offices[offices[name]].pk if name in offices else 0 for name in seen.offices}
    names = {"offices": keys, "leaders": dict.fromkeys(seen.leaders, 0)}
    return acts.put_right(
        actor=district.actor("supervisor"), worklist_id=worklist.pk, layouts=worklist.layouts, names=names
    )


def take(district, worklist):
    return acts.take(actor=district.actor("supervisor"), worklist_id=worklist.pk, at=NOW)


@pytest.mark.parametrize(("name", "content"), FILES)
def test_every_row_is_kept_or_says_which_cell_is_wrong(district, name, content):
    file = content()
    worklist = answered(district, brought(district, name, file))
    seen = preview(worklist, on=TODAY)
    take(district, worklist)
    kept = WorklistRow.objects.filter(worklist=worklist)
    assert kept.count() == len(seen.rows) > 0
    for row in kept:
        assert row.item is not None or any(fault[0] and fault[1] for fault in row.faults)
        assert row.cells
    assert Act.objects.filter(verb="item.take_over").count() == kept.filter(item__isnull=False).count()
    assert Act.objects.get(verb="worklist.take").object_id == worklist.pk
    assert bytes(Worklist.objects.get().content) == file


def test_a_row_becomes_a_draft_with_units_day_leader_and_origin(district):
    worklist = answered(district, brought(district, *_read(0)), 区城投公司="住建局")
    take(district, worklist)
    item = Item.objects.get(title="完成老旧小区改造40个")
    assert (item.state, item.source, item.year, item.area) == ("draft", "decision", 2026, "一、聚力改善民生")
    assert item.office == district.offices["住建局"]
    assert [str(co.post.office) for co in item.co_units.all()] == ["发改局", "教体局"]
    assert (item.due, item.leader) == (date(2026, 6, 30), district.posts["leader"])
    assert (item.origin.number, item.origin.said_on) == ("青政发〔2026〕3号", date(2026, 2, 20))
    row = item.worklist_rows.get()
    assert (row.worklist.filename, row.sheet, row.first) == ("任务分解表.xlsx", "附件1 重点任务", 5)
    assert Item.objects.get(title="做好某项临时工作").office == district.offices["住建局"]  # said once
    assert (
        Item.objects.get(title__startswith="建成青云产业园").co_units.get().post.office
        == district.offices["住建局"]
    )


def _read(place):
    name, content = FILES[place]
    return name, content()


def test_an_unknown_name_is_asked_once_and_nothing_is_taken_before(district):
    worklist = brought(district, *_read(0))
    seen = preview(worklist, on=TODAY)
    assert dict(seen.offices) == {"区城投公司": 1}
    assert dict(seen.leaders) == {"李副县长": 1}
    with pytest.raises(Refusal) as refused:
        take(district, worklist)
    assert refused.value.code == "worklist_names_unknown"
    assert not Item.objects.exists()


def test_what_the_list_said_of_progress_is_kept(district):
    worklist = answered(district, brought(district, *_read(1)))
    take(district, worklist)
    row = WorklistRow.objects.get(first=3)
    assert (row.last, row.progress) == (5, "方案已送审\n签约过半")
    assert row.item.measures.startswith("编制片区策划方案")
    page = district.client("supervisor").get(f"/items/{row.item_id}/").content.decode()
    assert "签约过半" in page
    assert "台账.xlsx" in page


def test_rows_meet_the_lines_of_a_report(district):
    report = store(district=district)
    supervisor = district.actor("supervisor")
    split = draft_split(actor=supervisor, report=report, kind="targets", at=NOW)
    before = split.items.get(quote__contains="完成老旧小区改造40个")
    worklist = answered(district, brought(district, *_read(0), report=report))
    seen = preview(worklist, on=TODAY)
    assert (seen.of("filled"), seen.of("made")) == (1, 6)
    take(district, worklist)
    item = Item.objects.get(pk=before.pk)
    assert (item.office, item.due, item.split_id) == (district.offices["住建局"], date(2026, 6, 30), split.pk)
    assert item.version == before.version + 1
    assert item.low == 40
    assert item.worklist_rows.get().how == "filled"
    assert Item.objects.filter(entry=item.entry).count() == 1


def test_an_issued_item_is_left_as_it_is(district):
    report = store(district=district)
    supervisor = district.actor("supervisor")
    split = draft_split(actor=supervisor, report=report, kind="targets", at=NOW)
    split.items.exclude(quote__contains="老旧小区").delete()
    split.items.update(
        lead=district.posts["head3"], office=district.offices["教体局"], due=date(2026, 12, 31)
    )
    issue_split(actor=supervisor, split_id=split.pk, number="青政办〔2026〕1号", at=NOW)
    worklist = answered(district, brought(district, *_read(0), report=report))
    take(district, worklist)
    item = split.items.get()
    assert (item.office, item.due) == (district.offices["教体局"], date(2026, 12, 31))
    assert item.worklist_rows.get().how == "there"


def test_the_drafts_go_to_their_units_and_those_that_cannot_say_why(district):
    worklist = answered(district, brought(district, *_read(0)))
    take(district, worklist)
    done, left = acts.hand_out_all(actor=district.actor("supervisor"), worklist_id=worklist.pk, at=NOW)
    assert Item.objects.filter(state="assigned").count() == done
    assert [item.title for item, sentence in left if "Nobody leads" in sentence or "牵头" in sentence] == [
        "做好某项临时工作"
    ]
    assert done + len(left) == 7


def test_a_list_is_taken_once_or_put_aside(district):
    worklist = answered(district, brought(district, *_read(2)))
    take(district, worklist)
    for again in (
        lambda: take(district, worklist),
        lambda: acts.drop(actor=district.actor("supervisor"), worklist_id=worklist.pk, at=NOW),
    ):
        with pytest.raises(Refusal) as refused:
            again()
        assert refused.value.code == "worklist_settled"


def test_a_secret_list_needs_clearance_and_its_units_too(district):
    worklist = answered(district, brought(district, *_read(0), secrecy=2))
    take(district, worklist)
    assert not Item.objects.filter(
        lead__isnull=False
    ).exists()  # the departments of the tests are cleared for what is internal
    assert all(
        code == "worklist_not_cleared" for code in _codes(worklist) if "unit" in code or "cleared" in code
    )
    assert district.client("officer").get(f"/workbooks/lists/{worklist.pk}/").status_code == 403


def _codes(worklist):
    return [fault[1] for row in worklist.rows.all() for fault in row.faults if fault[2] not in {"区城投公司"}]


def test_two_thousand_rows_come_in_within_ten_seconds(district):
    book = Workbook()
    sheet = book.active
    sheet.append(["序号", "工作内容", "责任单位", "配合单位", "完成时限", "分管领导", "进展"])
    for number in range(1, 2001):
        sheet.append(
            [
                number,
                f"建成第{number}处便民服务点并投入使用",
                "区发改局",
                "住建局、教育局",
                "9月底前",
                "副区长",
                "正在选址",
            ]
        )
    kept = BytesIO()
    book.save(kept)
    report = store(district=district)
    began = time.process_time()  # other work of the machine does not count
    worklist = brought(district, "两千行.xlsx", kept.getvalue(), report=report)
    take(district, worklist)
    spent = time.process_time() - began
    print(f"2,000 rows in {spent:.1f} s")
    assert Item.objects.filter(worklist_rows__worklist=worklist).count() == 2000
    assert Entry.objects.exists()
    assert spent < 10


class TestPages:
    def test_a_list_is_brought_in_put_right_and_taken(self, district):
        browser = district.client("supervisor")
        english = {"headers": {"accept-language": "en"}}
        answer = browser.post(
            "/workbooks/lists/",
            {
                "file": BytesFile("任务分解表.xlsx", decomposition()),
                "year": "2026",
                "said_on": "2026-02-20",
                "secrecy": "0",
            },
        )
        worklist = Worklist.objects.get()
        assert answer["Location"] == f"/workbooks/lists/{worklist.pk}/"
        page = browser.get(answer["Location"], **english).content.decode()
        assert "区城投公司" in page
        assert "附件1 重点任务!E10" in page
        assert "Take over" not in page  # two names are not known yet
        form = {"s0-take": "on", "s0-head": "3", "s1-head": "1", "s2-head": "1"}
        form |= {
            f"s0-c{place}": code
            for place, code in enumerate(["no", "title", "lead", "helpers", "due", "leader"])
        }
        form |= {"n-offices0": str(district.offices["住建局"].pk), "n-leaders0": "0"}
        wrong = browser.post(answer["Location"], form | {"s0-c6": "title"}, **english)
        assert "mean the same" in wrong.content.decode()
        below = browser.post(answer["Location"], form | {"s2-take": "on"}, **english)
        assert "No line stands below it" in below.content.decode()
        assert Worklist.objects.get().names == {}
        page = browser.post(answer["Location"], form, follow=True, **english).content.decode()
        assert "Take over 5 rows" in page
        page = browser.post(f"{answer['Location']}take/", follow=True, **english).content.decode()
        assert "Assign 5 drafts" in page
        assert "!E10" in page
        page = browser.post(f"{answer['Location']}hand-out/", follow=True, **english).content.decode()
        assert Item.objects.filter(state="assigned").exists()
        out = browser.get(f"{answer['Location']}?as=xlsx")
        assert load_workbook(BytesIO(out.content)).worksheets[0].max_row == 6

    def test_other_headings_are_guessed_anew(self, district):
        worklist = brought(district, *_read(0))
        browser = district.client("supervisor")
        form = {"s0-take": "on", "s0-head": "5", "s1-head": "1", "s2-head": "1"}
        browser.post(f"/workbooks/lists/{worklist.pk}/", form)
        said = Worklist.objects.get().layouts["附件1 重点任务"]
        assert (said["head"], said["columns"]) == (5, {})  # that line names no columns

    def test_nobody_but_the_supervision_office_brings_lists_in(self, district):
        for key in ("officer", "head", "leader", "auditor", "administrator"):
            assert district.client(key).get("/workbooks/lists/").status_code == 403


def BytesFile(name, content):
    file = BytesIO(content)
    file.name = name
    return file
