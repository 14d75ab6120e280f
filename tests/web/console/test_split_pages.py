"""Pages of the split and of the deeds on an assigned item: who gets in, what they do, both languages, few queries."""

import json

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.supervision.drafting.lines import NOT_OF_THE_YEAR
from luoshi_web.supervision.models import Item, Split
from luoshi_web.supervision.services.split import draft_split
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW
from tests.web.report_for_split import more_offices, store
from tests.web.supervision.made import assign_rows

ENGLISH = {"accept-language": "en"}
CHINESE = {"accept-language": "zh-Hans"}


@pytest.fixture
def report(district):
    more_offices(district)
    return store(district=district)


@pytest.fixture
def split(district, report):
    return draft_split(actor=district.actor("supervisor"), report=report, kind="tasks", at=NOW)


@pytest.fixture
def office(district):
    return district.client("supervisor")


def words(answer):
    return answer.content.decode()


def test_one_click_drafts_both_splits(office, report):
    page = words(office.get("/split/", headers=ENGLISH))
    assert "not drafted" in page
    answer = office.post(f"/split/reports/{report.pk}/all/")
    assert answer["Location"] == "/split/"
    assert {split.kind for split in Split.objects.all()} == {"targets", "tasks"}
    page = words(office.get("/split/", headers=CHINESE))
    assert "草稿" in page
    assert "起草两张分解表" in page
    Split.objects.filter(kind="targets").update(state="issued")
    assert "起草两张分解表" in words(office.get("/split/", headers=CHINESE))
    Split.objects.update(state="issued")
    assert "起草两张分解表" not in words(office.get("/split/", headers=CHINESE))


def test_an_unknown_split_is_not_there(office, report):
    assert office.post(f"/split/reports/{report.pk}/nothing/").status_code == 404


@pytest.mark.parametrize("key", ["head", "officer", "leader", "auditor", "administrator"])
def test_the_split_is_the_supervision_offices(district, split, key):
    client = district.client(key)
    row = split.items.first()
    for address in (
        "/split/",
        f"/split/{split.pk}/",
        f"/split/{split.pk}/load/",
        f"/split/{split.pk}/issue/",
        f"/split/rows/{row.pk}/",
    ):
        assert client.get(address).status_code == 403
    for address in (
        f"/split/reports/{split.report_id}/all/",
        f"/split/{split.pk}/aims/",
        f"/split/rows/{row.pk}/remove/",
    ):
        assert client.post(address).status_code == 403
    assert split.items.filter(state=State.DRAFT).count() == split.items.count()


@pytest.mark.parametrize(
    ("headers", "said"),
    [(ENGLISH, ("Issue the notice", "no lead unit", "Draft again")), (CHINESE, ("印发通知", "未定牵头单位", "重新起草"))],
)  # fmt: skip
def test_the_table_shows_what_lacks(office, split, headers, said):
    page = words(office.get(f"/split/{split.pk}/", headers=headers))
    for each in said:
        assert each in page
    only = words(office.get(f"/split/{split.pk}/?lacking=yes", headers=headers))
    assert "深入开展青云行动" in only
    assert "推进城市更新" not in only


def row_data(row, **changes):
    data = {
        "version": row.version, "title": row.title, "content": "", "area": row.area, "lead": row.lead_id or "", "helpers": "",
        "leader": "", "due": "2026-10-31", "secrecy": "0", "m-TOTAL_FORMS": "1", "m-INITIAL_FORMS": "0", "m-0-due": "2026-06-30",
        "m-0-value": "", "m-0-words": "完成招标",
    }  # fmt: skip
    return data | changes


def test_a_row_is_changed_on_its_page(office, district, split):
    row = split.items.get(title="推进城市更新")
    page = words(office.get(f"/split/rows/{row.pk}/", headers=ENGLISH))
    assert "named by the text" in page
    data = row_data(row, helpers="区财政局、发改委", title="推进青云路片区更新")
    assert office.post(f"/split/rows/{row.pk}/", data)["Location"] == f"/split/{split.pk}/"
    row = Item.objects.get(pk=row.pk)
    assert (row.title, str(row.due)) == ("推进青云路片区更新", "2026-10-31")
    assert [str(co.post.office) for co in row.co_units.all()] == ["区财政局", "发改局"]
    assert [m.words for m in row.milestones.all()] == ["完成招标"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"helpers": "区某某局"}, "No unit with a head goes by this name: 区某某局"),
        ({"title": ""}, "This field is required"),
        ({"due": "yesterday"}, "Enter a valid date"),
        ({"m-0-due": ""}, "A milestone needs its day"),
        ({"m-0-words": ""}, "Say what is to be seen"),
        ({"m-TOTAL_FORMS": "2", "m-1-due": "2026-06-30", "m-1-words": "又一次"}, "Each day stands once"),
    ],
)
def test_a_row_with_a_fault_says_where(office, split, changes, said):
    row = split.items.get(title="推进城市更新")
    answer = office.post(f"/split/rows/{row.pk}/", row_data(row, **changes), headers=ENGLISH)
    assert said in words(answer)
    assert Item.objects.get(pk=row.pk).version == 0


def test_a_row_is_taken_out_and_brought_back(office, split):
    row = split.items.get(title="推进城市更新")
    office.post(f"/split/rows/{row.pk}/remove/", {"version": row.version})
    page = words(office.get(f"/split/{split.pk}/", headers=ENGLISH))
    assert "1 row taken out" in page
    office.post(f"/split/{split.pk}/entries/{row.entry_id}/")
    assert split.items.filter(entry=row.entry_id).exists()


def test_the_notice_waits_for_what_lacks_and_goes_out(office, district, split):
    page = words(office.get(f"/split/{split.pk}/issue/", headers=ENGLISH))
    assert "have no lead unit" in page or "has no lead unit" in page
    assert 'name="number"' not in page
    answer = office.post(
        f"/split/{split.pk}/issue/", {"number": "青政发〔2026〕3号"}, follow=True, headers=ENGLISH
    )
    assert "no lead unit" in words(answer)
    keys = list(split.items.filter(lead=None).values_list("pk", flat=True))
    assign_rows(
        actor=district.actor("supervisor"),
        split_id=split.pk,
        item_ids=keys,
        lead=district.posts["head"],
        at=NOW,
    )
    split.items.filter(pk=split.items.first().pk).update(leader=None)
    page = words(office.get(f"/split/{split.pk}/issue/", headers=ENGLISH))
    assert 'name="number"' in page
    open_ones = split.report.entries.filter(review="open").exclude(role__in=NOT_OF_THE_YEAR).count()
    assert f"{open_ones} entries of the report's work and targets are not reviewed" in page
    assert "1 row has no leader in charge" in page
    asked = office.post(f"/split/{split.pk}/issue/", {"number": "青政发〔2026〕3号"})
    assert 'name="known"' in words(asked)
    assert set(split.items.values_list("state", flat=True)) == {State.DRAFT}
    office.post(f"/split/{split.pk}/issue/", {"number": "青政发〔2026〕3号", "known": "on"})
    told = json.loads(Act.objects.get(verb="split.issue").details)
    assert (told["unreviewed"], told["without_leader"]) == (open_ones, 1)
    assert set(split.items.values_list("state", flat=True)) == {State.ASSIGNED}
    page = words(office.get(f"/split/{split.pk}/", headers=CHINESE))
    assert "青政发〔2026〕3号" in page
    assert "待签收" in page
    assert "印发通知" not in page


def test_the_load_is_shown_by_unit_and_quarter(office, split):
    page = words(office.get(f"/split/{split.pk}/load/", headers=CHINESE))
    for said in ("各单位工作量", "第四季度", "住建局", "未定牵头单位"):
        assert said in page


@pytest.mark.parametrize(
    ("key", "status"), [("supervisor", 200), ("leader", 200), ("head", 200), ("administrator", 403)]
)
def test_coverage_is_for_those_who_read_the_report(district, split, key, status):
    answer = district.client(key).get(f"/split/reports/{split.report_id}/", headers=ENGLISH)
    assert answer.status_code == status
    if status == 200:
        assert ("<mark>" in words(answer)) is (
            key == "supervisor"
        )  # drafts are the supervision office's alone


def test_the_pages_take_few_queries(office, split, django_assert_max_num_queries):
    row = split.items.first()
    addresses = [
        "/split/", f"/split/{split.pk}/", f"/split/{split.pk}/load/", f"/split/{split.pk}/issue/", f"/split/rows/{row.pk}/",
        f"/split/reports/{split.report_id}/",
    ]  # fmt: skip
    for address in addresses:
        with django_assert_max_num_queries(15):
            assert office.get(address).status_code == 200


# -- what becomes of an assigned item ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "state", "deeds"),
    [
        ("supervisor", State.DRAFT, {"rows"}),
        ("head", State.ASSIGNED, {"sign", "return"}),
        ("officer", State.ASSIGNED, {"sign"}),
        ("head2", State.ASSIGNED, set()),
        ("supervisor", State.ASSIGNED, {"reassign"}),
        ("supervisor", State.RETURNED, {"decide"}),
        ("head", State.RETURNED, set()),
        ("head", State.ACTIVE, {"further"}),
        ("officer", State.ACTIVE, set()),
        ("leader", State.ACTIVE, set()),
    ],
)
def test_the_deeds_of_each_role(district, make_item, key, state, deeds):
    item = make_item(state=state, helpers=("head2",))
    page = words(district.client(key).get(f"/items/{item.pk}/"))
    offered = {
        deed
        for deed in ("sign", "return", "decide", "reassign", "further")
        if f"/split/items/{item.pk}/{deed}/" in page
    }
    assert offered == deeds - {"rows"}
    assert (f"/split/rows/{item.pk}/" in page) is ("rows" in deeds)


@pytest.mark.parametrize("deed", ["sign", "return", "decide", "reassign", "further"])
def test_a_deed_is_not_there_for_others(district, make_item, deed):
    item = make_item(state=State.ASSIGNED)
    address = f"/split/items/{item.pk}/{deed}/"
    assert district.client("head3").post(address, {"version": 0}).status_code == 404
    assert district.client("auditor").post(address, {"version": 0}).status_code == 403
    assert Item.objects.get(pk=item.pk).version == 0


def test_signing_on_the_page(district, make_item):
    item = make_item(state=State.ASSIGNED)
    answer = district.client("officer").post(
        f"/split/items/{item.pk}/sign/", {"version": 0}, follow=True, headers=CHINESE
    )
    assert "已签收" in words(answer)
    assert "办理中" in words(answer)


def test_a_stale_page_is_told(district, make_item):
    item = make_item(state=State.ASSIGNED, version=3)
    answer = district.client("head").post(
        f"/split/items/{item.pk}/sign/", {"version": 2}, follow=True, headers=ENGLISH
    )
    assert "Somebody else has changed this meanwhile" in words(answer)
    assert Item.objects.get(pk=item.pk).state == State.ASSIGNED


def test_a_return_goes_its_way_on_the_pages(district, make_item):
    item = make_item(state=State.ASSIGNED)
    unit, office = district.client("head"), district.client("supervisor")
    assert "退回" in words(unit.get(f"/split/items/{item.pk}/return/", headers=CHINESE))
    data = {"version": 0, "reason": "非我单位职责", "suggested": district.posts["head2"].pk}
    unit.post(f"/split/items/{item.pk}/return/", data)
    page = words(office.get(f"/split/items/{item.pk}/decide/", headers=CHINESE))
    assert "非我单位职责" in page
    office.post(
        f"/split/items/{item.pk}/decide/",
        {"take": "1", "take-version": 1, "take-lead": district.posts["head2"].pk, "take-answer": ""},
    )
    item = Item.objects.get(pk=item.pk)
    assert (item.state, item.lead) == (State.ASSIGNED, district.posts["head2"])
    page = words(office.get(f"/items/{item.pk}/", headers=CHINESE))
    assert "非我单位职责" in page
    assert "已收回" in page


def test_a_return_is_refused_on_the_page(district, make_item):
    item = make_item(state=State.ASSIGNED)
    district.client("head").post(f"/split/items/{item.pk}/return/", {"version": 0, "reason": "非我单位职责"})
    office = district.client("supervisor")
    data = {"refuse": "1", "refuse-version": 1, "refuse-answer": ""}
    assert "This field is required" in words(
        office.post(f"/split/items/{item.pk}/decide/", data, headers=ENGLISH)
    )
    office.post(f"/split/items/{item.pk}/decide/", data | {"refuse-answer": "属你单位职责"})
    assert Item.objects.get(pk=item.pk).state == State.ASSIGNED
    assert "属你单位职责" in words(district.client("head").get(f"/items/{item.pk}/"))


def test_re_assigning_on_the_page_shows_who_led_before(district, make_item):
    item = make_item()
    office = district.client("supervisor")
    data = {"version": 0, "lead": district.posts["head2"].pk, "reason": "机构改革"}
    office.post(f"/split/items/{item.pk}/reassign/", data)
    page = words(office.get(f"/items/{item.pk}/", headers=ENGLISH))
    assert "Who led before" in page
    assert "机构改革" in page


def test_parts_on_the_page(district, make_item):
    item = make_item(helpers=("head2",))
    unit = district.client("head")
    page = words(unit.get(f"/split/items/{item.pk}/further/", headers=ENGLISH))
    assert "住建局 局长" in page
    assert "教体局" not in page
    data = {
        "version": 0, "p-TOTAL_FORMS": "2", "p-INITIAL_FORMS": "0", "p-0-title": "南片区", "p-0-lead": district.posts["officer"].pk,
        "p-0-due": "2026-09-30", "p-1-title": "",
    }  # fmt: skip
    wrong = words(unit.post(f"/split/items/{item.pk}/further/", data | {"p-0-due": ""}, headers=ENGLISH))
    assert "A part needs its words, its post and its day" in wrong
    unit.post(f"/split/items/{item.pk}/further/", data)
    child = Item.objects.get(parent=item)
    page = words(unit.get(f"/items/{item.pk}/"))
    assert f"/items/{child.pk}/" in page
    assert item.number in words(unit.get(f"/items/{child.pk}/"))
