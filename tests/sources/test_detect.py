"""Which format a file is in: bytes decide, not names; and nothing heavy is loaded before its format arrives."""

import io
import subprocess
import sys
import zipfile

import pytest

from luoshi.sources.formats.detect import format_of


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"%PDF-1.4\n", "application/pdf"),
        (b"\r\n%PDF-1.4\n", "application/pdf"),
        (b"X-Powered-By: something\r\n\r\n%PDF-1.7\r\n", "application/pdf"),
        ("说明：文件以 %PDF-1.4 开头。\n各位代表：".encode(), None),
        (zipped("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (zipped("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (zipped("OFD.xml"), "application/ofd"),
        (zipped("content.xml", "META-INF/manifest.xml"), "application/vnd.oasis.opendocument.text"),
        (zipped("1.html", "2.html"), "application/zip"),
        (zipped(), "application/zip"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "application/msword"),
        (b"{\\rtf1", "application/rtf"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n", "multipart/related"),
        (b"Content-Type: text/html\nMIME-Version: 1.0\n\n", "multipart/related"),
        (b"From: me\r\nSubject: report\r\n\r\n", None),
        ("各位代表：".encode(), None),
        (b"<html>", None),
        (b"", None),
    ],
)  # fmt: skip
def test_bytes_tell_the_format(data: bytes, media_type: str | None) -> None:
    form = format_of(data)
    assert (form.media_type if form else None) == media_type


HEAVY = ("pypdfium2", "docx", "lxml", "pyexpat", "email", "subprocess", "luoshi.sources.formats.archive")


@pytest.mark.parametrize("data", [b"", "各位代表：增长5%。".encode() * 9])
def test_a_text_loads_no_reader_of_another_format(data: bytes) -> None:
    reading = f"load_bytes({data!r})" if data else "None"
    program = f"from luoshi.sources import load_bytes\n{reading}\nimport sys\nprint(*[m for m in {HEAVY!r} if m in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert run.stdout.split() == []
