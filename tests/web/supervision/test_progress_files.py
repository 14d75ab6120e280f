"""What uploads are by their bytes. The hostile ones and many harmless ones: tests/web/attacks/evidence_files.py."""

import pytest

from luoshi_web.intake.faults import FileFault
from luoshi_web.intake.files import LARGEST, check_file
from luoshi_web.supervision.refusals_progress import SENTENCES
from tests.web.supervision.uploads import JPEG, PDF, bof, compound, docx, fib, ofd, png, xlsx, zipped


def _lying_about_its_size():
    """The directory says 10 bytes, the member unpacks to a million."""
    data = bytearray(docx(members={"word/media/a.xml": b"\0" * 1_000_000}))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/media/a.xml"))
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("通报.pdf", PDF, "application/pdf"),
        ("台账.xlsx", xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("报告.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("公文.ofd", ofd(), "application/ofd"),
        ("现场.jpeg", JPEG, "image/jpeg"),
        ("现场.png", png(), "image/png"),
        ("旧报告.doc", compound({"WordDocument": fib(), "1Table": b"x"}), "application/msword"),
        ("旧表.xls", compound({"Workbook": bof()}), "application/vnd.ms-excel"),
        ("说明.txt", "已完成三处。\r\n".encode("gb18030"), "text/plain"),
        ("数据.csv", "月份,数值\n1,-5\n2,=3\n".encode(), "text/csv"),
    ],
)
def test_papers_and_pictures_are_taken(name, content, media_type):
    checked = check_file(name, content)
    assert (checked.name, checked.media_type) == (name, media_type)


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
        # archives
        ("资料.zip", zipped({"a.txt": b"x"}), "archive"),
        ("资料.docx", zipped({"a.txt": b"x"}), "archive"),
        ("报告.docx", _lying_about_its_size(), "damaged"),
        # broken, unknown
        ("报告.docx", docx()[:-30], "damaged"),
        ("报告.pdf", PDF[:-8], "damaged"),
        ("说明.txt", b"\x00\x01\x02\x03", "unknown_type"),
        ("说明.txt", b"abc\x1b[2Jdef", "unknown_type"),
        ("音.mp3", b"ID3\x03\x00\x00\x00", "unknown_type"),
        ("压缩.rar", b"Rar!\x1a\x07\x01\x00", "unknown_type"),
    ],
)
def test_files_that_are_no_evidence_are_refused(name, content, code):
    with pytest.raises(FileFault) as fault:
        check_file(name, content)
    assert fault.value.code == code
    assert f"file_{code}" in SENTENCES
