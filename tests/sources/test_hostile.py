"""Files made to harm: a clear refusal or a result within bounds of time and memory, and nothing else."""

import io
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from documents import CATALOGUE, FONT, page_content, pdf_of, printed, stream_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.errors import SourceError
from luoshi.sources import load_bytes
from luoshi.sources.formats import apart
from luoshi.sources.refusal import sentences

MIB = 1 << 20
SENTENCE = "全市地区生产总值增长5%左右，城镇新增就业1.2万人以上。"


def refused(reading: Callable[[], object]) -> SourceError | None:
    """The refusal that a reading ends in, None where it ends well; any other error is the test's."""
    try:
        reading()
    except SourceError as error:
        return error
    return None


def outcome(data: bytes, name: str = "报告") -> str | None:
    """The key of the refusal, None where the file is read."""
    error = refused(lambda: load_bytes(data, path=name))
    if error is None:
        return None
    assert name in str(error)
    assert error.key in sentences()
    return error.key


def squeezed(chunk: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join([packer.compress(chunk) for _ in range(times)]) + packer.flush()


def page(content: bytes, more: bytes = b"", resources: bytes = b"") -> bytes:
    """A PDF of one page with this content stream."""
    kids = b"<</Type/Pages/Kids[6 0 R]/Count 1>>"
    one = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>%s>>/Contents 7 0 R>>"
        % resources
    )
    return pdf_of([CATALOGUE, kids, *FONT, one, stream_of(content, more)])


def drawing_each_other(depth: int) -> bytes:
    """Forms that each draw the next one ten times."""
    forms = [
        stream_of(
            b"/X Do " * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (9 + n),
        )
        for n in range(depth)
    ]
    last = stream_of(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    base = page(b"/X Do", resources=b"/XObject<</X 8 0 R>>")
    objects = [part.split(b" obj\n")[1] for part in base.split(b"\nendobj\n")[:7]]
    return pdf_of([*objects, *forms, last])


PDF_BOMBS = {
    "blanks": lambda: page(squeezed(b" " * MIB, 600), b"/Filter/FlateDecode"),
    "twice": lambda: page(zlib.compress(squeezed(bytes(MIB), 600), 9), b"/Filter[/FlateDecode/FlateDecode]"),
    "text": lambda: page(squeezed(b"BT /F1 9 Tf (abcdefgh) Tj ET\n" * 30_000, 150), b"/Filter/FlateDecode"),
    "forms": lambda: drawing_each_other(12),
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded by the system's own limits on Linux")
@pytest.mark.parametrize("bomb", PDF_BOMBS)
def test_pdf_bombs_are_ended(bomb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = apart._PROGRAM.replace("serve()", "apart.MEMORY >>= 2; apart.SECONDS = 8; apart.serve()")
    program = program.replace(
        "from luoshi.sources.formats.apart import serve", "from luoshi.sources.formats import apart"
    )
    monkeypatch.setattr(apart, "_PROGRAM", program)  # a quarter of the memory, a fifth of the time
    start = time.monotonic()
    assert outcome(PDF_BOMBS[bomb]()) in {"exhausting", "scan"}
    assert time.monotonic() - start < 40


def test_a_pdf_of_five_thousand_pages_is_read() -> None:
    digits = str.maketrans("0123456789", "〇一二三四五六七八九")
    rows = [f"第{n:04}条任务".translate(digits) for n in range(5_000)]
    pages = [page_content([(60, 700, 12, row), (60, 30, 12, f"－{n}－")]) for n, row in enumerate(rows)]
    start = time.monotonic()
    assert load_bytes(printed(*pages)).text.splitlines() == rows
    assert time.monotonic() - start < 60


@pytest.mark.parametrize("kids", [b"2 0 R", b"2 0 R 2 0 R", b"99 0 R", b""])
def test_pages_that_hold_themselves(kids: bytes) -> None:
    assert outcome(pdf_of([CATALOGUE, b"<</Type/Pages/Kids[%s]/Count 9>>" % kids])) in {"broken", "scan"}


def test_scripts_and_links_of_a_pdf_are_not_looked_at(tmp_path: Path) -> None:
    data = printed(page_content([(60, 700, 12, SENTENCE)]))
    script = b'/OpenAction<</S/JavaScript/JS(app.launchURL\\("http://127.0.0.1:9/"\\))>>'
    assert load_bytes(data.replace(b"/Type/Catalog", b"/Type/Catalog" + script)).text == SENTENCE + "\n"


def test_the_name_of_the_file_is_told_by_the_process_apart() -> None:
    with pytest.raises(SourceError) as caught:
        load_bytes(b"%PDF-1.7\nnothing", path="甲.pdf")
    assert caught.value.sentence("zh").startswith("甲.pdf：")
    with pytest.raises(SourceError) as caught:
        load_bytes(b"%PDF-1.7\nnothing")
    assert str(caught.value).startswith("standard input: ")


@pytest.mark.parametrize("depth", [1_000, 10_000, 100_000])
def test_deep_pages(depth: int) -> None:
    start = time.process_time()
    data = b"<html>" + b"<div>" * depth + (SENTENCE * 9).encode() + b"</div>" * depth
    assert SENTENCE in load_bytes(data, path="a.html").text
    assert time.process_time() - start < 10


def test_a_line_of_two_hundred_megabytes() -> None:
    assert outcome(b"a" * (200 * MIB)) == "too_large"
    assert outcome("国".encode() * (20 * MIB)) == "too_long"


def test_null_bytes() -> None:
    assert outcome((SENTENCE * 50).encode() + bytes(2_000)) in {"binary", "undecodable"}
    assert outcome(b"\0" + (SENTENCE * 500).encode()) is None


WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def word(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", WORD.format(body))
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("<w:r/>" * (2 * MIB), "bomb"),
        ("<w:p><w:r><w:t>国</w:t></w:r></w:p>" * 200_000, None),
        ("<w:p><w:r><w:t>" + "国" * (3 * MIB) + "</w:t></w:r></w:p>", "too_long"),
        ("<w:p><w:r>" * 900 + "<w:t>国</w:t>" + "</w:r></w:p>" * 900, None),
        ("<w:p>" + "<w:tab/>" * 100_000 + "<w:r><w:t>国</w:t></w:r></w:p>", None),
        (" " * (40 * MIB), "bomb"),
    ],
    ids=["elements", "paragraphs", "one text", "paragraphs in each other", "tabs", "blanks"],
)
def test_word_files_within_bounds(body: str, key: str | None) -> None:
    start = time.process_time()
    assert outcome(word(body)) == key
    assert time.process_time() - start < 20


HEADER = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=edge\r\n\r\n"


@pytest.mark.parametrize(
    "rest",
    [
        b"--edge\n" * (4 * MIB),
        b"--edge\r\n" + b"A: b\r\n" * (4 * MIB),
        b"--edge\r\nContent-Type: text/html; " + b"a*0=b;" * MIB,
        b"".join(
            b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(5_000)
        ),
        b"--edge\r\nContent-Type: message/rfc822\r\n\r\n" * 20_000,
        b"x--edge" * (4 * MIB),
    ],
    ids=["boundaries", "fields", "parameters", "nested", "mails", "no line"],
)
def test_saved_pages_within_bounds(rest: bytes) -> None:
    start = time.process_time()
    assert outcome(HEADER + rest) in {"no_page", "too_long", "no_text"}
    assert time.process_time() - start < 20


def in_a_zip(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def samples() -> dict[str, bytes]:
    """One small file of each format."""
    html = f"<html><head><title>政府工作报告</title></head><body><p>{SENTENCE * 3}</p></body></html>".encode()
    return {
        "pdf": printed(page_content([(60, 700, 12, SENTENCE)])),
        "docx": word(f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"),
        "mhtml": HEADER + b"--edge\r\nContent-Type: text/html\r\n\r\n" + html + b"\r\n--edge--",
        "zip": in_a_zip("a.html", html),
        "html": html,
        "doc": bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(100)
        + "WordDocument".encode("utf-16-le")
        + bytes(900),
    }


@pytest.mark.parametrize("form", samples())
def test_truncated_files(form: str) -> None:
    data = samples()[form]
    cuts = range(1, len(data), max(1, len(data) // {"pdf": 6, "doc": 2}.get(form, 60)))
    for cut in cuts:
        outcome(data[:cut])


@pytest.mark.parametrize("form", [form for form in samples() if form not in ("pdf", "doc")])
@given(
    changes=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=8)), max_size=6
    )
)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_changed_bytes(form: str, changes: list[tuple[float, bytes]]) -> None:
    data = bytearray(samples()[form])
    for place, new in changes:
        start = int(place * len(data))
        data[start : start + len(new)] = new
    outcome(bytes(data))


@given(
    changes=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=8)), max_size=6
    )
)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_changed_bytes_of_a_pdf(changes: list[tuple[float, bytes]]) -> None:
    from luoshi.sources.formats.pdf import read_pdf

    data = bytearray(samples()["pdf"])
    for place, new in changes:
        start = int(place * len(data))
        data[start : start + len(new)] = new
    error = refused(lambda: read_pdf(bytes(data), "报告"))
    assert error is None or error.key in sentences()


@given(
    st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n", b""]),
    st.binary(max_size=400),
)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_any_bytes_behind_any_start(start: bytes, rest: bytes) -> None:
    if not start.startswith(b"%PDF"):
        outcome(start + rest)


def test_nothing_is_fetched(tmp_path: Path, report_docx: Callable[..., bytes]) -> None:
    """Reading works where opening a socket is an error."""
    files = []
    for form, data in {**samples(), "docx": report_docx()}.items():
        if form not in ("pdf", "doc"):
            files.append(str(tmp_path / f"a.{form}"))
            Path(files[-1]).write_bytes(data)
    program = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise SystemExit('a socket was opened')\n"
        "socket.socket = socket.create_connection = socket.getaddrinfo = refuse\n"
        "import luoshi\n"
        "for name in sys.argv[1:]: luoshi.read(name)"
    )
    subprocess.run(
        [sys.executable, "-c", program, *files], check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
