"""Pages of a register's papers: looked at, laid before, signed in bulk, given back and drafted again; what is wrong is said."""

import hashlib
import io
import re
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from luoshi_web.registers.matters.papers.models import PaperDraft
from luoshi_web.registers.models import Clock
from luoshi_web.supervision.models import Paper
from tests.web.conftest import TODAY
from tests.web.registers import paper_steps as papers
from tests.web.registers import proposal_steps as steps

pytestmark = pytest.mark.django_db
EN = {"accept-language": "en"}
ASKED = {
    "on": TODAY.isoformat(), "issuer": "区政府督查室", "secrecy": "0", "answer_by": "2026-03-20", "printed_by": "区政府督查室",
}  # fmt: skip


def late(district, *units):
    for unit in units:
        proposal = steps.assigned(district, lead=unit, co=())
        Clock.objects.filter(matter=proposal.pk, code="reply").update(due=date(2026, 3, 4), first_due=date(2026, 3, 4))  # fmt: skip


def make(district, who="supervisor", kind="press", **said):
    """What the form of a kind answers to a look, and to laying it before whoever signs."""
    client, address = district.client(who), reverse("proposals:paper_make", args=[kind])
    looked = client.get(address, said, headers=EN).content.decode()
    digest = re.search(r'name="digest" value="(\w+)"', looked)
    data = said | {"digest": digest[1] if digest else "", "number": said.get("number", papers.NUMBER)}
    return looked, client.post(address, data, headers=EN)


def test_letters_to_all_that_are_late_are_looked_at_laid_before_and_signed_together(district):
    late(district, "发改局", "教体局", "住建局")
    looked, laid = make(district, **ASKED)
    assert "3 letters; here is the first." in looked
    assert "截至2026年3月10日" in looked
    assert laid["Location"] == reverse("proposals:papers")
    own = district.client("supervisor").get(reverse("proposals:papers"), headers=EN).content.decode()
    assert "checkbox" not in own  # who drafted them signs none
    other = district.client("supervisor2")
    boxes = re.findall(r'name="draft" value="([^"]+)"', other.get(reverse("proposals:papers"), headers=EN).content.decode())  # fmt: skip
    assert len(boxes) == 3
    signed = other.post(reverse("proposals:papers_sign"), {"draft": boxes}, headers=EN)
    assert signed.status_code == 302
    assert {paper.number for paper in Paper.objects.all()} == {f"云政督函〔2026〕{number}号" for number in (9, 10, 11)}  # fmt: skip
    file = district.client("head").get(reverse("papers:file", args=[Paper.objects.get(office=district.offices["发改局"]).pk, "docx"]))  # fmt: skip
    assert file.status_code == 200


def test_letters_laid_before_together_come_as_one_file_and_signed_as_they_went_out(district):
    late(district, "发改局", "教体局", "住建局")
    make(district, **ASKED)
    first = PaperDraft.objects.order_by("pk").first()
    other, address = district.client("supervisor2"), reverse("proposals:papers_zip")
    names = unpacked(other.get(address))
    assert len(names) == 3
    assert all(name.endswith(".docx") for name in names)
    assert {name.split()[0] for name in names} == {f"云政督函〔2026〕{number}号" for number in (9, 10, 11)}
    assert any(name.endswith("区教育体育局.docx") for name in names)
    waiting = re.findall(r'name="draft" value="([^"]+)"', other.get(reverse("proposals:papers"), headers=EN).content.decode())  # fmt: skip
    other.post(reverse("proposals:papers_sign"), {"draft": waiting[:2]}, headers=EN)
    files = unpacked(other.get(address, {"with": first.pk}))
    out = {hashlib.sha256(data).hexdigest() for data in files.values()}
    assert out >= set(Paper.objects.values_list("docx_sha256", flat=True))
    assert len(files) == 3
    assert f"?with={first.pk}" in other.get(reverse("proposals:paper", args=[first.pk]), headers=EN).content.decode()  # fmt: skip
    assert len(unpacked(other.get(address))) == 1
    for bad in ("x", "9" * 30, "0"):
        assert other.get(address, {"with": bad}).status_code == 404
    assert district.client("officer").get(address).status_code == 404


def unpacked(answer):
    """The files of a ZIP answer by their names."""
    assert answer.status_code == 200, answer.content.decode()
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_what_is_wrong_is_said(district):
    looked, _laid = make(district, **ASKED)
    assert "There is nothing that this paper could speak of." in looked
    late(district, "发改局")
    looked, _laid = make(district, **ASKED | {"answer_by": "2026-03-09"})
    assert "2026-03-09 lies before 2026-03-10." in looked
    looked, _laid = make(district, **ASKED | {"on": "2026-03-11"})
    assert "This day has not come." in looked
    assert make(district, "officer", **ASKED)[1].status_code == 403
    assert make(district, kind="gap", **ASKED)[1].status_code == 404
    assert not PaperDraft.objects.exists()


def test_given_back_and_drafted_again(district):
    late(district, "发改局")
    make(district, **ASKED)
    one = PaperDraft.objects.get()
    back = reverse("proposals:paper_back", args=[one.pk])
    other = district.client("supervisor2")
    assert other.post(back, {"reason": ""}, headers=EN).status_code == 400
    assert other.post(back, {"reason": "请写明联系人"}, headers=EN).status_code == 302
    decided = other.post(back, {"reason": "再退"}, headers=EN)
    assert decided.status_code == 409
    assert "signed or given back meanwhile" in decided.content.decode()
    page = district.client("supervisor").get(reverse("proposals:paper", args=[one.pk]), headers=EN).content.decode()  # fmt: skip
    assert "请写明联系人" in page
    assert f"?instead_of={one.pk}" in page
    make(district, **ASKED | {"words": "联系人：督查室", "instead_of": one.pk})
    assert PaperDraft.objects.get(instead_of=one).version == 2


def test_the_letter_of_reply_has_the_replys_number_whatever_is_typed(district):
    proposal = steps.replied(district, on=TODAY)
    shown = district.client("officer").get(reverse("proposals:show", args=[proposal.pk]), headers=EN).content.decode()  # fmt: skip
    assert reverse("proposals:paper_make", args=["reply"]) in shown
    looked, laid = make(district, "officer", "reply", matter=proposal.pk, number="伪造1号")
    assert "办理结果：A" in looked
    assert laid.status_code == 302
    one = PaperDraft.objects.get()
    assert one.number == "发改函〔2026〕8号"
    again = district.client("officer").get(reverse("proposals:show", args=[proposal.pk]), headers=EN)
    assert reverse("proposals:paper", args=[one.pk]) in again.content.decode()
    assert make(district, "supervisor", "reply", matter=proposal.pk)[1].status_code == 403
    other = make(district, "officer2", "reply", matter=proposal.pk)[0]
    assert "办理结果" not in other


def test_the_form_of_opinion_is_there_once_it_was_replied_to(district):
    replied, handled = steps.replied(district, on=TODAY), steps.handled(district)
    client = district.client("supervisor")
    assert client.get(reverse("proposals:opinion_form", args=[replied.pk])).status_code == 200
    assert client.get(reverse("proposals:opinion_form", args=[handled.pk])).status_code == 404


@pytest.mark.parametrize("kind", ["assignment", "report"])
def test_the_other_kinds_are_made_with_a_year(district, kind):
    steps.assigned(district)
    looked, laid = make(district, kind=kind, **ASKED | {"year": "2026", "to": "区人大常委会"})
    assert laid.status_code == 302
    assert PaperDraft.objects.get().kind == f"prop_{kind}"
    assert "2026年代表建议和政协提案" in looked


def test_the_list_asks_no_more_for_sixty_than_for_one(district, django_assert_max_num_queries):
    late(district, *["发改局"] * 3)
    papers.drafted(district, papers.pressed(TODAY), on=TODAY)
    client = district.client("supervisor2")
    client.get(reverse("proposals:papers"))
    with django_assert_max_num_queries(15):
        client.get(reverse("proposals:papers"))
