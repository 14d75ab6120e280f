"""Pages of files that registers' matters come in from: brought in, put right, looked at, entered, as people do it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from luoshi_web.registers.importing.models import ImportedFile
from luoshi_web.registers.importing.tables import TABLES
from luoshi_web.registers.matters.models import Matter
from tests.web.registers import imported_lists as lists

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


def at(name, *args):
    return reverse(f"imports:{name}", args=args)


def bring(district, content, register="proposals", name="台账.xlsx"):
    said = {"file": SimpleUploadedFile(name, content), "year": "2026", "secrecy": "0"}
    return district.client("supervisor").post(at("list", register), said, headers=ENGLISH)


def shown(district, file, *, language=ENGLISH):
    answer = district.client("supervisor").get(at("show", file.register, file.pk), headers=language)
    assert answer.status_code == 200
    return answer.content.decode()


def look_again(district, file, **said):
    """The form as the page shows it, with some answers."""
    client = district.client("supervisor")
    page = client.get(at("show", file.register, file.pk), headers=ENGLISH)
    data = {}
    for form in [*page.context["forms"], page.context["names"], page.context["common"]]:
        for field in form:
            value = field.value()
            if value not in (None, False):
                data[field.html_name] = "on" if value is True else value
    return client.post(at("show", file.register, file.pk), data | said, headers=ENGLISH)


def test_a_list_is_brought_in_put_right_looked_at_and_entered(district):
    rows = [lists.suggestion(1, 主办单位="区城市更新办"), lists.suggestion(2), lists.suggestion(3, 案由=None)]
    answer = bring(district, lists.proposal_book(rows))
    file = ImportedFile.objects.get()
    assert answer.url == at("show", "proposals", file.pk)
    page = shown(district, file)
    assert "3 wrong rows" in page
    assert "The row does not say: kind." in page
    assert "区城市更新办" in page
    office = district.offices["住建局"].pk
    answer = look_again(
        district, file, **{"w-kind": "suggestion", "w-filed_on": "2026-01-20", "n-offices0": str(office)}
    )
    assert answer.status_code == 302
    page = shown(district, file)
    assert "2 to be entered" in page
    assert "1 wrong row" in page
    assert "Leave the wrong row out" in page
    assert not Matter.objects.exists()
    client = district.client("supervisor")
    client.post(at("take", "proposals", file.pk), headers=ENGLISH)
    assert not Matter.objects.exists()
    answer = client.post(
        at("take", "proposals", file.pk), {"leave_wrong": "yes"}, follow=True, headers=ENGLISH
    )
    assert "2 rows are entered." in answer.content.decode()
    assert Matter.objects.count() == 2
    page = shown(district, file)
    assert "not entered: a cell is wrong" in page
    assert "建议第2号" in page


def test_the_page_of_what_came_from_a_list_says_so(district):
    said = {"答复时间": "2026.2.20", "代表满意度": "满意", "办理结果": "A"}
    bring(district, lists.proposal_book([lists.suggestion(1, **said)]))
    file = ImportedFile.objects.get()
    look_again(district, file, **{"w-kind": "suggestion", "w-filed_on": "2026-01-20"})
    client = district.client("supervisor")
    client.post(at("take", "proposals", file.pk), headers=ENGLISH)
    page = client.get(
        reverse("proposals:show", args=[Matter.objects.get().pk]), headers=ENGLISH
    ).content.decode()
    assert "Taken over from a list" in page
    assert "“满意” has no day, so it is not entered." in page
    assert "its words, and who signed it, are not known here" in page


def test_what_a_column_means_can_be_put_right(district):
    rows = [["甲", "乙", "案由", "领衔代表"], ["建议第7号", "2026.1.20", "关于停车的建议", "陈晓岚"]]
    bring(district, lists.book(("表", rows)))
    file = ImportedFile.objects.get()
    look_again(district, file, **{"s0-c0": "number", "s0-c1": "filed_on"})
    assert "1 to be entered" in shown(district, file)


def test_telephones_are_not_shown(district):
    bring(
        district, lists.proposal_book([lists.suggestion(1, 联系电话="13912345678", 答复时间="13912345678")])
    )
    page = shown(district, ImportedFile.objects.get())
    rows = page[page.index("What would become of it") :]
    assert (
        rows.count("13912345678") == 1
    )  # where it was written into a column of days, and is told to be none


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("台账.xls", b"x", "save it as .xlsx"), ("台账.docx", b"x", "bring in XLSX or CSV"), ("台账.csv", b"\n\n", "holds no row"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_its_remedy(district, name, content, sentence):
    answer = bring(district, content, name=name)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not ImportedFile.objects.exists()


def test_fifty_megabytes_are_refused_before_they_are_read(district):
    answer = bring(district, bytes(50 << 20))
    assert answer.status_code == 413
    assert not ImportedFile.objects.exists()


@pytest.mark.parametrize("register", TABLES)
def test_the_template_comes_back_as_it_was_given(district, register):
    answer = district.client("supervisor").get(at("template", register), headers=ENGLISH)
    book = load_workbook(BytesIO(answer.content))
    headings = [cell.value for cell in book.worksheets[0][1]]
    meanings = [TABLES[register].reading.meaning(heading) for heading in headings]
    assert "" not in meanings
    assert len(set(meanings)) == len(meanings)
    assert bring(district, answer.content, register).status_code == 302
    page = shown(district, ImportedFile.objects.get())
    assert "no rows found yet" in page


def test_another_register_s_file_is_not_found(district):
    bring(district, lists.proposal_book([lists.suggestion(1)]))
    file = ImportedFile.objects.get()
    client = district.client("supervisor")
    for register in ("cases", "nothing"):
        assert client.get(f"/registers/imports/{register}/{file.pk}/").status_code == 404
