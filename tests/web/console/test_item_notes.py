"""Instructions and annotations on an item; who stands beside the unit, with a number that not everybody reads; evidence with the claim."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.supervision.models import Completion, Message, Note
from luoshi_web.supervision.selectors.notes import contacts_of, masked
from luoshi_web.supervision.services.notes import write_note
from tests.web.conftest import NOW, TODAY
from tests.web.supervision.uploads import PDF


def test_an_instruction_is_read_by_the_unit_and_told_to_it(district, make_item):
    item = make_item()
    district.client("leader").post(
        f"/items/{item.pk}/notes/", {"kind": "instruction", "words": "请六月底前开工。"}
    )
    assert "请六月底前开工。" in district.client("officer").get(f"/items/{item.pk}/").content.decode()
    assert set(Message.objects.values_list("person__username", flat=True)) == {"head", "officer"}
    inbox = district.client("head").get(
        f"/messages/{Message.objects.exclude(channel='email').get(person__username='head').pk}/"
    )
    assert "领导已作批示" in inbox.content.decode()
    assert Act.objects.filter(verb="note.instruction").count() == 1


def test_an_annotation_stays_above_the_units(district, make_item):
    item = make_item()
    district.client("supervisor").post(
        f"/items/{item.pk}/notes/", {"kind": "annotation", "words": "台账数据待核。"}
    )
    for who, reads in {
        "leader": True,
        "auditor": True,
        "supervisor2": True,
        "head": False,
        "officer": False,
    }.items():
        assert (
            "台账数据待核。" in district.client(who).get(f"/items/{item.pk}/").content.decode()
        ) is reads, who
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("who", "kind"),
    [("supervisor", "instruction"), ("head", "instruction"), ("head", "annotation"), ("auditor", "annotation"), ("officer", "instruction")],
)  # fmt: skip
def test_who_may_not_write(district, make_item, who, kind):
    with pytest.raises(Refusal) as refused:
        write_note(actor=district.actor(who), item_id=make_item().pk, kind=kind, words="话", at=NOW)
    assert refused.value.code == "not_yours"
    assert not Note.objects.exists()


def test_a_leader_writes_on_what_is_in_his_charge_the_head_of_the_government_on_all(district, make_item):
    item = make_item(lead="head3", leader=None)
    with pytest.raises(Refusal):
        write_note(actor=district.actor("leader"), item_id=item.pk, kind="instruction", words="话", at=NOW)
    other = make_item(lead="head")
    assert (
        write_note(
            actor=district.actor("leader2"), item_id=other.pk, kind="instruction", words=" 办。 ", at=NOW
        ).words
        == "办。"
    )


@pytest.mark.parametrize(
    ("words", "state", "code"), [("  ", "active", "no_words"), ("话", "draft", "wrong_state")]
)
def test_an_empty_word_and_a_draft(district, make_item, words, state, code):
    item = make_item(state=state)
    with pytest.raises(Refusal) as refused:
        write_note(actor=district.actor("leader2"), item_id=item.pk, kind="instruction", words=words, at=NOW)
    assert refused.value.code == code


def test_a_contact_stands_beside_the_unit(district, make_item):
    head, officer = district.people["head"], district.people["officer"]
    head.phone, officer.phone = "13800001234", "8765432"
    head.save()
    officer.save()
    item = make_item(helpers=("head2",))
    clear = {
        "supervisor": True,
        "leader": True,
        "leader2": True,
        "head": True,
        "officer": True,
        "head2": True,
        "auditor": False,
    }
    for who, reads in clear.items():
        found = [contact.phone for contact in contacts_of(item, district.actor(who), day=TODAY)]
        assert found == (["13800001234", "8765432"] if reads else ["138****1234", "****32"]), who
    page = district.client("auditor").get(f"/items/{item.pk}/").content.decode()
    assert "138****1234" in page
    assert "13800001234" not in page


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("", ""), ("13912345678", "139****5678"), ("0571-87654321", "057****4321"), ("62345", "****45")],
)
def test_a_masked_number(phone, shown):
    assert masked(phone) == shown


def test_evidence_comes_with_the_claim(district, make_item):
    item = make_item()
    form = {"version": item.version, "words": "已建成", "evidence": SimpleUploadedFile("照片.pdf", PDF)}
    answer = district.client("head").post(f"/checks/items/{item.pk}/claim/", form)
    assert answer.status_code == 302
    assert item.attachments.count() == 1
    assert Completion.objects.get().words == "已建成"


def test_a_claim_that_is_refused_leaves_no_evidence(district, make_item):
    item = make_item()
    form = {"version": item.version + 1, "words": "已建成", "evidence": SimpleUploadedFile("照片.pdf", PDF)}
    assert district.client("head").post(f"/checks/items/{item.pk}/claim/", form).status_code == 409
    assert item.attachments.count() == 0
    assert not Completion.objects.exists()
