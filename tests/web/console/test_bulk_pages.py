"""Boxes, buttons and the two pages of an act on many: without a script, in both languages, narrowed as the list was."""

import re
from html import unescape

import pytest
from django.db import transaction

from luoshi_web.audit.models import Act
from luoshi_web.console.bulk.chosen import unpacked
from luoshi_web.supervision.models import Item
from luoshi_web.supervision.services.limits_of_split import start_limits
from luoshi_web.supervision.services.split import draft_split
from luoshi_web.supervision.states import State
from tests.web.conftest import NOW
from tests.web.report_for_split import more_offices, store

ENGLISH, CHINESE = {"accept-language": "en"}, {"accept-language": "zh-Hans"}
NARROWED = "/items/?words=%E5%86%9C%E6%9D%91%E5%85%AC%E8%B7%AF"


def words(answer):
    return unescape(answer.content.decode())


def fields(page, form="bulk"):
    """What the form of a page would send: its hidden fields and what is checked."""
    inside = re.search(rf'<form id="{form}".*?</form>', page, re.S) if form else None
    found = re.findall(
        r'<input type="hidden" name="(\w+)" value="([^"]*)"', inside.group() if inside else page
    )
    return {name: unescape(value) for name, value in found}


@pytest.fixture
def many(district, make_item):
    """Seventy items to sign for, and one under way."""
    items = [make_item(state=State.ASSIGNED) for _ in range(70)]
    with transaction.atomic():
        for item in items:
            start_limits(item=item, actor=district.actor("supervisor"), at=NOW)
    return [*items, make_item()]


@pytest.mark.parametrize(("scope", "signed", "left"), [("ticked", 2, 0), ("page", 50, 0), ("all", 70, 1)])
def test_ticked_the_page_or_all_that_match(district, many, scope, signed, left):
    client = district.client("officer")
    page = words(client.get("/items/", headers=ENGLISH))
    assert page.count('form="bulk" name="row"') == 50
    assert "all 71 that match" in page
    ticks = [f"{item.pk}.0" for item in many[:2]]
    ask = client.post("/together/sign/", fields(page) | {"scope": scope, "row": ticks}, headers=ENGLISH)
    asked = words(ask)
    assert f"({signed})" in asked
    assert ("will be left as" in asked) is bool(left)
    assert not Act.objects.exists()
    inside = asked[asked.index("<main") :]
    answer = client.post("/together/sign/", fields(inside, None) | {"go": "1"}, headers=ENGLISH, follow=True)
    assert Item.objects.filter(state=State.ACTIVE, signed_at=NOW).count() == signed
    assert Act.objects.filter(verb="item.sign").count() == signed
    assert f"Sign for them: {signed} done." in words(answer)
    if left:
        assert "the item is “under way”" in words(answer)


def test_all_that_match_follow_the_filter_of_the_list(district, many):
    Item.objects.filter(pk__in=[item.pk for item in many[:60]]).update(title="修缮农村公路")
    client = district.client("officer")
    page = words(client.get(NARROWED, headers=CHINESE))
    asked = words(client.post("/together/sign/", fields(page) | {"scope": "all"}, headers=CHINESE))
    inside = fields(asked[asked.index("<main") :], None)
    assert len(unpacked(inside["chosen"])) == 60
    assert inside["back"] == NARROWED
    answer = client.post("/together/sign/", inside | {"go": "1"})
    assert answer["Location"] == inside["back"]


def test_what_changed_since_the_page_asked_is_left_and_named(district, many):
    client = district.client("officer")
    page = words(client.get("/items/", headers=ENGLISH))
    asked = words(client.post("/together/sign/", fields(page) | {"scope": "page"}, headers=ENGLISH))
    Item.objects.filter(pk=many[0].pk).update(version=3)
    inside = fields(asked[asked.index("<main") :], None) | {"go": "1"}
    told = words(client.post("/together/sign/", inside, headers=ENGLISH))
    assert "Sign for them: 49 done." in told
    assert "Somebody else has changed this meanwhile" in told
    assert many[0].title in told


def test_nothing_ticked_says_so_and_changes_nothing(district, many):
    client = district.client("officer")
    page = fields(words(client.get("/items/")))
    answer = client.post("/together/sign/", page | {"scope": "ticked"}, headers=ENGLISH, follow=True)
    assert "Tick some rows" in words(answer)
    answer = client.post("/together/sign/", page | {"scope": "ticked", "row": ["x", "9999999999.x"]})
    assert answer.status_code == 302
    assert not Act.objects.exists()


def test_another_units_items_are_not_there_and_a_list_has_its_own_acts_alone(district, many):
    client = district.client("head3")
    said = {"list": "items", "chosen": f"{many[0].pk}.0", "go": "1"}
    assert client.post("/together/sign/", said).status_code == 404
    client = district.client("officer")
    assert client.post("/together/sign/", said | {"list": "owed"}).status_code == 404
    assert client.post("/together/sign/", said | {"list": "nothing"}).status_code == 404
    assert client.get("/together/sign/").status_code == 302
    assert not Act.objects.exists()


def test_more_than_an_act_takes_is_refused_in_words(district, many, monkeypatch):
    client = district.client("officer")
    page = fields(words(client.get("/items/")))
    monkeypatch.setattr("luoshi_web.console.bulk.views.most_of", lambda act: 60)
    answer = client.post("/together/sign/", page | {"scope": "all"}, headers=ENGLISH, follow=True)
    assert "More than 60 at once" in words(answer)
    assert not Act.objects.exists()


def test_rows_of_a_draft_get_a_lead_and_the_list_comes_back_narrowed(district):
    more_offices(district)
    split = draft_split(
        actor=district.actor("supervisor"), report=store(district=district), kind="tasks", at=NOW
    )
    client = district.client("supervisor")
    page = words(client.get(f"/split/{split.pk}/?lacking=yes", headers=CHINESE))
    lacking = split.items.filter(lead=None)
    count = lacking.count()
    assert count
    asked = words(client.post("/together/lead/", fields(page) | {"scope": "page"}, headers=CHINESE))
    inside = fields(asked[asked.index("<main") :], None) | {"go": "1"}
    wrong = words(client.post("/together/lead/", inside | {"lead": ""}, headers=CHINESE))
    assert 'class="fault"' in wrong
    answer = client.post("/together/lead/", inside | {"lead": district.posts["head"].pk})
    assert answer["Location"] == f"/split/{split.pk}/?lacking=yes"
    assert not lacking.exists()
    assert Act.objects.filter(verb="item.edit").count() == count


def test_units_are_named_as_the_notice_prints_them(district):
    more_offices(district)
    split = draft_split(
        actor=district.actor("supervisor"), report=store(district=district), kind="tasks", at=NOW
    )
    client = district.client("supervisor")
    item = split.items.first()
    said = {"list": "rows", "of": split.pk, "chosen": f"{item.pk}.0", "go": "1", "helpers": "不存在的局"}
    assert "不存在的局" in words(client.post("/together/helpers/", said, headers=CHINESE))
    client.post("/together/helpers/", said | {"helpers": "审计局、发改局"})
    client.post("/together/helpers/", said | {"helpers": "发改局"})
    assert [str(co.post.office) for co in split.items.first().co_units.all()] == ["发改局"]


def test_the_month_is_reported_as_the_month_before(district, make_item):
    items = [make_item(assigned_at="2026-01-20T02:00:00Z") for _ in range(3)]
    client = district.client("officer")
    page = words(client.get("/progress/?period=2026-02-28", headers=CHINESE))
    asked = words(client.post("/together/as-before/", fields(page) | {"scope": "page"}, headers=CHINESE))
    assert "2026-02-28" in asked
    inside = fields(asked[asked.index("<main") :], None) | {"go": "1"}
    told = words(client.post("/together/as-before/", inside, headers=CHINESE))
    assert items[0].title in told  # nothing before, no words: each is named
    client.post("/together/as-before/", inside | {"words": "按计划推进"})
    assert {update.words for item in items for update in item.updates.all()} == {"按计划推进"}


def test_who_can_do_nothing_with_many_sees_no_box(district, many):
    for key in ("leader", "auditor", "head2"):
        page = words(district.client(key).get("/items/?whose=all"))
        assert 'name="row"' not in page
        assert 'id="bulk"' not in page
