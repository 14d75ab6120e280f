"""A message on decisions: the item's name where the reader may see it, what was decided, what was answered."""

from luoshi_web.supervision.models import Item, Message
from luoshi_web.supervision.services.closing import close_done
from tests.web.closing_steps import claim, judge, prove
from tests.web.conftest import NOW, TODAY

EN = {"headers": {"accept-language": "en"}}


def _closed(district, item):
    prove(district, item)
    claim(district, item)
    judge(district, item)
    held = Item.objects.get(pk=item.pk)
    close_done(
        actor=district.actor("supervisor2"), item_id=item.pk, version=held.version, public_reason="甲路已通车", at=NOW
    )  # fmt: skip


def _decision(district, key):
    return Message.objects.get(person=district.people[key], channel="in_app", kind="decision")


def test_the_head_reads_what_became_of_the_item_in_both_languages(district, make_item):
    item = make_item(title="甲路改造")
    _closed(district, item)
    client, url = district.client("head"), f"/messages/{_decision(district, 'head').pk}/"
    assert item.number in client.get("/messages/").content.decode()
    page = client.get(url).content.decode()
    assert f'<a href="/items/{item.pk}/">甲路改造</a>' in page
    assert "已按完成销号" in page
    assert "甲路已通车" in page
    assert "closed as done" in client.get(url, **EN).content.decode()


def test_whoever_may_no_longer_see_the_item_has_its_number_alone(district, make_item):
    """The item went to another office, or became secret, after the message."""
    item = make_item(title="甲路改造")
    _closed(district, item)
    Item.objects.filter(pk=item.pk).update(secrecy=3)
    page = district.client("officer").get(f"/messages/{_decision(district, 'officer').pk}/").content.decode()
    assert item.number in page
    assert "甲路" not in page


def test_several_decisions_are_counted_in_the_list(district, make_item):
    for number in (1, 2):
        _closed(district, make_item(title=f"第{number}处公园"))
    page = district.client("head").get("/messages/").content.decode()
    assert "决定2件" in page
    assert f"{TODAY:%Y-%m-%d}" in page
