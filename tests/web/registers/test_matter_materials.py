"""案卷材料: files come into a matter whole or not at all, are read by whom they reach, and come out as they went in."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from luoshi_web.audit.models import Act
from luoshi_web.audit.refusal import Refusal
from luoshi_web.registers.matters.materials import put, readable
from luoshi_web.registers.matters.models import Material, Matter
from luoshi_web.supervision.models import Evidence
from tests.web.conftest import NOW
from tests.web.registers import case_steps, finding_steps, proposal_steps
from tests.web.supervision.uploads import JPEG, PDF


def file(name="拨付凭证.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def given(district, matter, who="officer", files=None, **more):
    return put(actor=district.actor(who), matter_id=matter.pk, files=files or [file()], at=NOW, **more)


@pytest.fixture
def matter(district):
    return Matter.objects.get(pk=finding_steps.rectifying(district).pk)


def test_papers_count_as_acts_on_the_matter(district, matter):
    given(district, matter, files=[file(), file("现场.jpg", JPEG)], remark=" 整改前后 ")
    assert [(each.name, each.remark, each.office.name) for each in matter.materials.all()] == [
        ("拨付凭证.pdf", "整改前后", "区发展和改革局"), ("现场.jpg", "整改前后", "区发展和改革局"),
    ]  # fmt: skip
    assert Act.objects.filter(verb="matter.put", object_id=matter.pk).count() == 2
    assert Matter.objects.get(pk=matter.pk).version == matter.version + 2


def test_of_one_upload_all_come_in_or_none(district, matter):
    given(district, matter)
    with pytest.raises(Refusal) as refused:
        given(district, matter, files=[file("现场.jpg", JPEG), file("同一份.pdf")])
    assert (refused.value.code, refused.value.values) == ("material_there", {"name": "拨付凭证.pdf"})
    assert [each.name for each in matter.materials.all()] == ["拨付凭证.pdf"]
    with pytest.raises(Refusal):
        given(district, matter, files=[file("现场.jpg", JPEG), file("工具.exe", b"MZ" + bytes(64))])
    assert matter.materials.count() == 1
    assert Act.objects.filter(verb="evidence.refuse", object_kind="matter", object_id=matter.pk).count() == 1


def test_the_same_bytes_in_two_matters_are_stored_once(district, matter):
    other = Matter.objects.get(pk=finding_steps.rectifying(district).pk)
    given(district, matter)
    given(district, other)
    assert Evidence.objects.count() == 1
    assert Material.objects.count() == 2


def test_what_only_the_keeper_may_read_stays_from_the_respondent(district):
    case = Matter.objects.get(pk=case_steps.accepted(district).pk)
    kept = given(district, case, "supervisor", reach="kept")[0]
    own = given(district, case, "head", [file("答复书.pdf", PDF + b"\n")], reach="kept")[0]
    client = district.client("head")
    assert [each.pk for each in readable(district.actor("head"), case)] == [own.pk]
    assert client.get(f"/registers/materials/files/{kept.pk}/").status_code == 404
    assert client.get(f"/registers/materials/files/{own.pk}/").content == PDF + b"\n"
    assert {each.pk for each in readable(district.actor("supervisor2"), case)} == {kept.pk, own.pk}


def test_a_case_begins_with_the_narrower_reach_and_others_with_the_wider(district, matter):
    case = case_steps.accepted(district)
    chosen = '<option value="{}" selected>'.format
    client = district.client("supervisor")
    assert chosen("kept") in client.get(f"/registers/materials/{case.pk}/").content.decode()
    assert chosen("all") in client.get(f"/registers/materials/{matter.pk}/").content.decode()


def test_a_unit_that_helps_puts_in_too_and_one_that_only_reads_does_not(district):
    proposal = Matter.objects.get(pk=proposal_steps.handled(district).pk)
    given(district, proposal, "head2")
    with pytest.raises(Refusal) as refused:
        given(district, proposal, "leader", [file("批示.pdf", PDF + b"\n")])
    assert refused.value.code == "not_yours"


def test_all_of_them_come_out_as_one_archive_under_different_names(district, matter):
    given(district, matter)
    given(district, matter, files=[file(content=PDF + b"\n")])
    answer = district.client("auditor").get(f"/registers/materials/{matter.pk}/all.zip")
    with zipfile.ZipFile(BytesIO(answer.content)) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == {
            "拨付凭证.pdf": PDF, "拨付凭证 (2).pdf": PDF + b"\n",
        }  # fmt: skip


def test_what_the_disk_no_longer_holds_is_not_handed_out(district, matter):
    made = given(district, matter)[0]
    default_storage.delete(made.evidence.content.name)
    client = district.client("officer")
    assert client.get(f"/registers/materials/files/{made.pk}/").status_code != 200
    assert Act.objects.filter(verb="file.not_whole").exists()
    assert "文件已不在存储位置" in client.get(f"/registers/materials/files/{made.pk}/look/").content.decode()


def test_the_page_of_a_matter_says_how_many_the_reader_may_read(district):
    case = Matter.objects.get(pk=case_steps.accepted(district).pk)
    given(district, case, "supervisor", reach="kept")
    assert "案卷材料 (1)" in district.client("supervisor2").get(f"/cases/{case.pk}/").content.decode()
    assert "案卷材料 (0)" in district.client("head").get(f"/cases/{case.pk}/").content.decode()


def test_a_form_without_a_file_is_shown_again(district, matter):
    answer = district.client("officer").post(f"/registers/materials/{matter.pk}/put/", {"reach": "all"})
    assert answer.status_code == 200
    assert "这个字段是必填项" in answer.content.decode()
    assert not matter.materials.exists()
