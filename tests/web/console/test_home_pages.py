"""The first page of each role: what waits, in numbers that lead to where they count."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator

from luoshi_web.accounts.models import Charge, Holding, Person
from luoshi_web.supervision.lights.rules import default_rules, write_terms
from luoshi_web.supervision.models import (
    Appraisal,
    AppraisalRule,
    Change,
    Completion,
    Ending,
    Extension,
    LightRule,
    Limit,
    Objection,
    Return,
    Score,
    Update,
    Verdict,
)
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW, TODAY
from tests.web.supervision.made import urged

ROLES = ("supervisor", "leader", "head", "officer", "auditor", "administrator")


def numbers(district, key):
    """Words in English → number, of all tiles of a first page."""
    desk = district.client(key).get("/", headers={"accept-language": "en"}).context["desk"]
    return {str(tile.words): tile.number for tile in (*desk.waiting, *desk.year)}


def lines(district, key, title):
    desk = district.client(key).get("/", headers={"accept-language": "en"}).context["desk"]
    return [line.text for panel in desk.panels if str(panel.title) == title for line in panel.lines]


@pytest.mark.parametrize("key", ROLES)
def test_everybody_has_a_first_page_on_an_empty_database(district, key):
    assert district.client(key).get("/").status_code == 200


@pytest.mark.parametrize("key", ROLES)
def test_it_takes_few_queries(district, make_item, django_assert_max_num_queries, key):
    for number in range(30):
        item = make_item(gap_light="red", due=TODAY + timedelta(days=number % 5), helpers=("head2",))
        if number < 12:
            urged(item, on=TODAY)
    client = district.client(key)
    with django_assert_max_num_queries(15):
        client.get("/")


def test_the_supervision_office_sees_the_year_and_what_waits(district, make_item):
    make_item(gap_light="red", time_light="red")
    make_item(gap_light="green", lead="head2")
    make_item(state=State.ASSIGNED)
    returned = make_item(state=State.RETURNED)
    Return.objects.create(
        item=returned, post=returned.lead, by=district.people["head"], at=NOW, reason="不属本单位职责"
    )
    claimed = make_item(state=State.REPORTED)
    Completion.objects.create(
        item=claimed, post=claimed.lead, by=district.people["head"], at=NOW, words="已完成"
    )
    make_item(state=State.CLOSED_DONE)
    make_item(state=State.DRAFT)
    make_item(year=2025)
    held = make_item()
    Extension.objects.create(
        item=held, asked_by=district.people["head"], asked_at=NOW, reason="雨", progress="一半",
        old_due=date(2026, 12, 31), new_due=date(2027, 1, 31),
    )  # fmt: skip
    found = numbers(district, "supervisor")
    assert found["open items"] == 6
    assert found["closed, done"] == 1
    assert (found["far behind schedule"], found["past their limit"], found["on schedule"]) == (1, 1, 1)
    assert (found["claims to verify"], found["returns to decide"], found["extensions to screen"]) == (1, 1, 1)
    assert lines(district, "supervisor", "Offices far behind schedule") == ["发改局"]


def test_what_is_due_within_a_week_is_listed_the_nearest_first(district, make_item):
    second = make_item(due=TODAY + timedelta(days=6))
    first = make_item(due=TODAY)
    make_item(due=TODAY + timedelta(days=7))
    make_item(due=TODAY - timedelta(days=1))
    make_item(due=TODAY, state=State.CLOSED_DONE)
    assert lines(district, "supervisor", "Due within a week") == [
        f"{i.number} {i.title}" for i in (first, second)
    ]


def test_a_leader_sees_his_own_offices_and_decisions(district, make_item):
    mine = make_item(lead="head", gap_light="red")
    make_item(lead="head3", leader=district.posts["leader2"], gap_light="red")
    for state, item in ((Extension.State.SCREENED, mine),):
        Extension.objects.create(
            item=item, asked_by=district.people["head"], asked_at=NOW, reason="雨", progress="一半", state=state,
            old_due=date(2026, 12, 31), new_due=date(2027, 1, 31),
        )  # fmt: skip
    Change.objects.create(
        item=mine, field="target", original="6", before="6", after="5", lowers=True, reason="市场变化",
        asked_by=district.people["head"], asked_at=NOW,
    )  # fmt: skip
    found = numbers(district, "leader")
    assert (found["open items"], found["far behind schedule"]) == (1, 1)
    assert (found["extensions to decide"], found["changes of target to decide"]) == (1, 1)
    assert lines(district, "leader", "Offices in your charge") == ["发改局", "住建局"]
    other = numbers(district, "leader2")
    assert (other["open items"], other["extensions to decide"], other["changes of target to decide"]) == (
        1,
        0,
        0,
    )


def test_a_leaders_year_is_that_of_his_offices_and_of_what_he_answers_for_elsewhere(district, make_item):
    post = district.posts["leader"]
    make_item(lead="head", gap_light="red", time_light="red")
    make_item(lead="head", gap_light="green", state=State.ASSIGNED)
    make_item(lead="head2", state=State.CLOSED_DONE)
    make_item(lead="head3", leader=post, gap_light="red")
    make_item(lead="head", state=State.DRAFT)
    make_item(lead="head", gap_light="red", year=2025)
    make_item(lead="head3", gap_light="red", leader=district.posts["leader2"])
    found = numbers(district, "leader")
    said = ("open items", "to be signed for", "closed, done", "far behind schedule", "on schedule")
    assert [found[words] for words in said] == [3, 1, 1, 2, 1]
    assert found["past their limit"] == 1
    desk = district.client("leader").get("/", headers={"accept-language": "en"}).context["desk"]
    offices = next(panel for panel in desk.panels if str(panel.title) == "Offices in your charge")
    assert [(line.text, line.note, line.light) for line in offices.lines] == [
        ("发改局", "2 items open · 1 far behind", "red"),
        ("住建局", "0 items open", ""),
    ]


def test_a_department_sees_what_it_has_to_do(district, make_item):
    make_item(state=State.ASSIGNED)
    january = NOW - timedelta(days=40)
    _silent, told, unfit, pressed = (make_item(assigned_at=january) for _ in range(4))
    last_month = date(2026, 2, 28)
    for item in (told, unfit, pressed):
        Update.objects.create(
            item=item,
            period=last_month,
            words="推进中",
            post=item.lead,
            by=district.people["officer"],
            at=NOW,
        )
    claim = Completion.objects.create(
        item=unfit, post=unfit.lead, by=district.people["head"], at=NOW, words="成"
    )
    Verdict.objects.create(
        item=unfit,
        completion=claim,
        finding="unfit",
        words="现场未建成",
        by=district.people["supervisor"],
        at=NOW,
    )
    urged(pressed, on=TODAY - timedelta(days=7))
    urged(pressed, on=TODAY)
    urged(told, on=TODAY, answered_at=NOW)
    make_item(lead="head2")
    found = numbers(district, "head")
    assert found["to be signed for"] == 1
    assert found["to report this month"] == 1
    assert found["urging papers to answer"] == 1
    assert found["to be reworked"] == 1
    assert lines(district, "officer", "Urged") == [f"{pressed.number} {pressed.title}"]
    assert lines(district, "head", "Sent back or reopened") == [f"{unfit.number} {unfit.title}"]
    Completion.objects.create(item=unfit, post=unfit.lead, by=district.people["head"], at=NOW, words="再成")
    assert numbers(district, "head")["to be reworked"] == 0, "another claim stands: nothing is to be reworked"


def test_a_refused_signing_off_and_a_reopening_are_to_be_done_again(district, make_item):
    refused, reopened = make_item(title="甲路改造"), make_item(title="乙桥建设")
    for item, stage in ((refused, "refused"), (reopened, "in_force")):
        claim = Completion.objects.create(
            item=item, post=item.lead, by=district.people["head"], at=NOW, words="成"
        )
        verdict = Verdict.objects.create(
            item=item, completion=claim, finding="fit", words="属实", by=district.people["supervisor"], at=NOW
        )
        Ending.objects.create(
            item=item, kind="closed_done", stage=stage, verdict=verdict, reason="属实", answer="再核", asked_by=district.people["supervisor"],
            asked_at=NOW, decided_by=district.people["supervisor2"], decided_at=NOW,
            reopened_at=NOW + timedelta(days=1) if item == reopened else None,
        )  # fmt: skip
    title = "Sent back or reopened"
    assert lines(district, "head", title) == [f"{item.number} {item.title}" for item in (refused, reopened)]
    for item in (refused, reopened):
        Completion.objects.create(
            item=item, post=item.lead, by=district.people["head"], at=NOW + timedelta(days=2), words="再成"
        )
    assert lines(district, "head", title) == []


def test_what_is_to_be_reported_is_what_the_page_behind_it_asks_for(district, make_item, settings):
    """From the twentieth on offices are asked for the month that runs."""
    make_item()
    for day, number in ((TODAY, 0), (date(2026, 3, 25), 1)):
        settings.OFFICE_NOW = NOW + timedelta(days=(day - TODAY).days)
        desk = district.client("head").get("/").context["desk"]
        tile = next(tile for tile in desk.waiting if tile.url == "/progress/")
        assert tile.number == number
        assert district.client("head").get(tile.url).context["page"].paginator.count == number


def test_items_near_their_limit_are_counted_in_the_colour_of_the_rule(district, make_item):
    """The usual rule lights blue near the limit and red past it; another may light yellow."""
    make_item(time_light="blue")
    make_item(time_light="yellow")
    make_item(time_light="red")
    desk = district.client("supervisor").get("/", headers={"accept-language": "en"}).context["desk"]
    tile = next(tile for tile in desk.year if str(tile.words) == "near their limit")
    assert (tile.number, tile.light) == (1, "blue")
    usual = default_rules()["time"]
    terms = write_terms(usual.terms) | {"near": "yellow"}
    LightRule.objects.create(kind="time", name="黄灯临近", in_force=TODAY, terms=terms)
    desk = district.client("supervisor").get("/", headers={"accept-language": "en"}).context["desk"]
    tile = next(tile for tile in desk.year if str(tile.words) == "near their limit")
    assert (tile.number, tile.light) == (1, "yellow")
    assert "time_light=yellow" in tile.url


def test_results_that_can_be_objected_to_and_objections_wait_for_somebody(district):
    rule = AppraisalRule.objects.create(name="办法", in_force=date(2026, 1, 1), terms={})
    limits = [
        Limit.objects.create(
            kind=kind, began=TODAY, count=30, days="calendar", due=TODAY + timedelta(days=30), edition="x", sentence="x"
        )
        for kind in ("object", "decide")
    ]  # fmt: skip
    appraisal = Appraisal.objects.create(
        name="一季度", year=2026, begins=date(2026, 1, 1), ends=date(2026, 2, 28), rule=rule, state="published",
        scored_by=district.people["supervisor"], scored_at=NOW, object_limit=limits[0],
    )  # fmt: skip
    score = Score.objects.create(appraisal=appraisal, office=district.offices["发改局"], points=90)
    assert numbers(district, "head")["appraisals open to objection"] == 1
    assert numbers(district, "head2")["appraisals open to objection"] == 0
    assert "appraisals open to objection" not in numbers(district, "officer")
    Objection.objects.create(
        score=score, by=district.people["head"], at=NOW, reason="不符", decide_limit=limits[1]
    )
    assert numbers(district, "leader")["objections to decide"] == 1
    Limit.objects.filter(kind="object").update(due=TODAY - timedelta(days=1))
    assert numbers(district, "head")["appraisals open to objection"] == 0


def test_an_auditor_sees_changes_and_endings(district, make_item):
    ended = make_item(state=State.CLOSED_NOT_DONE)
    moved = make_item()
    Change.objects.create(
        item=moved, field="due", original="2026-06-30", before="2026-06-30", after="2026-12-31", reason="雨",
        asked_by=district.people["head"], asked_at=NOW, state="approved", approved_at=NOW,
    )  # fmt: skip
    secret = make_item(state=State.CLOSED_DONE, secrecy=3)
    assert lines(district, "auditor", "Ended lately") == [f"{ended.number} {ended.title}"]
    assert lines(district, "auditor", "Dates and targets moved lately") == [f"{moved.number} {moved.title}"]
    assert secret.title not in district.client("auditor").get("/").content.decode()


def test_an_administrator_sees_posts_and_logins_and_no_item(district, make_item):
    item = make_item()
    Holding.objects.filter(post=district.posts["officer2"]).update(until=TODAY)
    Authenticator.objects.create(user=district.people["leader"], type="totp", data={})
    Person.objects.filter(pk=district.people["head"].pk).update(must_change_password=True)
    Charge.objects.filter(office=district.offices["教体局"]).delete()
    found = numbers(district, "administrator")
    assert found["posts vacant"] == 1
    assert found["people without a second factor"] == len(district.people) - 1
    assert found["people who must change their password"] == 1
    assert "区教育体育局" in lines(district, "administrator", "Departments that no leader is in charge of")
    assert item.title not in district.client("administrator").get("/").content.decode()


@pytest.mark.parametrize("key", ["supervisor", "leader", "head", "auditor"])
def test_numbers_lead_into_lists_that_hold_as_many(district, make_item, key):
    make_item(gap_light="red", time_light="yellow", helpers=("head2",))
    make_item(gap_light="green", lead="head2", helpers=("head",))
    make_item(state=State.REPORTED)
    make_item(state=State.CLOSED_NOT_DONE)
    client = district.client(key)
    desk = client.get("/").context["desk"]
    checked = 0
    for tile in desk.year:
        assert client.get(tile.url).context["page"].paginator.count == tile.number, tile
        checked += tile.number
    assert checked >= 5


@pytest.mark.parametrize(
    ("language", "words"), [("zh-Hans", "<h2>待你办理<"), ("en", "<h2>Waiting for you<")]
)
def test_both_languages(district, language, words):
    assert words in district.client("head").get("/", headers={"accept-language": language}).content.decode()
