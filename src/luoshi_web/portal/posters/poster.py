"""A poster: what a page says in a few words, drawn on 1200 × 630 points. Its source stands inside, so that a copied picture keeps it."""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageDraw

from luoshi_web.portal.charts.svg import COLOURS, INK, PAPER, SOFT
from luoshi_web.portal.posters.fonts import font

WIDTH, HEIGHT = 1200, 630
_EDGE, _MOST_LINES = 72, 4
_BRAND = "落实 Luoshi"


@dataclass(frozen=True, slots=True)
class Poster:
    """``above`` says where and when, ``words`` what, ``facts`` are numbers with their names, ``look`` and ``verdict`` what came of it."""

    above: str
    words: str
    source: str
    facts: tuple[tuple[str, str], ...] = ()
    look: str = ""
    verdict: str = ""


def drawable() -> bool:
    """Whether this machine has a font to draw with."""
    return font(20) is not None


def draw(poster: Poster) -> bytes | None:
    """As PNG; None on a machine without a font."""
    if not drawable():
        return None
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 16, HEIGHT), fill="#1b4f8a")
    _write(pen, _EDGE, 52, poster.above, 34, SOFT, WIDTH - 2 * _EDGE - 220)
    _right(pen, 52, _BRAND, 30, SOFT)
    y = _words(pen, poster.words, 118, 3 if poster.facts or poster.verdict else _MOST_LINES)
    y = max(y + 22, 350)
    for name, value in poster.facts[:2]:
        wide = _write(pen, _EDGE, y + 6, name, 30, SOFT, 300)
        _write(pen, max(_EDGE + wide + 24, 330), y, value, 40, INK, WIDTH - 330 - _EDGE)
        y += 60
    if poster.verdict:
        _sign(pen, _EDGE + 18, y + 28, poster.look)
        _write(pen, _EDGE + 56, y, poster.verdict, 44, COLOURS.get(poster.look, SOFT), WIDTH - 2 * _EDGE - 56)
    pen.line((_EDGE, HEIGHT - 84, WIDTH - _EDGE, HEIGHT - 84), fill="#d5dbe1", width=2)
    _write(pen, _EDGE, HEIGHT - 66, poster.source, 26, SOFT, WIDTH - 2 * _EDGE)
    out = io.BytesIO()
    few = image.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _words(pen: ImageDraw.ImageDraw, text: str, y: int, most: int) -> int:
    """In the largest size in which they fit; what does not fit even then ends in …. Returns where they end."""
    for size in (64, 54, 46, 40):
        lines = list(wrapped(text, size, WIDTH - 2 * _EDGE))
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]
    for line in lines:
        hanging = size // 2 if line.startswith("“") else 0  # the mark takes the right half of its square
        _write(pen, _EDGE - hanging, y, line, size, INK, WIDTH)
        y += round(size * 1.35)
    return y


def wrapped(text: str, size: int, width: int) -> Iterable[str]:
    """Lines that fit; a number stays with its unit, and no line begins with a mark that ends something."""
    held = font(size)
    line = ""
    for word in re.findall(
        r"[0-9０-９.．,，%％]*[A-Za-z0-9０-９.%％]+[^\s0-9A-Za-z]?|.", text.replace("\n", " ")
    ):
        if (
            line
            and held is not None
            and held.getlength(line + word) > width
            and word not in "，。；、：！？”）》"
        ):
            yield line
            line = ""
        line += word
    if line:
        yield line


def _write(
    pen: ImageDraw.ImageDraw, x: float, y: float, text: str, size: int, colour: str, width: float
) -> float:
    """The text in one line, cut where it is too long. Returns how wide it is."""
    held = font(size)
    if held is None:
        return 0
    if held.getlength(text) > width:
        while text and held.getlength(f"{text}…") > width:
            text = text[:-1]
        text = f"{text}…"
    pen.text((x, y), text, font=held, fill=colour)
    return held.getlength(text)


def _right(pen: ImageDraw.ImageDraw, y: float, text: str, size: int, colour: str) -> None:
    held = font(size)
    if held is not None:
        pen.text((WIDTH - _EDGE - held.getlength(text), y), text, font=held, fill=colour)


def _sign(pen: ImageDraw.ImageDraw, x: float, y: float, look: str) -> None:
    """The signs of the pages: a dot, half a dot, a square, a rhombus, a dash, a ring."""
    size, colour = 18, COLOURS.get(look, SOFT)
    box = (x - size, y - size, x + size, y + size)
    if look == "missed":
        pen.rectangle(box, fill=colour)
    elif look == "met":
        pen.ellipse(box, fill=colour)
    elif look == "near":
        pen.ellipse(box, outline=colour, width=4)
        pen.pieslice(box, 90, 270, fill=colour)
    elif look == "open":
        pen.line((x - size, y, x + size, y), fill=colour, width=5)
    elif look == "none":
        pen.ellipse(box, outline=colour, width=4)
    else:
        pen.polygon([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], outline=colour, width=4)
