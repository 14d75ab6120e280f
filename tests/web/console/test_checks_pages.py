"""Pages of verification: the whole way through the views, who is refused, both languages, few queries."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages

from luoshi_web.audit.models import Act
from luoshi_web.supervision.models import Check, CheckPlan, Ending, Item, Update
from luoshi_web.supervision.states import State
from tests.web.closing_steps import claim, judge, prove, to_done
from tests.web.conftest import NOW, TODAY

EN = {"accept-language": "en"}


def post(district, key, address, item, **said):
    """What the form of a page sends, with the version that the page showed."""
    version = Item.objects.get(pk=item.pk).version
    return district.client(key).post(f"/checks/{address}", {"version": version} | said, headers=EN)


def state_of(item):
    return Item.objects.get(pk=item.pk).state


def test_an_item_is_closed_through_the_pages_by_three_people(district, make_item):
    item = make_item()
    prove(district, item)
    answer = post(district, "head", f"items/{item.pk}/claim/", item, words="已全部建成")
    assert (answer.status_code, answer["Location"]) == (302, f"/checks/items/{item.pk}/")
    assert state_of(item) == State.REPORTED
    answer = post(
        district, "supervisor", f"items/{item.pk}/verdict/", item, finding="fit", words="现场核查属实"
    )
    assert answer.status_code == 302
    assert state_of(item) == State.REPORTED, "a verdict closes nothing"
    same = post(district, "supervisor", f"items/{item.pk}/sign-off/", item, public_reason="已建成")
    assert same.status_code == 409
    assert "Somebody else signs it off" in same.content.decode()
    assert "已建成</textarea>" in same.content.decode().replace("\n", ""), "what was typed is still there"
    answer = post(district, "supervisor2", f"items/{item.pk}/sign-off/", item, public_reason="已建成")
    assert answer.status_code == 302
    assert state_of(item) == State.CLOSED_DONE
    answer = post(
        district, "supervisor", f"items/{item.pk}/reopen/", item, came_back="yes", reason="再次停用"
    )
    assert answer.status_code == 302
    tab = district.client("head").get(f"/checks/items/{item.pk}/", headers=EN).content.decode()
    for words in ("已全部建成", "现场核查属实", "已建成", "再次停用", "relapsed 1 time"):
        assert words in tab


def test_the_slower_of_two_is_told(district, make_item):
    item = make_item()
    prove(district, item)
    claim(district, item)
    judge(district, item)
    shown = {"version": 2, "public_reason": "已建成"}
    address = f"/checks/items/{item.pk}/sign-off/"
    assert district.client("supervisor2").post(address, shown).status_code == 302
    late = district.client("supervisor2").post(address, shown, headers=EN)
    assert late.status_code == 409
    assert "Somebody else has changed this meanwhile" in late.content.decode()
    assert Act.objects.filter(verb="item.close").count() == 1


def test_a_claim_is_withdrawn_with_one_button(district, make_item):
    item = make_item()
    prove(district, item)
    claim(district, item)
    page = district.client("head").get(f"/items/{item.pk}/").content.decode()
    assert f'action="/checks/items/{item.pk}/withdraw-claim/"' in page
    stale = district.client("head").post(f"/checks/items/{item.pk}/withdraw-claim/", {"version": 0})
    assert "其间已有他人改动" in str(next(iter(get_messages(stale.wsgi_request))))
    assert post(district, "head", f"items/{item.pk}/withdraw-claim/", item).status_code == 302
    assert state_of(item) == State.ACTIVE


def test_another_end_goes_over_the_leaders_desk(district, make_item):
    item, taker = make_item(), make_item()
    Update.objects.create(
        item=item, period=date(2026, 2, 28), words="已开工三处", post=district.posts["officer"],
        by=district.people["officer"], at=NOW,
    )  # fmt: skip
    said = {"kind": "merged", "into": taker.number, "reason": "与另一事项重复"}
    assert post(district, "supervisor", f"items/{item.pk}/end/", item, **said).status_code == 302
    ending = Ending.objects.get()
    desk = district.client("leader").get("/checks/desk/", headers=EN).content.decode()
    assert f"/checks/endings/{ending.pk}/" in desk
    other = district.client("leader2").get("/checks/desk/", headers=EN).content.decode()
    assert item.title not in other, "of another leader's office"
    assert district.client("leader2").get(f"/checks/endings/{ending.pk}/").status_code == 403
    refused = post(district, "leader", f"endings/{ending.pk}/", item, decision="refuse", answer="")
    assert refused.status_code == 409
    assert (
        post(district, "leader", f"endings/{ending.pk}/", item, decision="approve", answer="").status_code
        == 302
    )
    assert state_of(item) == State.MERGED
    tab = district.client("head").get(f"/checks/items/{taker.pk}/").content.decode()
    assert "已开工三处" in tab, "what was reported of the merged item stays in sight"


def test_a_plan_is_made_drawn_and_recorded(district, make_item):
    items = [make_item(lead=lead) for lead in ("head", "head", "head2")]
    said = {
        "name": "一季度核查", "content": "看是否投用", "method": "on_site", "begins": "2026-03-10", "ends": "2026-03-31",
        "year": 2026, "states": ["active"], "rest_days": 30, "sampled": 2, "seed": "20260310",
    }  # fmt: skip
    client = district.client("supervisor")
    answer = client.post("/checks/plan/", said)
    plan = CheckPlan.objects.get()
    assert answer["Location"] == f"/checks/plans/{plan.pk}/"
    page = client.get(answer["Location"], headers=EN).content.decode()
    assert "the same items" in page
    assert plan.checks.values("item__office").distinct().count() == 2
    check = plan.checks.select_related("item").first()
    photograph = prove(district, check.item, by="supervisor")
    found = {
        "method": "on_site",
        "on": "2026-03-10",
        "place": "城东街道",
        "finding": "partly",
        "words": "仅开放一半窗口",
    }
    assert (
        post(
            district, "supervisor", f"record/{check.pk}/", check.item, **found, photographs=[photograph.pk]
        ).status_code
        == 302
    )
    photograph.refresh_from_db()
    assert photograph.of_check == check
    assert "仅开放一半窗口" in client.get(f"/checks/plans/{plan.pk}/").content.decode()
    again = post(district, "supervisor", f"record/{check.pk}/", check.item, **found)
    assert again.status_code == 409
    nothing = client.post("/checks/plan/", said | {"year": 2020}, headers=EN)
    assert (nothing.status_code, "No item fits this scope" in nothing.content.decode()) == (409, True)
    assert len(items) == 3


def test_a_draw_that_was_tampered_with_is_seen(district, make_item):
    for _ in range(5):
        make_item()
    client = district.client("supervisor")
    client.post("/checks/plan/", {
        "name": "核查", "content": "看", "method": "papers", "begins": "2026-03-10", "ends": "2026-03-31", "year": 2026,
        "states": ["active"], "rest_days": 30, "sampled": 2, "seed": "1",
    })  # fmt: skip
    plan = CheckPlan.objects.get()
    check = plan.checks.first()
    check.item = Item.objects.exclude(checks__plan=plan).first()
    check.save()
    assert (
        "other items than stand here" in client.get(f"/checks/plans/{plan.pk}/", headers=EN).content.decode()
    )


def test_an_unannounced_check_is_not_told_beforehand(district, make_item):
    item = make_item()
    Check.objects.create(item=item, method="unannounced")
    address = f"/checks/items/{item.pk}/"
    assert "unannounced" in district.client("supervisor").get(address, headers=EN).content.decode()
    assert "unannounced" not in district.client("head").get(address, headers=EN).content.decode()


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_the_pages_speak_both_languages(district, make_item, language):
    item = make_item()
    to_done(district, item)
    client = district.client("supervisor")
    chinese = language != "en"
    for address in (
        "desk/",
        "desk/?show=leader",
        "",
        "plan/",
        f"items/{item.pk}/",
        f"items/{item.pk}/reopen/",
    ):
        words = client.get(f"/checks/{address}", headers={"accept-language": language}).content.decode()
        assert ("核查</a>" in words) is chinese, address
        assert ("Verification</a>" in words) is not chinese, address
        assert " style=" not in words


def test_the_pages_take_few_queries(district, make_item, django_assert_max_num_queries):
    taker = make_item()
    for n in range(30):
        item = make_item(helpers=("head2",))
        prove(district, item)
        claim(district, item, at=NOW + timedelta(minutes=n))
        Check.objects.create(
            item=item, method="papers", finding="as_reported", words="属实", at=NOW, on=TODAY
        )
        other = make_item(state=State.MERGED, merged_into=taker)
        Update.objects.create(
            item=other, period=date(2026, 2, 28), words="进展", post=district.posts["officer"],
            by=district.people["officer"], at=NOW,
        )  # fmt: skip
    client = district.client("supervisor")
    client.post("/checks/plan/", {
        "name": "核查", "content": "看", "method": "papers", "begins": "2026-03-10", "ends": "2026-03-31", "year": 2026,
        "states": ["active", "reported"], "rest_days": 0, "sampled": 20, "seed": "1",
    })  # fmt: skip
    plan = CheckPlan.objects.get()
    for address in (
        "desk/", "desk/?show=sign_off", "desk/?show=leader", "", "plan/", f"plans/{plan.pk}/", f"items/{item.pk}/",
        f"items/{taker.pk}/", f"items/{item.pk}/verdict/", f"items/{item.pk}/sign-off/", f"items/{item.pk}/look/",
    ):  # fmt: skip
        with django_assert_max_num_queries(15):
            assert client.get(f"/checks/{address}").status_code == 200
