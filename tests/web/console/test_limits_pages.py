"""Pages of limits and changes: who sees and does what, in both languages, in few queries."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.supervision.clocks.services import start_limit, suspend
from luoshi_web.supervision.models import Change, Extension, Item, Limit
from luoshi_web.supervision.services.change import ask_target_change, decide_change
from luoshi_web.supervision.services.extension import ask_extension, screen_extension
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW, TODAY

DUE = date(2026, 6, 30)


@pytest.fixture
def item(make_item):
    return make_item(
        kind="target", indicator="gdp", bound="at_least", low=Decimal(6), original_low=Decimal(6), unit="%", due=DUE, original_due=DUE
    )  # fmt: skip


@pytest.fixture
def limit(district, item):
    return start_limit(
        item=item, kind="urged", began=date(2026, 3, 6), count=5, days="working", actor=district.actor("supervisor"), at=NOW
    )  # fmt: skip


@pytest.fixture
def extension(district, item):
    return ask_extension(
        actor=district.actor("head"), item_id=item.pk, new_due=date(2026, 9, 30), reason="征地未完成", progress="已完成设计", at=NOW
    )  # fmt: skip


@pytest.fixture
def change(district, item):
    return ask_target_change(
        actor=district.actor("head"),
        item_id=item.pk,
        low=Decimal("5.5"),
        high=None,
        reason="外部需求下降",
        at=NOW,
    )


def text(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def english(district, key):
    client = district.client(key)
    client.post("/language/setlang/", {"language": "en"})
    return client


def version(item):
    return Item.objects.values_list("version", flat=True).get(pk=item.pk)


# Who sees what


@pytest.mark.parametrize(
    ("key", "status"),
    [("supervisor", 200), ("leader", 200), ("auditor", 200), ("head", 200), ("officer", 200), ("head3", 200), ("administrator", 403)],
)  # fmt: skip
def test_who_opens_the_pages_of_limits_and_changes(district, key, status):
    client = district.client(key)
    assert client.get("/limits/").status_code == status
    assert client.get("/changes/").status_code == status
    assert client.get("/limits/try/").status_code == 200


def test_the_calculator_wants_somebody_logged_in(client, db):
    assert client.get("/limits/try/").status_code == 302


@pytest.mark.parametrize("key", ["head3", "head2"])
def test_what_is_not_yours_to_see_is_not_there(district, item, limit, extension, change, key):
    client = district.client(key)
    for url in (
        f"/items/{item.pk}/limits/", f"/items/{item.pk}/extension/", f"/items/{item.pk}/target/",
        f"/extensions/{extension.pk}/screen/", f"/extensions/{extension.pk}/decide/", f"/changes/{change.pk}/decide/",
        f"/limits/{limit.pk}/suspend/",
    ):  # fmt: skip
        assert client.get(url).status_code == 404, url
    for url in (
        f"/extensions/{extension.pk}/withdraw/",
        f"/changes/{change.pk}/withdraw/",
        f"/limits/{limit.pk}/resume/",
    ):
        assert client.post(url, {"version": 0}).status_code == 404, url
    assert Act.objects.count() == 2


def _addresses(item, limit, extension, change):
    return {
        "ask": f"/items/{item.pk}/extension/", "target": f"/items/{item.pk}/target/", "screen": f"/extensions/{extension.pk}/screen/",
        "decide": f"/extensions/{extension.pk}/decide/", "decide_change": f"/changes/{change.pk}/decide/",
        "suspend": f"/limits/{limit.pk}/suspend/",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "opens"),
    [
        ("supervisor", {"screen", "target", "suspend"}),
        ("head", {"ask", "target"}),
        ("officer", set()),
        ("leader", {"decide", "decide_change"}),
        ("leader2", set()),
        ("auditor", set()),
    ],
)
def test_each_form_opens_for_those_who_may_do_the_act(district, item, limit, extension, change, key, opens):
    client = district.client(key)
    found = {
        name: client.get(url).status_code for name, url in _addresses(item, limit, extension, change).items()
    }
    assert found == {name: 200 if name in opens else 403 for name in found}


def test_an_act_by_another_post_is_forbidden_and_not_done(district, item, limit, extension, change):
    before = Act.objects.count()
    for key in ("officer", "auditor", "leader2"):
        client = district.client(key)
        for url in _addresses(item, limit, extension, change).values():
            assert client.post(url, {"version": version(item), "reason": "x"}).status_code == 403
    assert Act.objects.count() == before


# The way of an extension through the pages


def test_an_extension_goes_from_the_head_over_the_office_to_the_leader(district, item):
    head = english(district, "head")
    assert f"/items/{item.pk}/extension/" in text(head.get(f"/items/{item.pk}/limits/"))
    assert f"/items/{item.pk}/extension/" in text(head.get(f"/items/{item.pk}/"))
    asked = {
        "version": 0, "new_due": "2026-09-30", "reason": "征地手续未完成", "progress": "已完成施工图设计",
    }  # fmt: skip
    page = text(head.post(f"/items/{item.pk}/extension/", asked, follow=True))
    assert "the supervision office screens it" in page
    assert "asked for" in page
    assert f'href="/items/{item.pk}/extension/"' not in page
    extension = Extension.objects.get()
    supervisor, leader = english(district, "supervisor"), english(district, "leader")
    assert f"/extensions/{extension.pk}/screen/" in text(supervisor.get("/limits/"))
    assert "/extensions/" not in text(leader.get("/limits/"))
    page = text(supervisor.post(
        f"/extensions/{extension.pk}/screen/", {"version": version(item), "opinion": "情况属实"}, follow=True
    ))  # fmt: skip
    assert "lies before the leader" in page
    assert f"/extensions/{extension.pk}/decide/" in text(leader.get("/limits/"))
    form = text(leader.get(f"/extensions/{extension.pk}/decide/"))
    for words in ("征地手续未完成", "已完成施工图设计", "情况属实", "2026-09-30"):
        assert words in form
    page = text(leader.post(
        f"/extensions/{extension.pk}/decide/", {"version": version(item), "decision": "yes", "answer": ""}, follow=True
    ))  # fmt: skip
    assert "the date is moved" in page
    assert "92 days slipped" in page
    assert "2026-06-30" in page  # what was first promised stays
    item = Item.objects.get(pk=item.pk)
    assert item.due == date(2026, 9, 30)
    page = text(english(district, "head3").get("/changes/"))
    assert item.title in page
    assert f'href="/items/{item.pk}/limits/"' not in page  # another office reads the change, not the item
    assert f'href="/items/{item.pk}/limits/"' in text(head.get("/changes/"))


def test_a_refusal_stands_above_the_form_with_what_was_written(district, item):
    asked = {"version": 0, "new_due": "2026-06-30", "reason": "征地手续未完成", "progress": "已完成设计"}
    page = text(english(district, "head").post(f"/items/{item.pk}/extension/", asked))
    assert "must be later than 2026-06-30" in page
    assert "征地手续未完成" in page
    assert not Extension.objects.exists()


def test_a_late_request_is_refused_in_a_sentence(district, make_item):
    item = make_item(due=TODAY, original_due=TODAY)
    asked = {"version": 0, "new_due": "2026-09-30", "reason": "征地", "progress": "设计"}
    page = text(district.client("head").post(f"/items/{item.pk}/extension/", asked))
    assert "延期应当在完成时限届满前申请；该事项完成时限为2026-03-10" in page
    assert "/extension/" not in text(district.client("head").get(f"/items/{item.pk}/limits/"))


def test_two_who_act_on_one_page_one_is_told(district, item, extension):
    shown = version(item)
    supervisor, other = district.client("supervisor"), english(district, "supervisor2")
    url = f"/extensions/{extension.pk}/screen/"
    supervisor.post(url, {"version": shown, "opinion": "属实"})
    page = text(other.post(url, {"version": shown, "opinion": "不属实"}))
    assert "Somebody else has changed this meanwhile" in page
    extension.refresh_from_db()
    assert extension.opinion == "属实"


def test_a_leader_must_choose(district, item, extension):
    screen_extension(actor=district.actor("supervisor"), extension_id=extension.pk, opinion="属实", at=NOW)
    url = f"/extensions/{extension.pk}/decide/"
    leader = english(district, "leader")
    assert "fault" in text(leader.post(url, {"version": version(item), "decision": ""}))
    page = text(leader.post(url, {"version": version(item), "decision": "no", "answer": ""}))
    assert "A refusal says why" in page
    page = text(
        leader.post(url, {"version": version(item), "decision": "no", "answer": "按期完成"}, follow=True)
    )
    assert "the date stands" in page
    assert Item.objects.get(pk=item.pk).due == DUE


def test_the_office_withdraws_its_request(district, item, extension):
    client = english(district, "head")
    page = text(client.post(f"/extensions/{extension.pk}/withdraw/", {"version": version(item)}, follow=True))
    assert "The request is withdrawn" in page
    page = text(client.post(f"/extensions/{extension.pk}/withdraw/", {"version": version(item)}, follow=True))
    assert "This request was withdrawn" in page


# Another target


def test_a_target_is_changed_through_the_pages(district, item):
    head, leader = english(district, "head"), english(district, "leader")
    url = f"/items/{item.pk}/target/"
    assert 'name="upper"' not in text(head.get(url))  # a floor is one number
    page = text(head.post(url, {"version": 0, "value": "5.5", "reason": "外部需求下降"}, follow=True))
    assert "lowered" in page
    change = Change.objects.get()
    assert (change.low, change.high, change.lowers) == (Decimal("5.5"), None, True)
    assert f"/changes/{change.pk}/decide/" in text(leader.get("/limits/"))
    page = text(leader.post(
        f"/changes/{change.pk}/decide/", {"version": version(item), "decision": "yes", "answer": "同意"}, follow=True
    ))  # fmt: skip
    assert "The target is changed" in page
    assert "6%" in page
    item = Item.objects.get(pk=item.pk)
    assert (item.low, item.original_low) == (Decimal("5.5"), 6)
    page = text(district.client("officer2").get("/changes/?lowers=on"))
    assert "外部需求下降" in page
    assert "6% → 5.5%" in page
    assert "没有调整" in text(district.client("officer2").get("/changes/?field=due"))


def test_a_range_and_one_number_are_both_ends(district, make_item):
    item = make_item(kind="target", low=Decimal(5), high=Decimal(5), unit="%", bound="about")
    client = district.client("head")
    client.post(
        f"/items/{item.pk}/target/", {"version": 0, "value": "4.5", "upper": "5", "reason": "留有余地"}
    )
    change = Change.objects.get()
    assert (change.low, change.high, change.after) == (Decimal("4.5"), 5, "4.5–5")


def test_a_change_is_withdrawn_by_whoever_asked(district, item, change):
    other = english(district, "supervisor")
    page = text(other.post(f"/changes/{change.pk}/withdraw/", {"version": version(item)}, follow=True))
    assert "not for your post" in page
    page = text(
        english(district, "head").post(
            f"/changes/{change.pk}/withdraw/", {"version": version(item)}, follow=True
        )
    )
    assert "The request is withdrawn" in page


# Limits


def test_the_sentence_of_a_date_is_in_the_readers_language(district, item):
    start_limit(
        item=item, kind="urged", began=date(2026, 2, 10), count=15, days="working", actor=district.actor("supervisor"), at=NOW
    )  # fmt: skip
    page = text(district.client("head").get(f"/items/{item.pk}/limits/"))
    assert "自2026年2月10日星期二起15个工作日，当日不计" in page
    assert "2月14日（与2月20日调休）" in page
    page = text(english(district, "head").get(f"/items/{item.pk}/limits/"))
    assert "15 working days from Tuesday 10 February 2026" in page
    assert "14 February (worked for 20 February)" in page


def test_a_limit_is_suspended_and_runs_again(district, item, limit, settings):
    client = english(district, "supervisor")
    assert f"/limits/{limit.pk}/suspend/" in text(client.get(f"/items/{item.pk}/limits/"))
    assert "suspend" not in text(english(district, "head").get(f"/items/{item.pk}/limits/")).lower()
    page = text(client.post(f"/limits/{limit.pk}/suspend/", {"reason": "等待上级答复"}, follow=True))
    assert "stands still" in page
    assert "等待上级答复" in page
    settings.OFFICE_NOW = datetime(2026, 3, 16, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    page = text(client.post(f"/limits/{limit.pk}/resume/", follow=True))
    assert "it ends on 2026-03-19" in page
    page = text(
        client.post(f"/limits/{limit.pk}/resume/", {"back": f"/items/{item.pk}/limits/"}, follow=True)
    )
    assert "This limit is not suspended" in page


def test_a_refused_suspension_says_why(district, item):
    limit = start_limit(
        item=item,
        kind="urged",
        began=TODAY,
        count=5,
        days="working",
        actor=district.actor("supervisor"),
        at=NOW,
    )
    page = text(english(district, "supervisor").post(f"/limits/{limit.pk}/suspend/", {"reason": "等待"}))
    assert "from the day after it began" in page


def test_what_is_due_and_what_was_missed(district, make_item, limit):
    late = make_item(lead="head2", due=date(2026, 3, 1))
    start_limit(
        item=late,
        kind="sign",
        began=date(2026, 3, 2),
        count=3,
        days="working",
        actor=district.actor("supervisor"),
        at=NOW,
    )
    client = english(district, "supervisor")
    page = text(client.get("/limits/"))
    assert "5 days over" in page
    assert "3 days left" in page  # 13 March
    assert late.title in page
    page = text(client.get(f"/limits/?within=7&office={district.offices['发改局'].pk}"))
    assert late.title not in page
    assert limit.item.title in page
    page = text(client.get("/limits/?kind=sign"))
    assert limit.item.title not in page
    page = text(client.get("/limits/?show=items"))
    assert "9 days over" in page
    assert limit.item.title not in page
    assert late.title in page
    assert late.title not in text(english(district, "head").get("/limits/"))


def test_a_filter_that_makes_no_sense_shows_the_page(district):
    assert "Nothing is due" in text(english(district, "supervisor").get("/limits/?within=abc&office=x"))
    assert "Nothing has been changed" in text(english(district, "supervisor").get("/changes/?year=abc"))


# The calculator


def test_the_calculator_explains_its_date(district):
    client = english(district, "officer")
    page = text(client.get("/limits/try/?began=2026-02-10&count=15&unit=working"))
    assert "2026-03-09" in page
    assert "15 February to 23 February" in page
    assert 'class="square made-up"' in page
    assert 'class="square due"' in page
    page = text(district.client("officer").get("/limits/try/?began=2026-03-06&count=30&unit=calendar"))
    assert "2026-04-07" in page
    assert "顺延至下一个工作日" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("began=2026-02-10&count=0&unit=working", "greater than or equal to 1"),
        ("began=2026-02-10&count=1001&unit=working", "At most 1000"),
        ("began=1999-02-10&count=5&unit=working", "The calendar counts from"),
        ("began=2095-02-10&count=5&unit=working", "The calendar counts from"),
        ("began=yesterday&count=5&unit=working", "Enter a valid date"),
        ("began=2026-02-10&count=5&unit=weeks", "Select a valid choice"),
    ],
)
def test_the_calculator_says_what_it_cannot_count(district, query, said):
    assert said in text(english(district, "officer").get(f"/limits/try/?{query}"))


def test_the_longest_limit_is_still_counted(district):
    client = district.client("officer")
    for unit, most in (("working", 1000), ("calendar", 3660), ("months", 120)):
        assert client.get(f"/limits/try/?began=2087-12-31&count={most}&unit={unit}").status_code == 200


# Cost


def _many(district, make_item, count):
    items = [make_item(lead="head" if number % 2 else "head2", due=TODAY) for number in range(count)]
    for item in items:
        start_limit(
            item=item,
            kind="urged",
            began=TODAY,
            count=2,
            days="working",
            actor=district.actor("supervisor"),
            at=NOW,
        )
    return items


def test_the_pages_take_few_queries(district, make_item, item, django_assert_max_num_queries):
    supervisor, leader = district.actor("supervisor"), district.actor("leader")
    for offset in range(6):
        change = ask_target_change(
            actor=supervisor,
            item_id=item.pk,
            low=Decimal(5) - Decimal(offset) / 10,
            high=None,
            reason="调整",
            at=NOW,
        )
        decide_change(actor=leader, change_id=change.pk, approved=True, at=NOW)
        limit = start_limit(
            item=item, kind="urged", began=date(2026, 3, 6), count=5, days="working", actor=supervisor, at=NOW
        )
        suspend(actor=supervisor, limit_id=limit.pk, reason="等待", at=NOW)
    _many(district, make_item, 60)
    for key in ("supervisor", "head", "leader"):
        client = district.client(key)
        for url in (
            "/limits/",
            "/limits/?show=items",
            "/changes/",
            f"/items/{item.pk}/limits/",
            "/limits/try/",
        ):
            with django_assert_max_num_queries(15):
                assert client.get(url).status_code == 200


def test_a_draft_has_no_open_changes_and_a_closed_item_no_forms(district, make_item):
    item = make_item(state=State.CLOSED_DONE)
    page = text(english(district, "head").get(f"/items/{item.pk}/limits/"))
    assert "Ask for an extension" not in page
    assert "it stands as it was first promised" in page
    assert Limit.objects.count() == 0
