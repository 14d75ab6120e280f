"""Pictures of pages as the recogniser takes them: grey, upright as the camera stood, and of bounded size."""

import io
from collections.abc import Iterator
from typing import Any

import numpy as np

from luoshi.sources.refusal import refuse
from luoshi.sources.scans.engine import Picture

MOST_PAGES = 500
# A page of A3 at 600 dots an inch has 70 million.
_MOST_PIXELS = 120_000_000
_LONGEST = 2800  # pixels; more only takes time: type of 16 points is then 53 high
_DPI = 200
_FORMATS = ("PNG", "JPEG", "TIFF")
_WHITE = 255


def pictures_of(data: bytes, name: str | None) -> Iterator[tuple[Picture, int, int]]:
    """The pages of a PNG, JPEG or TIFF, each with its number from 0 and how many there are.

    :raises luoshi.errors.SourceError: where the file is damaged or its pages too many or too large.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # ours is asked before anything is unpacked
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            count = int(getattr(image, "n_frames", 1))
            if count > MOST_PAGES:
                raise refuse("too_many_pages", name, limit=f"{MOST_PAGES:,}")
            for number in range(count):
                image.seek(number)
                if image.width * image.height > _MOST_PIXELS:
                    raise refuse("picture_too_large", name, limit=f"{_MOST_PIXELS // 1_000_000}")
                yield _grey(ImageOps.exif_transpose(image)), number, count
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError):  # Pillow's many words for damage
        raise refuse("broken", name, format="PNG/JPEG/TIFF") from None


def _grey(image: Any) -> Picture:
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", clear.size, (_WHITE, _WHITE, _WHITE, _WHITE)), clear)
    if image.mode.startswith("I;16"):
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    image = image.convert("L")
    image.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    return np.array(image, dtype=np.uint8)


def drawn(page: Any) -> tuple[Picture, float]:
    """A page of pypdfium2 as a picture, and how many points a pixel is."""
    longest = max(page.get_width(), page.get_height(), 1.0)
    scale = min(_DPI / 72, _LONGEST / longest)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    picture = np.array(bitmap.to_numpy(), dtype=np.uint8)
    bitmap.close()
    return np.ascontiguousarray(picture.reshape(picture.shape[:2])), 1 / scale
