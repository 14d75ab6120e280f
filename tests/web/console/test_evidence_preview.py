"""Evidence is looked at without being opened: drawn or read anew by a process that may die, never the original."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

from luoshi_web.audit.models import Act
from luoshi_web.supervision.progress import preview as previews
from luoshi_web.supervision.services.evidence import attach_all, examine
from tests.web.conftest import NOW
from tests.web.supervision.uploads import PDF

ENGLISH = {"accept-language": "en"}


def picture():
    out = io.BytesIO()
    Image.new("RGB", (3000, 1500), "red").save(
        out, "JPEG", exif=b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00"
    )
    return out.getvalue()


def workbook():
    book = Workbook()
    book.active.title = "一季度"
    book.active.append(["项目", "<script>alert(1)</script>"])
    book.active.append(["甲路", 12])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def attached(district, make_item):
    def make(name, content):
        item = make_item()
        actor = district.actor("officer")
        files = examine(actor=actor, item=item, files=[SimpleUploadedFile(name, content)], at=NOW)
        return attach_all(actor=actor, item_id=item.pk, files=files, at=NOW)[0]

    return make


def test_a_picture_is_drawn_anew_and_no_larger_than_a_screen(district, attached):
    file = attached("现场.jpg", picture())
    answer = district.client("head").get(f"/progress/files/{file.pk}/look.png")
    assert answer["Content-Type"] == "image/png"
    assert "sandbox" in answer["Content-Security-Policy"]
    shown = Image.open(io.BytesIO(answer.content))
    assert (shown.format, shown.size, dict(shown.getexif())) == ("PNG", (1600, 800), {})


def test_a_page_of_a_pdf_is_a_picture(district, attached):
    file = attached("验收单.pdf", PDF)
    page = district.client("head").get(f"/progress/files/{file.pk}/look/").content.decode()
    assert f"/progress/files/{file.pk}/look.png?page=1" in page
    shown = Image.open(
        io.BytesIO(district.client("head").get(f"/progress/files/{file.pk}/look.png?page=9").content)
    )
    assert shown.size == (1131, 1600)  # an A4 page, no larger than a screen


def test_a_table_is_text_of_the_page(district, attached):
    page = (
        district.client("head")
        .get(f"/progress/files/{attached('表.xlsx', workbook()).pk}/look/")
        .content.decode()
    )
    assert "<td>甲路</td><td>12</td>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_words_are_shown(district, attached, encoding):
    file = attached("说明.txt", "路基已完成。<b>".encode(encoding))
    assert (
        "路基已完成。&lt;b&gt;"
        in district.client("head").get(f"/progress/files/{file.pk}/look/").content.decode()
    )


def test_a_csv_file_is_a_table(district, attached):
    file = attached("表.csv", "项目,数\n甲路,3\n".encode())
    assert (
        "<td>甲路</td><td>3</td>"
        in district.client("head").get(f"/progress/files/{file.pk}/look/").content.decode()
    )


def test_a_file_that_was_changed_on_disk_is_not_shown(district, attached):
    file = attached("说明.txt", "原文".encode())
    place = file.evidence.content.name
    default_storage.delete(place)
    default_storage.save(place, SimpleUploadedFile("x", "换过的".encode()))
    page = district.client("head").get(f"/progress/files/{file.pk}/look/", headers=ENGLISH).content.decode()
    assert "is not the one that was uploaded any more" in page
    assert "换过的" not in page
    assert "changed" in Act.objects.get(verb="file.not_whole").details


def test_a_file_that_is_gone(district, attached):
    file = attached("说明.txt", "原文".encode())
    default_storage.delete(file.evidence.content.name)
    page = district.client("head").get(f"/progress/files/{file.pk}/look/", headers=ENGLISH)
    assert (page.status_code, "is not where it was stored" in page.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("kind", "data"), [("pdf", b"%PDF-1.7 broken"), ("image", b"\xff\xd8\xff no"), ("table", b"PK no")]
)
def test_what_cannot_be_drawn_is_nothing(kind, data):
    assert previews._rendered(kind, 1, data) is None


def test_a_picture_that_would_fill_the_memory_is_not_drawn():
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert previews._rendered("image", 1, out.getvalue()) is None


def test_others_do_not_see_it(district, attached):
    file = attached("说明.txt", "原文".encode())
    for address in (f"/progress/files/{file.pk}/look/", f"/progress/files/{file.pk}/look.png"):
        assert district.client("head3").get(address).status_code == 404
