"""The list and the page of an item: who sees what."""

import pytest

from luoshi_web.supervision.states import State


@pytest.mark.parametrize(
    ("key", "sees"),
    [
        ("supervisor", True),
        ("leader", True),
        ("auditor", True),
        ("head", True),
        ("officer", True),
        ("head2", True),
        ("head3", False),
    ],
)
def test_an_item_is_seen_by_those_whom_it_concerns(district, make_item, key, sees):
    item = make_item(lead="head", helpers=("head2",))
    client = district.client(key)
    assert (item.title in client.get("/items/").content.decode()) is sees
    assert client.get(f"/items/{item.pk}/").status_code == (200 if sees else 404)


def test_a_draft_is_the_supervision_offices_alone(district, make_item):
    item = make_item(state=State.DRAFT)
    assert district.client("supervisor").get(f"/items/{item.pk}/").status_code == 200
    assert district.client("head").get(f"/items/{item.pk}/").status_code == 404


def test_what_is_above_the_clearance_of_a_post_is_not_there(district, make_item):
    item = make_item(secrecy=3)
    assert district.client("head").get(f"/items/{item.pk}/").status_code == 404
    assert district.client("auditor").get(f"/items/{item.pk}/").status_code == 404
    assert district.client("leader").get(f"/items/{item.pk}/").status_code == 200


def test_the_pages_take_few_queries(district, make_item, django_assert_max_num_queries):
    items = [make_item(helpers=("head2",)) for _ in range(60)]
    client = district.client("supervisor")
    with django_assert_max_num_queries(15):
        client.get("/items/")
    with django_assert_max_num_queries(15):
        client.get(f"/items/{items[0].pk}/")
