"""What an installation lacks is asked of what is there; nothing says that all is well before anything was issued."""

import csv
import io

import pytest
from django.test import Client
from openpyxl import Workbook

from luoshi_web.accounts.bring_in import bring_in
from luoshi_web.accounts.models import Charge, Holding, Office, Person, Post
from luoshi_web.accounts.roster import COLUMNS
from luoshi_web.accounts.sheets import text_of
from luoshi_web.audit.actor import MACHINE
from luoshi_web.supervision.selectors.readiness import steps
from tests.web.conftest import NOW, TODAY

# code, unit, post, role, person, login, chief, charges
LIST = (
    ("gov", "区人民政府", "政府办公机构", "区长", "领导", "甲", "jia", "是", ""),
    ("gov", "区人民政府", "政府办公机构", "副区长", "领导", "乙", "yi", "", "fgj、教体局"),
    ("dcs", "区政府督查室", "政府办公机构", "主任", "督查室", "丙", "bing", "", ""),
    ("dcs", "区政府督查室", "政府办公机构", "科长", "督查室", "丁", "ding", "", ""),
    ("fgj", "区发展和改革局", "部门", "局长", "部门负责人", "戊", "wu", "", ""),
    ("jtj", "教体局", "部门", "局长", "部门负责人", "己", "ji", "", ""),
    ("sjj", "区审计局", "政府办公机构", "审计员", "审计人员", "庚", "geng", "", ""),
)
HEADS = (
    "单位代码",
    "单位全称",
    "单位类别",
    "岗位",
    "角色",
    "姓名",
    "用户名",
    "行政首长",
    "分管单位",
    "任职日期",
)


def written(rows=LIST):
    out = io.StringIO()
    csv.writer(out).writerows([HEADS, *[(*row, "2026-01-01") for row in rows]])
    return out.getvalue()


def lacks(day=TODAY):
    return {step.code: {lack.code: lack.count for lack in step.lacks} for step in steps(day=day)}


def test_an_empty_installation_lacks_everything(db):
    assert lacks() == {
        "offices": {"no_unit": 1}, "administrators": {"no_administrator": 1, "no_security": 1, "no_auditor": 1}, "posts": {"supervisors": 2},
        "leaders": {"no_chief": 1}, "people": {}, "calendar": {},
        "rules": {"no_appraisal_rules": 1}, "report": {"no_report": 1}, "work": {"no_worker": 1, "no_night": 1},
    }  # fmt: skip


def test_one_list_fills_units_posts_and_leaders(db):
    bring_in(actor=MACHINE, text=written(), at=NOW)
    found = lacks()
    assert (found["offices"], found["posts"], found["leaders"]) == ({}, {}, {})
    assert found["people"] == {"given_password": 7}
    charged = Charge.objects.filter(post__title="副区长").values_list("office__code", flat=True)
    assert set(charged) == {"fgj", "jtj"}
    assert Post.objects.get(chief=True).title == "区长"


def test_three_people_administer_or_the_settings_say_why_not(district, settings):
    assert lacks()["administrators"] == {"no_security": 1}
    settings.ADMINISTRATORS_WHY, settings.ADMINISTRATORS_TOGETHER = "一人兼任", ("administrator", "security")
    assert lacks()["administrators"] == {}
    settings.ADMINISTRATORS_WHY, settings.ADMINISTRATORS_TOGETHER = "", ()
    guard = Post.objects.create(office=district.offices["信息中心"], title="安全管理员", role="security")
    Holding.objects.create(post=guard, person=district.people["administrator"], since=TODAY)
    assert lacks()["administrators"] == {"two_in_one": 1}
    Holding.objects.filter(post=guard).update(person=district.people["officer2"])
    assert lacks()["administrators"] == {}


def test_the_guide_asks_for_the_security_administrator(district):
    page = district.client("administrator").get("/guide/").content.decode()
    assert "安全管理员" in page
    assert page.index("无人担任安全管理员") < page.index("岗位与任职人")


def test_what_is_taken_away_is_missing_again(db):
    bring_in(actor=MACHINE, text=written(), at=NOW)
    Holding.objects.filter(person__username__in=["ding", "wu"]).delete()
    Charge.objects.filter(office__code="jtj").delete()
    found = lacks()
    assert (found["posts"], found["leaders"]) == ({"supervisors": 1, "headless": 1}, {"without_leader": 1})


def test_a_year_without_its_notice_is_missing(db):
    assert lacks(TODAY.replace(year=2060))["calendar"] == {"not_announced": 2060}


@pytest.mark.parametrize(
    ("line", "changed", "code"),
    [
        (4, {"charges": "教体局"}, "not_a_leader"),
        (1, {"charges": "卫健局"}, "no_such_office"),
        (0, {"charges": "教体局"}, "charge_twice"),
        (1, {"chief": "是"}, "chief_twice"),
    ],
)
def test_faults_of_leaders_are_told(db, line, changed, code):
    from luoshi_web.accounts.bring_in import look_at

    places = {"chief": 7, "charges": 8}
    rows = [list(row) for row in LIST]
    for name, value in changed.items():
        rows[line][places[name]] = value
    assert code in {fault.code for fault in look_at(written(rows)).faults}


def test_a_second_chief_is_refused(district):
    from luoshi_web.accounts.bring_in import look_at

    assert "chief_there" in {fault.code for fault in look_at(written()).faults}


def test_a_workbook_is_the_same_list(db):
    book = Workbook()
    book.active.append(list(HEADS))
    for row in LIST:
        book.active.append([*row, NOW.date()])
    out = io.BytesIO()
    book.save(out)
    bring_in(actor=MACHINE, text=text_of(out.getvalue()), at=NOW)
    assert (Office.objects.count(), Person.objects.count(), Charge.objects.count()) == (5, 7, 2)


@pytest.mark.parametrize("data", [b"PK\x03\x04 no zip", b"\xff\xfe\x00\x81\xff"], ids=["archive", "bytes"])
def test_what_is_no_list_is_none(data):
    assert text_of(data) is None


def test_an_empty_office_never_says_that_all_is_well(db):
    bring_in(actor=MACHINE, text=written(), at=NOW)
    Person.objects.update(must_change_password=False)
    client = Client()
    client.force_login(
        Person.objects.get(username="bing"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert "This office is not set up yet" in page
    assert page.count("Nothing has been issued yet.") == 3
    for well in (
        "No office is far behind",
        "Nothing is due within a week",
        "Everything was signed for in time",
        "Everything runs",
    ):
        assert well not in page
    guide = client.get("/guide/", headers={"accept-language": "en"}).content.decode()
    assert "Something is missing in 4 steps." in guide
    assert "Nothing is missing" not in guide
    assert "Everything runs" not in client.get("/jobs/", headers={"accept-language": "en"}).content.decode()


def test_the_first_item_ends_the_first_steps(district, make_item):
    assert (
        "not set up yet"
        in district.client("supervisor").get("/", headers={"accept-language": "en"}).content.decode()
    )
    make_item()
    assert (
        "not set up yet"
        not in district.client("supervisor").get("/", headers={"accept-language": "en"}).content.decode()
    )


def test_every_column_of_the_list_is_documented():
    from pathlib import Path

    told = (Path(__file__).parents[3] / "docs/administration.md").read_text(encoding="utf-8")
    assert [head for head in COLUMNS if f"| {head} |" not in told] == []
