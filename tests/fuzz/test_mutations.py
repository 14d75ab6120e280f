"""Files mutated at random: a ledger whose quotes stand, or one sentence of refusal; nothing else, and in bounded time.

``make fuzz`` runs it for ten minutes, the test-suite for a few seconds (``LUOSHI_FUZZ_SECONDS``). A failure prints the
mutations that shrink to it; ``--hypothesis-seed=0`` repeats a run.
"""

import base64
import io
import os
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.errors import SourceError
from luoshi.ledger.build import read_source
from luoshi.sources import load_bytes

EXAMPLES = Path(__file__).parents[2] / "examples"
SECONDS = float(os.environ.get("LUOSHI_FUZZ_SECONDS", "4"))
SLOWEST = 20.0  # seconds for one mutated file of some ten thousand bytes, on a busy machine
TEXT = (EXAMPLES / "qingchuan-2026.txt").read_text(encoding="utf-8")[:6000]
PARAGRAPHS = [line for line in TEXT.split("\n") if line.strip()]
PAGE = (
    "<html><head><title>政府工作报告</title></head><body><div>"
    + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    + "</div></body></html>"
)


def _docx() -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for paragraph in PARAGRAPHS[:20]:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("5905.html", PAGE)
        archive.writestr("5905_2.html", PAGE)
    return file.getvalue()


def _mhtml() -> bytes:
    body = base64.encodebytes(PAGE.encode()).decode()
    return (
        "From: <Saved by Blink>\r\nSubject: report\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----x"\r\n\r\n------x\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{body}\r\n------x--\r\n"
    ).encode()


def _pdf() -> bytes:
    """A small PDF written by hand: three objects, one page, a line of text, no cross-reference that is right."""
    stream = b"BT /F1 12 Tf 72 720 Td (Report 2026: 5.3%) Tj ET"
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font"
        b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length " + str(len(stream)).encode()
        + b">>stream\n" + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )  # fmt: skip


SEEDS: dict[str, Callable[[], bytes]] = {
    "txt": lambda: TEXT.encode(),
    "gb18030": lambda: TEXT.encode("gb18030"),
    "utf-16": lambda: TEXT.encode("utf-16"),
    "html": PAGE.encode,
    "docx": _docx,
    "zip": _zip,
    "mhtml": _mhtml,
    "pdf": _pdf,
}


@cache
def seed(name: str) -> bytes:
    return SEEDS[name]()


PIECES = st.one_of(
    st.binary(max_size=24),
    st.sampled_from([b"\x00" * 9, b"<div>" * 300, b"&#0;", "１?".encode(), "\ufffd".encode(), b"\\r\\n" * 20, b"]]>",
                     b"<!DOCTYPE x [<!ENTITY a 'b'>]>", "，".encode() * 50, "“《（".encode() * 30, b"9" * 400]),
)  # fmt: skip
MUTATION = st.tuples(
    st.sampled_from(["insert", "replace", "delete", "double", "cut"]),
    st.floats(0, 1),
    st.integers(1, 400),
    PIECES,
)


def mutated(data: bytes, mutations: list[tuple[str, float, int, bytes]]) -> bytes:
    for act, place, size, piece in mutations:
        at = int(place * len(data))
        if act == "insert":
            data = data[:at] + piece + data[at:]
        elif act == "replace":
            data = data[:at] + piece + data[at + len(piece) :]
        elif act == "delete":
            data = data[:at] + data[at + size :]
        elif act == "double":
            data = data[: at + size] + data[at : at + size] * 3 + data[at + size :]
        else:
            data = data[:at]
    return data


@pytest.mark.parametrize("name", SEEDS)
def test_a_mutated_file_is_read_or_refused(name: str) -> None:
    data = seed(name)

    @settings(max_examples=40, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(MUTATION, max_size=6))
    def attack(mutations: list[tuple[str, float, int, bytes]]) -> None:
        hostile = mutated(data, mutations)
        started = time.process_time()
        try:
            source = load_bytes(hostile, path=f"hostile.{name}")
        except SourceError:
            pass  # refused in one sentence
        else:
            read_source(source).to_json()  # verifies that each quote stands
        assert time.process_time() - started < SLOWEST

    until = time.monotonic() + SECONDS / len(SEEDS)
    while True:
        attack()
        if time.monotonic() > until:
            break
