"""Documents that the tests make themselves, and what must be equal about their ledgers."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from documents import without_blanks

import luoshi

EXAMPLE = Path(__file__).parents[2] / "examples/qingchuan-2026.txt"


def values(report: Any) -> list[tuple[object, ...]]:
    """What two copies of a report must agree in."""
    return [
        (
            e.kind, e.headline, e.indicator, e.subject and without_blanks(e.subject), e.measure, e.direction, e.bound,
            e.low, e.high, e.unit, e.period, e.modality, without_blanks(e.quote),
        )
        for e in report.entries
    ]  # fmt: skip


@pytest.fixture
def assert_same_ledger(
    examples: Path, tmp_path: Path, assert_spans_hold: Callable[[Any], None]
) -> Callable[..., None]:
    """``assert_same_ledger(data, "report.pdf")``: the file reads as the TXT does, entry by entry."""

    def check(data: bytes, name: str, example: str = "qingchuan-2026") -> None:
        path = tmp_path / name
        path.write_bytes(data)
        report = luoshi.read(path)
        assert_spans_hold(report)
        expected = values(luoshi.read(examples / f"{example}.txt"))
        assert len(expected) > 100
        assert values(report) == expected

    return check


@pytest.fixture
def report_docx() -> Callable[..., bytes]:
    """``report_docx(columns=2, header=True)``: the example as a Word file."""
    docx = pytest.importorskip("docx")
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    def make(*, columns: int = 1, header: bool = False) -> bytes:
        document = docx.Document()
        normal = document.styles["Normal"]
        normal.font.name, normal.font.size = "Noto Serif CJK SC", Pt(12)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
        texts = [line.strip() for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if line.strip()]
        for number, text in enumerate(texts):
            paragraph = document.add_paragraph()
            run = paragraph.add_run(text)
            if number < 3:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                run.bold, run.font.size = number == 0, Pt(12 if number else 22)
            else:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
                paragraph.paragraph_format.first_line_indent = Pt(24)
        section = document.sections[0]
        if columns > 1:
            section._sectPr.find(qn("w:cols")).set(qn("w:num"), str(columns))
        if header:
            section.header.paragraphs[0].text = "青川区2026年政府工作报告"
            section.footer.paragraphs[0].text = "青川区人民政府办公室"
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()

    return make
