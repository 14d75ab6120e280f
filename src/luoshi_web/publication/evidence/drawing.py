"""``python -m luoshi_web.publication.evidence.drawing``: one JSON line on standard input, then the file; what may be shown of it on standard output.

A process of its own, with the bounds of the office's previews, opens what somebody else uploaded. It is asked twice: for the words of each page, one
character an entry, so that somebody can say which of them are covered; and for the pages drawn anew with these characters blackened.
"""

import base64
import ctypes
import io
import json
import sys
from typing import Any

from luoshi_web.supervision.progress.render import MOST_PIXELS, MOST_SIDE, bound

MOST_PAGES = 20
_QUALITY = 75


def words_of_pdf(data: bytes) -> dict[str, Any]:
    """The characters of the first pages, as the pages hold them; a scan has none."""
    import pypdfium2  # type: ignore[import-untyped]  # brings no types

    with pypdfium2.PdfDocument(data) as opened:
        pages = [_characters(opened[number]) for number in range(min(len(opened), MOST_PAGES))]
        return {"pages": pages, "of": len(opened)}


def _characters(sheet: Any) -> str:
    """One sign a place: a place without a letter of its own is a blank, so that places and signs count alike."""
    import pypdfium2.raw as raw  # type: ignore[import-untyped]

    text = sheet.get_textpage()
    return "".join(_sign(raw.FPDFText_GetUnicode(text, number)) for number in range(text.count_chars()))


def _sign(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xE000 <= code <= 0xFFFD else " "


def pages_of_pdf(
    data: bytes, covered: list[list[list[int]]], whole: list[int], only: int | None
) -> dict[str, Any]:
    """Each page as a picture, or ``only`` one: no script of it is run, no link of it leads anywhere. ``covered``: of each page, from which character to
    which."""
    import pypdfium2

    drawn = []
    with pypdfium2.PdfDocument(data) as opened:
        for number in range(min(len(opened), MOST_PAGES)):
            if only not in (None, number):
                continue
            sheet = opened[number]
            scale = min(2.0, MOST_SIDE / max(sheet.get_size()))
            shown = sheet.render(scale=scale, may_draw_forms=False, draw_annots=False).to_pil().convert("RGB")
            if number in whole:
                shown.paste((0, 0, 0), (0, 0, *shown.size))
            for begin, end in covered[number] if number < len(covered) else ():
                _blacken(sheet, shown, begin, end)
            drawn.append(_jpeg(shown))
    return {"pages": drawn}


def _blacken(sheet: Any, shown: Any, begin: int, end: int) -> None:
    """The boxes of some characters, with a little around them: ink runs over a box."""
    import pypdfium2.raw as raw

    text = sheet.get_textpage()
    for number in range(begin, end):
        left, bottom, right, top = text.get_charbox(number, loose=True)
        x, y = ctypes.c_int(), ctypes.c_int()
        corners = []
        for across, up in ((left, top), (right, bottom)):
            raw.FPDF_PageToDevice(sheet, 0, 0, *shown.size, 0, across, up, ctypes.byref(x), ctypes.byref(y))
            corners.append((x.value, y.value))
        (x1, y1), (x2, y2) = corners
        box = (max(min(x1, x2) - 2, 0), max(min(y1, y2) - 2, 0), max(x1, x2) + 2, max(y1, y2) + 2)
        shown.paste((0, 0, 0), box)


def picture(data: bytes, whole: bool) -> dict[str, Any]:
    """A picture drawn anew, no larger than a screen: place, camera and whatever else its file says stay behind."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
        shown = ImageOps.exif_transpose(opened)
        shown.thumbnail((MOST_SIDE, MOST_SIDE))
        shown = shown.convert("RGB")
        if whole:
            shown.paste((0, 0, 0), (0, 0, *shown.size))
        return {"pages": [_jpeg(shown)]}


def _jpeg(shown: Any) -> str:
    """Its pixels alone."""
    out = io.BytesIO()
    shown.save(out, "JPEG", quality=_QUALITY, exif=b"")
    return base64.b64encode(out.getvalue()).decode()


def asked(said: dict[str, Any], data: bytes) -> dict[str, Any]:
    if said["kind"] == "image":
        return (
            {"pages": [""], "of": 1} if said["do"] == "words" else picture(data, 0 in said.get("whole", ()))
        )
    return (
        words_of_pdf(data)
        if said["do"] == "words"
        else pages_of_pdf(data, said["covered"], said.get("whole", []), said.get("only"))
    )


if __name__ == "__main__":
    bound()
    line = sys.stdin.buffer.readline()
    json.dump(asked(json.loads(line), sys.stdin.buffer.read()), sys.stdout)
