"""What people type and what files are called is shown as text, wherever it stands."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from luoshi_web.supervision.models import Attachment
from tests.web.conftest import TODAY
from tests.web.supervision.uploads import PDF

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
NAMES = (
    f"{IMAGE}.pdf",
    f"{SCRIPT}.pdf",
    "a\r\nSet-Cookie: b=1.pdf",
    '验收";filename="x.html',
    "..\\..\\x.pdf",
    "x.pdf\x00.html",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_files_name_is_text_and_leads_nowhere(district, make_item, name, settings):
    item = make_item()
    client = district.client("officer")
    client.post(
        f"/progress/items/{item.pk}/files/", {"evidence": SimpleUploadedFile(name, PDF), "remark": SCRIPT}
    )
    page = client.get(f"/progress/items/{item.pk}/").content.decode()
    for attachment in Attachment.objects.all():
        answer = client.get(f"/progress/files/{attachment.pk}/")
        assert answer["Content-Disposition"].startswith("attachment")
        assert "\n" not in answer["Content-Disposition"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Type"] == "application/pdf"
        assert "Set-Cookie" not in answer
        assert attachment.evidence.content.path.startswith(str(settings.MEDIA_ROOT))
        assert "/" not in attachment.name
        assert "\\" not in attachment.name
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("照片.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{SCRIPT}</svg>'.encode()),
        ("照片.png", f"<html>{SCRIPT}</html>".encode()),
        ("说明.html", SCRIPT.encode()),
        ("说明.pdf", f"%PDF-1.7{SCRIPT}".encode()[4:]),
    ],
)
def test_what_a_browser_would_run_is_not_taken(district, make_item, name, content):
    item = make_item()
    district.client("officer").post(
        f"/progress/items/{item.pk}/files/", {"evidence": SimpleUploadedFile(name, content)}
    )
    assert not Attachment.objects.exists()


def test_words_of_an_item_are_text_on_all_of_its_pages(district, make_item):
    item = make_item(
        title=f"修路{SCRIPT}",
        quote=IMAGE,
        content=SCRIPT,
        area=IMAGE,
        measures=SCRIPT,
        due=TODAY,
        indicator=SCRIPT,
    )
    client = district.client("supervisor")
    client.post(
        f"/urging/item/{item.pk}/send/",
        {"version": item.version, "rung": 2, "reason": IMAGE, "although": SCRIPT},
    )
    addresses = ["/", "/items/?whose=all", "/limits/?show=items", "/urging/", "/urging/history/", "/log/"]
    addresses += [f"/items/{item.pk}/", f"/items/{item.pk}/limits/"]
    addresses += [f"/{area}/items/{item.pk}/" for area in ("progress", "lights", "checks")]
    addresses += [
        f"/urging/item/{item.pk}/",
        f"/urging/item/{item.pk}/send/",
        f"/checks/items/{item.pk}/end/",
    ]
    for address in addresses:
        page = client.get(address)
        assert page.status_code == 200, address
        words = page.content.decode()
        assert "<script>alert" not in words, address
        assert "<img src=x" not in words, address
    for address in ("/messages/", "/progress/"):
        words = district.client("head").get(address).content.decode()
        assert "<script>alert" not in words, address


def test_a_report_that_is_a_page_with_a_script_is_shown_as_text(district):
    """The text of a copy stands on the page of review as it was read, never as a page of its own."""
    text = f"2026年青川区政府工作报告\n\n各位代表：\n一、2026年主要预期目标\n地区生产总值增长5.5%左右，{SCRIPT}新增就业8000人{IMAGE}。\n"
    client = district.client("supervisor")
    answer = client.post("/reports/upload/", {"file": SimpleUploadedFile(f"{IMAGE}2026.txt", text.encode())})
    copy = answer["Location"]
    for address in (copy, "/reports/"):
        words = client.get(address).content.decode()
        assert "<script>alert" not in words
        assert "<img src=x" not in words
    file = client.get(f"{copy}original/")
    assert file["Content-Type"] == "application/octet-stream"
    assert file["Content-Disposition"].startswith("attachment")


def test_a_cell_of_a_paper_is_no_formula(district, make_item):
    """What begins with an equals sign is text in the table that an office opens."""
    make_item(title='=HYPERLINK("http://evil.example";"点击")', quote="=1+1", content="@SUM(1)")
    client = district.client("supervisor")
    query = "kind=bulletin&year=2026&on=2026-03-10&issuer=督查室&secrecy=0"
    file = zipfile.ZipFile(io.BytesIO(client.get(f"/papers/make/xlsx/?{query}").content))
    sheets = [file.read(name).decode() for name in file.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
