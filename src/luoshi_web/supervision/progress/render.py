"""``python -m luoshi_web.supervision.progress.render KIND PAGE``: a file on standard input, what may be shown of it on standard output.

A process of its own, with little memory and little time, opens what somebody else uploaded: a picture or a page of a PDF comes out as a new PNG,
a workbook, a Word file or a text as JSON of plain words. The original never reaches a browser.
"""

import csv
import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterable
from typing import Any

MEMORY = 1 << 30
SECONDS = 10
MOST_SIDE = 1600
MOST_PIXELS = 80_000_000
MOST_ROWS, MOST_COLUMNS, MOST_CELL, MOST_SHEETS = 200, 30, 300, 5
MOST_TEXT = 100_000
MOST_PART = 64 << 20


def image(data: bytes, page: int) -> dict[str, Any]:
    """The picture drawn anew, no larger than a screen, without what its file says besides."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
        shown = ImageOps.exif_transpose(opened)
        shown.thumbnail((MOST_SIDE, MOST_SIDE))
        return {"pages": 1, "png": _png(shown.convert("RGB"))}


def pdf(data: bytes, page: int) -> dict[str, Any]:
    """One page as a picture: no script of it is run, no link of it leads anywhere."""
    import pypdfium2  # type: ignore[import-untyped]  # brings no types

    with pypdfium2.PdfDocument(data) as opened:
        pages = len(opened)
        sheet = opened[min(max(page, 1), pages) - 1]
        scale = min(2.0, MOST_SIDE / max(sheet.get_size()))
        return {
            "pages": pages,
            "png": _png(sheet.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")),
        }


def table(data: bytes, page: int) -> dict[str, Any]:
    """The first rows of each sheet, as text; formulas as the values that were last computed."""
    from openpyxl import load_workbook

    _small(data)
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets = [
        {
            "name": sheet.title,
            "rows": _rows(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)),
        }
        for sheet in book.worksheets[:MOST_SHEETS]
    ]
    return {"sheets": sheets}


def comma(data: bytes, page: int) -> dict[str, Any]:
    """A CSV file as one sheet."""
    rows = csv.reader(io.StringIO(_decoded(data)[: 4 * MOST_TEXT]))
    return {
        "sheets": [
            {"name": "", "rows": _rows(row for _place, row in zip(range(MOST_ROWS), rows, strict=False))}
        ]
    }


def text(data: bytes, page: int) -> dict[str, Any]:
    """The words."""
    return {"text": _decoded(data)[:MOST_TEXT]}


def word(data: bytes, page: int) -> dict[str, Any]:
    """The paragraphs of a Word file, without anything else."""
    from defusedxml.ElementTree import fromstring

    _small(data)
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        root = fromstring(packed.read("word/document.xml"))
    lines = ("".join(run.text or "" for run in part.iter(f"{space}t")) for part in root.iter(f"{space}p"))
    return {"text": "\n".join(lines)[:MOST_TEXT]}


KINDS = {"image": image, "pdf": pdf, "table": table, "comma": comma, "text": text, "word": word}


def _small(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_PART:
            raise ValueError("unpacks to too much")


def _rows(rows: Iterable[Iterable[Any]]) -> list[list[str]]:
    found = [
        ["" if cell is None else str(cell)[:MOST_CELL] for cell in list(row)[:MOST_COLUMNS]] for row in rows
    ]
    while found and not any(found[-1]):
        found.pop()
    width = max((place for row in found for place, cell in enumerate(row, 1) if cell), default=0)
    return [row[:width] for row in found]


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _png(shown: Any) -> str:
    import base64

    out = io.BytesIO()
    shown.save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


def bound() -> None:
    """Little memory and time, no file written, no process begun."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def main(kind: str, page: str) -> None:
    """Bounds first, then the file."""
    bound()
    json.dump(KINDS[kind](sys.stdin.buffer.read(), int(page)), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
