"""PDF with a text layer to text: positions to rows, rows to columns, columns to paragraphs.

Of pages that are pictures somebody else tells the rows (:data:`Recognise`). Scripts, forms, attachments and links of a PDF are never looked at.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from luoshi.sources.decode import CHINESE, chinese_share
from luoshi.sources.formats.pdf_columns import document_lines
from luoshi.sources.formats.pdf_furniture import without_furniture
from luoshi.sources.formats.pdf_glyphs import Row, page_rows
from luoshi.sources.formats.pdf_lost_marks import LostMarks, breaks_numbers, hangs_marks, told
from luoshi.sources.formats.pdf_paragraphs import paragraphs
from luoshi.sources.refusal import refuse
from luoshi.text import Notice

# The longest report has 60,000 characters on 120 pages.
_MOST_PAGES = 10_000
_MOST_CHARACTERS = 2_000_000
# A text layer whose fonts do not say which characters they print is noise.
_UNMAPPED_SHARE = 0.2
# PDFium's own number for "needs a password".
_PASSWORD = 4


# A page with fewer characters than a running head and a number has is a picture, if a picture covers so much of it, or so many strokes
# are drawn on it: some programs draw every character as a shape.
_FEWEST = 40
_COVERED = 0.4
_STROKES = 300


class PdfText(NamedTuple):
    """The text of a PDF, and what was found wrong with it while it was made. ``pictured`` are the numbers, from 0, of pages that are
    pictures and were not read."""

    text: str
    notices: tuple[Notice, ...]
    pictured: tuple[int, ...] = ()


Recognise = Callable[[Any], tuple[Row, ...]]
"""From a page of pypdfium2 that is a picture to its rows."""


def read_pdf(data: bytes, name: str | None, recognise: Recognise | None = None) -> PdfText:
    """The text of a PDF, a paragraph to a line. Raises :class:`~luoshi.errors.SourceError`.

    Refused are broken and encrypted files, and more than 10,000 pages or 2,000,000 characters. Without ``recognise`` pages that
    are pictures are only named.
    """
    import pypdfium2 as pdfium  # type: ignore[import-untyped]

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise refuse("encrypted" if error.err_code == _PASSWORD else "broken", name, format="PDF") from None
    try:
        pages, widths, unmapped, pictured = _pages(document, name, recognise)
        producer = document.get_metadata_value("Producer")
    finally:
        document.close()
    lines = document_lines(without_furniture(pages), widths)
    marks = LostMarks(breaks_numbers(producer)) if hangs_marks(lines, producer) else None
    text = "".join(f"{paragraph}\n" for paragraph in paragraphs(lines, marks.between if marks else None))
    # Where a font maps nothing, its own numbers come out: they may be Unicode by chance, mostly they are noise.
    if unmapped > _UNMAPPED_SHARE and chinese_share(text) < CHINESE:
        raise refuse("unmapped", name)
    if not text.strip() and not pictured:
        raise refuse("scan", name)
    return PdfText(text, tuple(told(marks, text)) if marks else (), tuple(pictured))


def _pages(
    document: Any, name: str | None, recognise: Recognise | None
) -> tuple[list[tuple[Row, ...]], list[float], float, list[int]]:
    """The rows of every page (a page that is broken has none), its width, the share of characters without Unicode, and the pages that
    are pictures and were not read."""
    import pypdfium2 as pdfium

    if len(document) > _MOST_PAGES:
        raise refuse("too_many_pages", name, limit=f"{_MOST_PAGES:,}")
    pages: list[tuple[Row, ...]] = []
    widths: list[float] = []
    pictured: list[int] = []
    characters = unmapped = 0
    for number in range(len(document)):
        try:
            page = document[number]
            text_page = page.get_textpage()
        except pdfium.PdfiumError:
            pages.append(())
            widths.append(0)
            continue
        found = page_rows(text_page)
        rows = found.rows
        if found.characters < _FEWEST and is_pictured(page):
            if recognise is None:
                pictured.append(number)
            else:
                rows = recognise(page)
        widths.append(page.get_width())
        text_page.close()
        page.close()
        pages.append(rows)
        characters += found.characters
        unmapped += found.unmapped
        if characters > _MOST_CHARACTERS:
            raise refuse("too_long", name, limit=f"{_MOST_CHARACTERS:,}")
    return pages, widths, unmapped / max(characters, unmapped, 1), pictured


def is_pictured(page: Any) -> bool:
    """Whether a page is a picture of one, its characters aside."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    area = page.get_width() * page.get_height()
    covered, strokes = 0.0, 0
    for item in page.get_objects(max_depth=3):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            covered += max(0.0, right - left) * max(0.0, top - bottom)
        elif item.type == pdfium.FPDF_PAGEOBJ_PATH:
            strokes += 1
        if covered >= _COVERED * area or strokes >= _STROKES:
            return True
    return False
