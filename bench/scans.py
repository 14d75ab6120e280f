"""How well scans are read: pages of the invented examples, drawn, worn in ways that a seed decides, and read again.

    python bench/scans.py            # needs `pip install 'luoshi[ocr]'`, Pillow and the fonts of fonts-noto-cjk; tesseract is held beside where it is installed

A figure is *wrong* where another one is read in its place and nothing says so, *told* where the text has `□` for it and a notice, else *missing*.
"""

import argparse
import io
import re
import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = Path("/usr/share/fonts/opentype/noto")
SERIF, SANS = FONTS / "NotoSerifCJK-Regular.ttc", FONTS / "NotoSansCJK-Regular.ttc"
_SIMPLIFIED = 2  # the face of such a collection that has mainland forms
_NO_LINE_BEGINS_WITH = "，。；：、！？”）%》"
_DPI = 200


class Page(NamedTuple):
    """A drawn page and what stands on it."""

    image: Image.Image
    text: str


def drawn_pages(
    text: str, font: Path = SERIF, size: int = 16, across: int = 28, down: int = 22
) -> list[Page]:
    """A report as pages of A4 at 200 dots an inch: type of so many points, so many characters a line and lines a page."""
    pixels = round(size * _DPI / 72)
    face = ImageFont.truetype(str(font), pixels, index=_SIMPLIFIED)
    width, height = round(8.27 * _DPI), round(11.69 * _DPI)
    left, top, step = (width - across * pixels) // 2, round(0.11 * height), round(0.8 * height / down)
    lines = list(_lines(text, face, across * pixels))
    pages = []
    for first in range(0, len(lines), down):
        image = Image.new("L", (width, height), 255)
        pen = ImageDraw.Draw(image)
        for row, line in enumerate(lines[first : first + down]):
            pen.text((left, top + row * step), line, font=face, fill=20)
        foot = f"— {first // down + 1} —"
        pen.text((width // 2 - pixels, round(0.94 * height)), foot, font=face, fill=20)
        pages.append(Page(image, "".join(lines[first : first + down])))
    return pages


def _lines(text: str, face: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    for paragraph in filter(str.strip, text.split("\n")):
        line = ""
        for char in paragraph.rstrip().replace("    ", "　　"):
            if face.getlength(line + char) > width and char not in _NO_LINE_BEGINS_WITH:
                yield line
                line = ""
            line += char
        yield line


def skewed(image: Image.Image, degrees: float) -> Image.Image:
    return image.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)


def noisy(
    image: Image.Image,
    chance: np.random.Generator,
    blur: float = 0.8,
    grain: float = 22,
    specks: float = 0.004,
) -> Image.Image:
    """Out of focus, grained, with specks of black and white."""
    pixels = np.asarray(image.filter(ImageFilter.GaussianBlur(blur)), dtype=float)
    pixels = pixels + chance.normal(0, grain, pixels.shape)
    where = chance.random(pixels.shape)
    pixels[where < specks] = 0
    pixels[where > 1 - specks] = 255
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def photographed(image: Image.Image, chance: np.random.Generator) -> Image.Image:
    """Seen from aside under a lamp, and saved as JPEG of low quality."""
    width, height = image.size

    def off(share: float) -> float:
        return float(chance.uniform(0, share))

    corners = (
        *(-off(0.05) * width, -off(0.04) * height, -off(0.05) * width, (1 + off(0.04)) * height),
        *((1 + off(0.05)) * width, (1 + off(0.04)) * height, (1 + off(0.06)) * width, -off(0.05) * height),
    )
    seen = image.transform(
        (width, height), Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=120
    )
    pixels = np.asarray(seen.filter(ImageFilter.GaussianBlur(0.9)), dtype=float)
    y, x = np.mgrid[0:height, 0:width]
    lamp = np.hypot(x / width - chance.uniform(0.2, 0.8), y / height - chance.uniform(0.2, 0.8))
    pixels = pixels * 0.9 * (0.55 + 0.45 * np.clip(1 - 0.9 * lamp, 0, 1)) + chance.normal(0, 6, pixels.shape)
    return as_jpeg(Image.fromarray(pixels.clip(0, 255).astype(np.uint8)), 45)


def as_jpeg(image: Image.Image, quality: int) -> Image.Image:
    saved = io.BytesIO()
    image.save(saved, "JPEG", quality=quality)
    return Image.open(saved).convert("L")


def smaller(image: Image.Image, dpi: int) -> Image.Image:
    """As if scanned at so many dots an inch."""
    return image.resize((image.width * dpi // _DPI, image.height * dpi // _DPI), Image.Resampling.LANCZOS)


def worn(page: Page, chance: np.random.Generator) -> Iterator[tuple[str, Image.Image]]:
    """A page in every state."""
    image = page.image
    yield "clean", image
    yield "skewed by 1°", skewed(image, 1)
    yield "skewed by 3°", skewed(image, -3)
    yield "noisy", noisy(image, chance)
    yield "photographed", photographed(image, chance)
    yield "100 dpi, noisy", noisy(smaller(image, 100), chance, 0.5, 18)
    yield "100 dpi, black and white", smaller(image, 100).point(lambda v: 255 if v > 140 else 0)
    yield "100 dpi, photographed", photographed(as_jpeg(smaller(image, 100), 30), chance)
    yield "72 dpi, JPEG", as_jpeg(smaller(image, 72), 30)
    yield "hardly legible", noisy(image, chance, 1.9, 48, 0.02)


class Score(NamedTuple):
    """What was read of pages, in characters and figures."""

    characters: int = 0
    errors: int = 0
    figures: int = 0
    wrong: int = 0
    told: int = 0
    missing: int = 0

    def __add__(self, other: object) -> "Score":
        assert isinstance(other, Score)
        return Score(*(a + b for a, b in zip(self, other, strict=True)))


_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_UNREAD = "□"


def score(truth: str, read: str) -> Score:
    """``read`` held against what stands on the page, blanks and widths of marks aside."""
    a, b = _plain(truth), _plain(read)
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    errors = sum(max(i2 - i1, j2 - j1) for kind, i1, i2, j1, j2 in blocks if kind != "equal")
    places: dict[int, tuple[int, int]] = {}
    for kind, i1, i2, j1, j2 in blocks:
        for i in range(i1, i2):
            places[i] = (j1 + i - i1, j1 + i - i1 + 1) if kind == "equal" else (j1, j2)
    there = {m.span() for m in _FIGURE.finditer(b)}
    wrong = told = missing = 0
    known: set[tuple[int, int]] = set()
    for figure in _FIGURE.finditer(a):
        span = places[figure.start()][0], places[figure.end() - 1][1]
        if span in there and b[slice(*span)] == figure[0]:
            known.add(span)
        elif _UNREAD in b[slice(*span)]:
            told += 1
        elif any(c.isdigit() for c in b[slice(*span)]):
            wrong += 1
        else:
            missing += 1
    made_up = len(
        [
            span
            for span in there - known
            if not any(_meets(span, places[m.start()]) for m in _FIGURE.finditer(a))
        ]
    )
    figures = sum(1 for _ in _FIGURE.finditer(a))
    return Score(len(a), errors, figures, wrong + made_up, told, missing)


def _meets(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text.replace("∶", ":")))


class Readers:
    """What is held beside each other: name → text of a page."""

    def __init__(self) -> None:
        from luoshi.sources.scans.engine import Recogniser

        self._recogniser = Recogniser(threads=1)
        self.seconds: dict[str, float] = {}

    def read(self, image: Image.Image) -> Iterator[tuple[str, str]]:
        from luoshi.sources.formats.pdf_columns import document_lines
        from luoshi.sources.formats.pdf_furniture import without_furniture
        from luoshi.sources.formats.pdf_paragraphs import paragraphs
        from luoshi.sources.scans.doubts import Doubts
        from luoshi.sources.scans.level import Level
        from luoshi.sources.scans.page import lines_of, page_rows_seen

        start = time.process_time()
        _, first, second = self._recogniser.twice(np.asarray(image))
        doubts = Doubts()
        rows = page_rows_seen(first, second, float(image.height), 595 / image.width, doubts)
        lines = document_lines(without_furniture([rows]), [595])
        text, _ = doubts.settled("\n".join(paragraphs(lines)))
        self._took("luoshi", time.process_time() - start)
        yield "luoshi", text
        once = "\n".join(line.text for line in lines_of(Level(first), first))
        yield "rapidocr, read once", _without_foot(once)
        if shutil.which("tesseract"):
            saved = io.BytesIO()
            image.save(saved, "PNG")
            command = ["tesseract", "-", "-", "-l", "chi_sim", "--psm", "6"]
            start = time.perf_counter()
            found = subprocess.run(command, input=saved.getvalue(), capture_output=True, check=True)
            self._took("tesseract", time.perf_counter() - start)
            yield "tesseract", _without_foot(found.stdout.decode())

    def _took(self, who: str, seconds: float) -> None:
        self.seconds[who] = self.seconds.get(who, 0.0) + seconds


_FOOT = re.compile(r"\W*\d+\W*")


def _without_foot(text: str) -> str:
    lines = text.rstrip().split("\n")
    return "\n".join(lines[:-1] if _FOOT.fullmatch(lines[-1].replace("一", "-")) else lines)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=3, help="of each face and size (3)")
    asked = parser.parse_args()
    chance = np.random.default_rng(7)
    texts = [
        (ROOT / f"examples/{name}-2026.txt").read_text(encoding="utf-8") for name in ("qingchuan", "nanping")
    ]
    pages = [
        *drawn_pages(texts[0])[1 : 1 + asked.pages],
        *drawn_pages(texts[1], SANS, 12, 36, 30)[1 : 1 + asked.pages],
    ]
    readers = Readers()
    scores: dict[str, dict[str, Score]] = {}
    for page in pages:
        for state, image in worn(page, chance):
            for who, text in readers.read(image):
                row = scores.setdefault(state, {})
                row[who] = row.get(who, Score()) + score(page.text, text)
            print(f"{state}: {scores[state]}", file=sys.stderr)
    _print(scores)
    print(
        {who: round(seconds / len(pages) / len(scores), 1) for who, seconds in readers.seconds.items()},
        "s a page",
    )
    return 0


def _print(scores: dict[str, dict[str, Score]]) -> None:
    names = list(next(iter(scores.values())))
    print(
        "| page | figures | "
        + " | ".join(f"{who}: characters wrong; figures wrong, told, missing" for who in names)
        + " |"
    )
    print("| --- | --- |" + " --- |" * len(names))
    for state, row in scores.items():
        cells = [f"{s.errors / s.characters:.2%}; {s.wrong}, {s.told}, {s.missing}" for s in row.values()]
        print(f"| {state} | {next(iter(row.values())).figures} | {' | '.join(cells)} |")


if __name__ == "__main__":
    sys.exit(main())
