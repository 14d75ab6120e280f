"""ZIP: one report inside is read; what is packed to harm is refused before it is unpacked."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from luoshi.errors import SourceError
from luoshi.sources import load_bytes
from luoshi.sources.formats.archive import members

REPORT = "各位代表：\n地区生产总值增长5%左右，城镇新增就业1.2万人以上，居民收入与经济增长同步。\n".encode()


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def refusal(data: bytes) -> str | None:
    with pytest.raises(SourceError) as caught:
        load_bytes(data, path="报告.zip")
    assert str(caught.value).startswith("报告.zip")
    return caught.value.key


def test_one_report_is_read() -> None:
    source = load_bytes(packed({"报告/报告.txt": REPORT}), path="报告.zip")
    assert source.text.encode() == REPORT
    assert (source.media_type, source.encoding) == ("application/zip", "utf-8")


def test_what_packers_and_pages_bring_along_is_passed_over() -> None:
    extra = {
        "__MACOSX/._报告.txt": b"x",
        ".DS_Store": b"x",
        "图.png": b"\x89PNG",
        "样式/a.css": b"p{}",
        "空/": b"",
    }
    assert load_bytes(packed({**extra, "报告.txt": REPORT})).text.encode() == REPORT


def test_a_word_file_in_an_archive() -> None:
    docx = pytest.importorskip("docx")
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("地区生产总值增长5%左右。")
    document.save(out)
    assert load_bytes(packed({"报告.docx": out.getvalue()})).text == "地区生产总值增长5%左右。\n"


def test_members_come_in_natural_order_with_their_chinese_names() -> None:
    data = packed({f"页/第{n}页.html": b"%d" % n for n in (10, 2, 1)})
    assert [m.name for m in members(data, None)] == ["页/第1页.html", "页/第2页.html", "页/第10页.html"]
    assert [m.data for m in members(data, None)] == [b"1", b"2", b"10"]


def test_names_in_gbk_without_a_flag_are_told() -> None:
    data = packed({"AAAA.txt": REPORT}).replace(b"AAAA.txt", "报告".encode("gbk") + b".txt")
    assert [m.name for m in members(data, None)] == ["报告.txt"]


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    load_bytes(packed({"../../evil.txt": REPORT}))
    load_bytes(packed({"/evil.txt": REPORT}))
    assert [p.name for p in tmp_path.rglob("*")] == ["here"]


def declaring(data: bytes, size: int) -> bytes:
    """The archive with another unpacked size for its (only) file."""
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    changed = bytearray(data)
    changed[local + 22 : local + 26] = changed[central + 24 : central + 28] = struct.pack("<L", size)
    return bytes(changed)


MIB = 1 << 20
CASES = {
    "bomb": packed({"a.txt": bytes(100 * MIB)}),
    "many files": packed({f"{n}.txt": b"" for n in range(6_000)}, zipfile.ZIP_STORED),
    "many names": packed({f"{n:0200d}.txt": b"" for n in range(12_000)}, zipfile.ZIP_STORED),
    "lies small": declaring(packed({"a.txt": bytes(100 * MIB)}), 10),
    "nested": packed({"b.zip": packed({"a.txt": REPORT})}),
    "nested, renamed": packed({"b.txt": packed({"a.txt": REPORT})}),
    "several": packed({"a.txt": REPORT, "b.txt": REPORT}),
    "none": packed({"a.png": b"\x89PNG"}),
    "empty": packed({}),
    "bzip2": packed({"a.txt": REPORT}, zipfile.ZIP_BZIP2),
    "truncated": packed({"a.txt": REPORT})[:-30],
    "start only": b"PK\x03\x04\x14\x00",
    "xlsx": packed({"[Content_Types].xml": b"", "xl/workbook.xml": b""}),
}
KEYS = {
    "bomb": "bomb", "many files": "bomb", "many names": "bomb", "lies small": "broken", "nested": "nested_archive",
    "nested, renamed": "nested_archive", "several": "several_members", "none": "no_member", "empty": "no_member",
    "bzip2": "broken", "truncated": "broken", "start only": "broken", "xlsx": "unsupported",
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_refusals(case: str) -> None:
    assert refusal(CASES[case]) == KEYS[case]


def test_a_password_is_named() -> None:
    data = bytearray(packed({"a.txt": REPORT}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert refusal(bytes(data)) == "encrypted"
