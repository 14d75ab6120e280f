"""Documents that the tests make themselves: PDF by hand and by WeasyPrint, and what compares texts."""

import html
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest


def without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)


def pdf_of(objects: Iterable[bytes], more: bytes = b"") -> bytes:
    """A PDF of numbered objects, the first of them its catalogue; ``more`` goes into its trailer."""
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, more, table))
    return out.getvalue()


def stream_of(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
# A Chinese font that is named, not embedded: every character is as wide as the type is large.
FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/FontDescriptor 5 0 R>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880"
    b"/Descent -120/CapHeight 880/StemV 80>>",
)


def page_content(shown: Iterable[tuple[float, float, float, str]]) -> bytes:
    """Pieces of text to be shown: x, y, size, characters."""
    return b"\n".join(
        b"BT /F1 %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET" % (size, x, y, text.encode("utf-16-be").hex().encode())
        for x, y, size, text in shown
    )


def printed(*contents: bytes, page: bytes = b"", producer: bytes = b"") -> bytes:
    """A PDF of narrow pages (24 characters of 12 points within margins of 60), each with its content; ``producer`` made it."""
    first = 6
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(contents)))
    objects = [CATALOGUE, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)), *FONT]
    for number, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 408 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R%s>>"
            % (first + 2 * number + 1, page)
        )
        objects.append(stream_of(content))
    objects.append(b"<</Producer(%s)>>" % producer)
    return pdf_of(objects, b"/Info %d 0 R" % len(objects))


def body(
    *rows: str, left: float = 60, top: float = 780, size: float = 12, step: float = 20
) -> list[tuple[float, float, float, str]]:
    """Rows of text; `　　` at their beginning is an indent."""
    shown = []
    for n, row in enumerate(rows):
        text = row.lstrip("　")
        shown.append((left + size * (len(row) - len(text)), top - n * step, size, text))
    return shown


def chinese_font() -> bool:
    """Whether a font with ideographs is where systems keep theirs."""
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts"]
    return any(next(folder.rglob("*CJK*"), None) for folder in folders if folder.is_dir())


def weasyprint() -> Any:
    """WeasyPrint, or a skipped test where its libraries or a Chinese font are missing."""
    if not chinese_font():
        pytest.skip("no Chinese font: apt install fonts-noto-cjk")
    try:
        import weasyprint as module
    except (ImportError, OSError) as missing:
        pytest.skip(f"WeasyPrint cannot be loaded: {missing}")
    return module


STYLE = """
body { font: 12pt/1.8 "Noto Serif CJK SC", "Noto Sans CJK SC" }
p { margin: 0; text-indent: 2em; text-align: justify }
.title { text-align: center; font-size: 22pt; text-indent: 0; font-weight: bold }
.below { text-align: center; text-indent: 0 }
.heading { font-weight: bold }
@page { size: A4; margin: 2.5cm }
"""


def page_of(paragraphs: list[str], style: str) -> str:
    """A page of a report: title, session and speaker are centred, headings bold."""
    kinds = ["title", "below", "below"] + [
        "heading" if re.match("[一二三四]、.{4,40}$", p) else "" for p in paragraphs[3:]
    ]
    body = "".join(f'<p class="{k}">{html.escape(p)}</p>' for k, p in zip(kinds, paragraphs, strict=True))
    return f"<meta charset='utf-8'><style>{STYLE}{style}</style><body>{body}</body>"
