"""A corrected copy of a report reaches the items that were issued: each says so, its unit and the supervision office are told, once."""

import pytest

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Message, TextChange
from luoshi_web.supervision.services.corrected import settle_text
from luoshi_web.supervision.urging.gathered import lines_of
from tests.web.conftest import NOW
from tests.web.permissions.of_reports import CORRECTED
from tests.web.review_reports import SHORT, bring_in, entry_with, reported


@pytest.fixture
def items(district, make_item):
    """By entries whose sentence changes, goes, or stays; and one that is a draft still."""
    report = reported(district)
    made = {
        "changed": make_item(entry=entry_with(report, "增长5.5%左右")),
        "gone": make_item(entry=entry_with(report, "改造老旧小区26个"), state="assigned"),
        "same": make_item(entry=entry_with(report, "城镇调查失业率")),
        "draft": make_item(entry=entry_with(report, "增长5.5%左右"), state="draft"),
        "ended": make_item(entry=entry_with(report, "改造老旧小区26个"), state="closed_done"),
    }
    return report, made


def correct(district, report, text=CORRECTED, name="更正稿.txt"):
    copy = bring_in(district, text, name=name, report=report)
    assert copy.state == "read"
    return copy


def lines_to(district, key):
    told = Message.objects.filter(person=district.people[key], channel="in_app")
    return [(line["number"], line["code"]) for message in told for line in lines_of(message)]


def test_open_items_whose_sentence_changed_or_went_say_so(district, items):
    report, made = items
    copy = correct(district, report)
    found = {change.item_id: change for change in TextChange.objects.all()}
    assert set(found) == {made["changed"].pk, made["gone"].pk}
    changed, gone = found[made["changed"].pk], found[made["gone"].pk]
    assert (changed.kind, changed.before, changed.after) == (
        "changed",
        "地区生产总值增长5.5%左右",
        "地区生产总值增长6%左右",
    )
    assert (gone.kind, gone.after, gone.copy) == ("gone", "", copy)
    assert Act.objects.filter(verb="item.text_change").count() == 2


def test_the_unit_and_the_supervision_office_are_told_once(district, items):
    report, made = items
    correct(district, report)
    lines = {(made["changed"].number, "text_changed"), (made["gone"].number, "text_gone")}
    for key in ("head", "officer", "supervisor", "supervisor2"):
        assert set(lines_to(district, key)) == lines
        assert len(lines_to(district, key)) == 2
    assert lines_to(district, "head2") == []
    correct(district, report, CORRECTED.replace("各位代表：", "各位代表、同志们："), name="再次更正.txt")
    assert len(lines_to(district, "head")) == 2  # what only moved is not told again
    assert TextChange.objects.count() == 2


def test_another_certainty_or_place_is_no_change(district, items):
    report, _made = items
    correct(district, report, SHORT.replace("各位代表：\n现在", "各位代表、同志们：\n现在"))
    assert not TextChange.objects.exists()


def test_somebody_of_the_supervision_office_says_what_follows(district, items):
    report, made = items
    correct(district, report)
    change = TextChange.objects.get(item=made["gone"])
    with pytest.raises(Refusal):
        settle_text(actor=district.actor("head"), change_id=change.pk, answer="照旧", at=NOW)
    with pytest.raises(Refusal):
        settle_text(actor=district.actor("supervisor"), change_id=change.pk, answer=" ", at=NOW)
    settle_text(actor=district.actor("supervisor"), change_id=change.pk, answer="按更正稿撤销", at=NOW)
    settle_text(actor=district.actor("supervisor2"), change_id=change.pk, answer="另一说法", at=NOW)
    change.refresh_from_db()
    assert (change.answer, change.settled_by) == ("按更正稿撤销", district.people["supervisor"])


def test_the_item_says_so_on_its_page_and_in_the_list(district, items):
    report, made = items
    correct(district, report)
    head = district.client("head")
    english = {"headers": {"accept-language": "en"}}
    page = head.get(f"/items/{made['changed'].pk}/", **english).content.decode()
    assert "<del>地区生产总值增长5.5%左右</del>" in page
    assert "<ins>地区生产总值增长6%左右</ins>" in page
    assert "Keep with the item" not in page
    assert head.get("/items/", **english).content.decode().count("report corrected") == 2
    supervisor = district.client("supervisor")
    change = TextChange.objects.get(item=made["changed"])
    supervisor.post(f"/items/text/{change.pk}/settle/", {"answer": "目标随之调整"})
    page = supervisor.get(f"/items/{made['changed'].pk}/", **english).content.decode()
    assert "目标随之调整" in page
    assert "Keep with the item" not in page
    assert head.get("/items/", **english).content.decode().count("report corrected") == 1


def listed(client, **query):
    return {item.pk for item in client.get("/items/", {"whose": "all", **query}).context["page"]}


def test_the_list_is_narrowed_to_items_whose_text_was_corrected(district, items):
    report, made = items
    correct(district, report)
    both = {made["changed"].pk, made["gone"].pk}
    client = district.client("supervisor")
    assert listed(client, text="open") == listed(client, text="corrected") == both
    change = TextChange.objects.get(item=made["gone"])
    settle_text(actor=district.actor("supervisor"), change_id=change.pk, answer="照旧", at=NOW)
    assert listed(client, text="open") == {made["changed"].pk}
    assert listed(client, text="corrected") == both
    assert listed(district.client("head2"), text="corrected") == set(), "nobody is shown more by narrowing"


def test_the_first_page_counts_corrected_texts_of_which_nothing_is_said(district, items):
    report, made = items
    correct(district, report)
    client = district.client("supervisor")
    (tile,) = [tile for tile in client.get("/").context["desk"].waiting if "text=open" in str(tile.url)]
    assert tile.number == 2
    assert {item.pk for item in client.get(tile.url).context["page"]} == {made["changed"].pk, made["gone"].pk}
