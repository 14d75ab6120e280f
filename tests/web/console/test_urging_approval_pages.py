"""The leader's pages of 通报 and 约谈: what waits, the decision, what others see; few queries."""

import pytest

from luoshi_web.supervision.models import Urge
from luoshi_web.supervision.urging.rules import ladder_on
from tests.web.conftest import NOW, TODAY


@pytest.fixture
def urge(district, make_item):
    item = make_item(title="滨河公园", helpers=("head2",))
    return Urge.objects.create(
        item=item, rung=4, occasion="finish:x", state="proposed", on=TODAY, code="finish_missed", office=item.office, post=item.lead,
        inputs={"day": "2026-03-01", "days": 9}, ladder=ladder_on(TODAY),
    )  # fmt: skip


def test_from_the_desk_to_the_leader_and_back(district, urge):
    office, leader = district.client("supervisor"), district.client("leader")
    assert "报领导审批" in office.get("/urging/").content.decode()
    assert "报领导审批" in office.get(f"/urging/{urge.pk}/").content.decode()
    page = office.post(f"/urging/{urge.pk}/take/", {"desk": 1}, follow=True).content.decode()
    assert "已报领导审批" in page
    assert "滨河公园" in office.get("/urging/asked/").content.decode()
    assert "通报、约谈待审批" in leader.get("/").content.decode()
    assert f"/urging/{urge.pk}/decide/" in leader.get("/urging/asked/").content.decode()
    assert "滨河公园" not in district.client("leader2").get("/urging/asked/").content.decode()
    theirs = district.client("head").get(f"/urging/item/{urge.item_id}/").content.decode()
    assert "2026-03-01" not in theirs, "the lead office hears of it when it goes out"
    url = f"/urging/{urge.pk}/decide/"
    assert leader.post(url, {"decision": "refuse", "words": ""}).status_code == 409
    assert leader.post(url, {"decision": "approve", "words": "同意"})["Location"] == "/urging/asked/"
    urge.refresh_from_db()
    assert (urge.state, urge.approval, urge.approved_at) == ("sent", "同意", NOW)
    assert (
        "副区长区政府副区长批准"
        in district.client("head").get(f"/urging/item/{urge.item_id}/").content.decode()
    )
    assert leader.post(url, {"decision": "approve"}).status_code == 409, "decided already"


def test_the_pages_take_few_queries(district, urge, django_assert_max_num_queries):
    Urge.objects.update(state="asked", asked_by=district.people["supervisor"], asked_at=NOW)
    client = district.client("leader")
    for address in ("/urging/asked/", f"/urging/{urge.pk}/decide/", f"/urging/item/{urge.item_id}/", "/"):
        with django_assert_max_num_queries(15, info=address):
            assert client.get(address).status_code == 200
