"""Photographs come with the record of a check from its own page, or are added there later; what is no photograph is refused whole."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Attachment, Check, CheckPlan, Item
from luoshi_web.supervision.services.evidence import attach_photographs, examine
from tests.web.conftest import NOW, TODAY

LOOK = {
    "method": "on_site",
    "on": "2026-03-10",
    "place": "城东街道",
    "finding": "as_reported",
    "words": "已开门",
}


def picture(shade=60, name="现场.png"):
    from examples.office.around import picture as drawn

    return SimpleUploadedFile(name, drawn(shade // 20), content_type="image/png")


@pytest.fixture
def planned(district, make_item):
    plan = CheckPlan.objects.create(
        name="核查", year=2026, method="on_site", content="看", sampled=1, seed="1", begins=TODAY, ends=TODAY,
        by=district.people["supervisor"], at=NOW,
    )  # fmt: skip
    return Check.objects.create(plan=plan, item=make_item(helpers=("head2",)), method="on_site")


def test_with_the_record(district, planned):
    client = district.client("supervisor")
    url = f"/checks/record/{planned.pk}/"
    assert 'enctype="multipart/form-data"' in client.get(url).content.decode()
    client.post(url, LOOK | {"version": 0, "pictures": [picture(60, "一.png"), picture(80, "二.png")]})
    check = Check.objects.get()
    assert check.finding == "as_reported"
    assert sorted(check.attachments.values_list("name", flat=True)) == ["一.png", "二.png"]
    verbs = list(Act.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["evidence.attach", "evidence.attach", "check.record"]
    page = client.get(f"/checks/one/{check.pk}/").content.decode()
    assert "一.png" in page
    assert "附照片" in page


def test_all_or_nothing(district, planned):
    client = district.client("supervisor")
    url = f"/checks/record/{planned.pk}/"
    note = SimpleUploadedFile("说明.txt", "不是照片".encode())
    for files, changes in (
        ([picture(), note], {}),
        ([picture()], {"version": 7}),
        ([picture()], {"place": ""}),
    ):
        answer = client.post(url, LOOK | {"version": 0, "pictures": files} | changes)
        assert answer.status_code == 409
        assert (Check.objects.get().finding, Attachment.objects.count(), Act.objects.count()) == (
            "planned",
            0,
            0,
        )


def test_a_check_without_a_plan_takes_them_too(district, make_item):
    item = make_item()
    district.client("supervisor").post(
        f"/checks/items/{item.pk}/look/", LOOK | {"version": 0, "pictures": [picture()]}
    )
    assert Check.objects.get().attachments.count() == 1


def test_more_are_added_on_the_page_of_the_check(district, planned):
    url = f"/checks/one/{planned.pk}/"
    client = district.client("supervisor")
    assert client.post(url, {"pictures": [picture()]}).status_code == 409, "not recorded yet"
    Check.objects.update(
        finding="partly", on="2026-03-09", words="差一点", by=district.people["supervisor"], at=NOW
    )
    assert client.post(url, {"pictures": [picture()]})["Location"] == url
    assert client.post(url, {"pictures": [picture()]}).status_code == 409, "the same bytes twice"
    assert client.post(url, {"pictures": [SimpleUploadedFile("表.csv", b"a,b\n1,2\n")]}).status_code == 409
    assert client.post(url, {}).status_code == 400
    assert Attachment.objects.get().of_check == planned
    for key, sees, adds in (
        ("head", 200, 403),
        ("head2", 200, 403),
        ("leader", 200, 403),
        ("auditor", 200, 403),
        ("head3", 404, 404),
    ):
        other = district.client(key)
        assert other.get(url).status_code == sees, key
        assert other.post(url, {"pictures": [picture(80)]}).status_code == adds, key
    assert "附照片" not in district.client("head").get(url).content.decode()
    assert Item.objects.get().attachments.count() == 1


def test_a_department_learns_of_an_unannounced_check_afterwards(district, planned):
    Check.objects.update(method="unannounced")
    assert district.client("head").get(f"/checks/one/{planned.pk}/").status_code == 404
    assert district.client("leader").get(f"/checks/one/{planned.pk}/").status_code == 200


def test_the_service_asks_for_the_right_itself(district, planned):
    Check.objects.update(
        finding="partly", on="2026-03-09", words="差一点", by=district.people["supervisor"], at=NOW
    )
    head = district.actor("head")
    files = examine(actor=head, item=planned.item, files=[picture()], at=NOW)
    with pytest.raises(Refusal) as refusal:
        attach_photographs(actor=head, check_id=planned.pk, files=files, at=NOW)
    assert refusal.value.code == "not_yours"
