"""Pages of 立项 through a browser: who sees them, what a form makes, what asks the same, the split's page of it; few queries."""

from datetime import date

import pytest

from luoshi_web.ledgerstore.models import Entry, Report
from luoshi_web.supervision.models import Item, Origin, Resemblance, Split
from luoshi_web.supervision.services.establish import Asked, establish
from tests.web.conftest import NOW

EN = {"headers": {"accept-language": "en"}}


def form(district, **changes):
    return {
        "source": "instruction", "document": "note", "number": "批示〔2026〕3号", "said_by": district.posts["leader2"].pk,
        "said_on": "2026-03-09", "title": "解决老旧小区充电难", "words": "请拿出办法，报我。", "content": "", "lead": district.posts["head"].pk,
        "helpers": "住建局、教育局", "count": "", "due": "", "secrecy": "0",
    } | changes  # fmt: skip


def a_split():
    report = Report.objects.create(place="清川区", year=2026, title="政府工作报告")
    return Split.objects.create(report=report, kind="tasks", year=2026, title="任务分解", drafted_at=NOW)


def draft(district, **changes):
    asked = {
        "source": "suggestion", "document": "media", "said_on": date(2026, 3, 9), "title": "解决老旧小区充电难", "words": "网友反映",
        "lead": district.posts["head"],
    } | changes  # fmt: skip
    return establish(actor=district.actor("supervisor"), asked=Asked(**asked), at=NOW)


def test_from_the_form_to_the_item(district, make_item):
    same = make_item(title="解决老旧小区充电难问题")
    client = district.client("supervisor")
    shown = client.get("/establish/new/").content.decode()
    assert "常务会议议定事项" in shown
    page = client.post("/establish/new/", form(district), follow=True)
    item = Item.objects.get(source="instruction")
    assert page.redirect_chain[-1][0] == f"/establish/{item.pk}/"
    words = page.content.decode()
    assert same.number in words, "what asks the same is shown before it is assigned"
    assert "今日交办的，为2026-03-25" in words
    assert f"/establish/{item.pk}/assign/" not in words, "not before somebody has said what it is"
    assert [str(co.post.office) for co in item.co_units.all()] == ["住建局", "教体局"]
    said = {
        "version": 0,
        "other": same.pk,
        "decision": "linked",
        "reason": "",
        "back": f"/establish/{item.pk}/",
    }
    words = client.post(f"/establish/{item.pk}/alike/", said, follow=True).content.decode()
    assert f"/establish/{item.pk}/assign/" in words
    page = client.post(f"/establish/{item.pk}/assign/", {"version": 1}, follow=True)
    assert page.redirect_chain[-1][0] == f"/items/{item.pk}/"
    words = page.content.decode()
    assert "批示〔2026〕3号" in words
    assert "区政府 区长 区政府区长" in words
    assert same.number in district.client("head").get(f"/items/{item.pk}/").content.decode()
    assert client.get(f"/establish/{item.pk}/")["Location"] == f"/items/{item.pk}/"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"document": "meeting"}, "This kind of document does not fit where the item comes from."),
        ({"said_by": ""}, "Say which leader gave the instruction."),
        ({"count": "40"}, "between 1 and 15 days"),
        ({"helpers": "水务局"}, "No unit with a head goes by this name: 水务局"),
        ({"secrecy": "2"}, "may not read what item"),
        ({"said_on": "2026-03-11"}, "has not come"),
    ],
)
def test_what_the_form_refuses_says_why_and_keeps_what_was_typed(district, changes, sentence):
    answer = district.client("supervisor").post("/establish/new/", form(district, **changes), **EN)
    assert answer.status_code in {400, 409}
    assert sentence in answer.content.decode().replace("&quot;", '"')
    assert "解决老旧小区充电难" in answer.content.decode()
    assert not Item.objects.exists()


def test_the_chief_decides_on_a_page(district):
    item = draft(district)
    for key, status in (
        ("leader", 404),
        ("auditor", 404),
        ("head", 403),
        ("leader2", 200),
        ("supervisor", 200),
    ):
        assert district.client(key).get(f"/establish/{item.pk}/").status_code == status, key
    chief = district.client("leader2")
    assert f'href="/establish/{item.pk}/"' in chief.get("/establish/").content.decode()
    home = chief.get("/", **EN).content.decode()
    assert "items to approve" in home
    assert "items to approve" not in district.client("leader").get("/", **EN).content.decode()
    url = f"/establish/{item.pk}/decide/"
    answer = chief.post(url, {"version": 0, "decision": "refuse", "answer": ""})
    assert answer.status_code == 409
    chief.post(url, {"version": 0, "decision": "refuse", "answer": "暂不立项"})
    origin = Origin.objects.get()
    assert (origin.state, origin.answer) == ("refused", "暂不立项")
    assert "暂不立项" in district.client("supervisor").get(f"/establish/{item.pk}/").content.decode()
    assert chief.post(url, {"version": 1, "decision": "approve"}).status_code == 409


def test_a_version_that_is_none_hands_nothing_out(district):
    item = draft(district, source="decision", document="meeting")
    for version in ("²", "", "-1"):
        answer = district.client("supervisor").post(f"/establish/{item.pk}/assign/", {"version": version})
        assert answer.status_code == 302
    assert Item.objects.get(pk=item.pk).state == "draft"


def test_of_two_who_hand_out_one_is_told(district):
    item = draft(district, source="decision", document="minutes")
    first = district.client("supervisor").post(f"/establish/{item.pk}/assign/", {"version": 0})
    assert first["Location"] == f"/items/{item.pk}/"
    words = district.client("supervisor2").post(f"/establish/{item.pk}/assign/", {"version": 0}, follow=True)
    assert "其间已有他人" in words.content.decode()


def test_rows_of_a_split_that_ask_the_same_hold_the_notice(district, make_item):
    split = a_split()
    same = make_item(title="改造老旧小区25个")
    row = make_item(state="draft", split=split, title="改造老旧小区20个")
    twin = make_item(state="draft", split=split, title="改造老旧小区30个")
    client = district.client("supervisor")
    issue = client.get(f"/split/{split.pk}/issue/", **EN).content.decode()
    assert "ask what other items ask" in issue or "asks what another item asks" in issue
    assert client.post(f"/split/{split.pk}/issue/", {"number": "1号", "known": "on"}).status_code == 302
    assert Split.objects.get().state == "draft"
    page = client.get(f"/split/{split.pk}/alike/")
    pairs = {(draft.pk, found.item.pk) for draft, found, _form in page.context["alike"]}
    assert pairs == {(row.pk, same.pk), (twin.pk, same.pk), (twin.pk, row.pk)}
    for drafted, found, _form in page.context["alike"]:
        fresh = Item.objects.get(pk=drafted.pk)
        if fresh.state == "draft":
            said = {
                "version": fresh.version,
                "other": found.item.pk,
                "decision": "apart",
                "reason": "口径不同",
            }
            client.post(f"/establish/{drafted.pk}/alike/", said)
    assert not client.get(f"/split/{split.pk}/alike/").context["alike"]
    client.post(f"/split/{split.pk}/issue/", {"number": "1号", "known": "on"})
    assert Split.objects.get().state == "issued"
    assert Resemblance.objects.count() == len(pairs)
    assert not Entry.objects.exists()


def test_the_pages_take_few_queries(district, make_item, django_assert_max_num_queries):
    for number in range(8):
        make_item(title=f"解决老旧小区充电难问题{'一二三四五六七八'[number]}", helpers=("head2",))
    item = draft(district, source="instruction", document="note", said_by=district.posts["leader2"])
    out = make_item(title="另一件事", source="instruction")
    split = a_split()
    for number in range(8):
        make_item(state="draft", split=split, title=f"解决老旧小区充电难问题{'一二三四五六七八'[number]}")
    for address in (
        "/establish/", "/establish/new/", f"/establish/{item.pk}/", f"/items/{out.pk}/", f"/split/{split.pk}/alike/", "/",
    ):  # fmt: skip
        for key in ("supervisor", "leader2"):
            client = district.client(key)
            with django_assert_max_num_queries(15, info=f"{key} {address}"):
                assert client.get(address).status_code in {200, 403, 404}, address
