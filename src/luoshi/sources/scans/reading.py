"""Scans read in this process: for that of :mod:`.apart`, which is bounded."""

from typing import Any

from luoshi.sources.formats.pdf import PdfText, read_pdf
from luoshi.sources.formats.pdf_columns import document_lines
from luoshi.sources.formats.pdf_furniture import without_furniture
from luoshi.sources.formats.pdf_glyphs import Row
from luoshi.sources.formats.pdf_paragraphs import paragraphs
from luoshi.sources.readers import Told
from luoshi.sources.refusal import refuse
from luoshi.sources.scans.doubts import Doubts
from luoshi.sources.scans.engine import Picture, Recogniser
from luoshi.sources.scans.page import page_rows_seen
from luoshi.sources.scans.pictures import drawn, pictures_of

_PAPER = 595.0  # points: a picture does not say how large its paper was; A4 is as good as any


def read_scanned_pdf(data: bytes, name: str | None, pictured: int, threads: int, told: Told) -> PdfText:
    """The text of a PDF of which ``pictured`` pages are pictures; pages with a text layer are read from it."""
    recogniser, doubts, done = Recogniser(threads), Doubts(), 0

    def recognise(page: Any) -> tuple[Row, ...]:
        nonlocal done
        told(done, pictured)
        done += 1
        picture, points = drawn(page)
        return _rows(recogniser, picture, points, doubts)

    read = read_pdf(data, name, recognise)
    return _settled(read.text, doubts, name, read)


def read_pictures(data: bytes, name: str | None, threads: int, told: Told) -> PdfText:
    """The text of a picture of a page, or of several in a TIFF."""
    recogniser, doubts = Recogniser(threads), Doubts()
    pages: list[tuple[Row, ...]] = []
    for picture, number, count in pictures_of(data, name):
        told(number, count)
        pages.append(_rows(recogniser, picture, _PAPER / picture.shape[1], doubts))
    lines = document_lines(without_furniture(pages), [_PAPER] * len(pages))
    text = "".join(f"{paragraph}\n" for paragraph in paragraphs(lines))
    return _settled(text, doubts, name, None)


def _rows(recogniser: Recogniser, picture: Picture, points: float, doubts: Doubts) -> tuple[Row, ...]:
    upright, first, second = recogniser.twice(picture)
    return page_rows_seen(first, second, float(upright.shape[0]), points, doubts)


def _settled(text: str, doubts: Doubts, name: str | None, read: PdfText | None) -> PdfText:
    if not text.strip():
        raise refuse("unrecognised", name)
    clean, notices = doubts.settled(text)
    return PdfText(clean, (*(read.notices if read else ()), *notices))
