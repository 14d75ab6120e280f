"""A font that has Chinese, where the machine has one: nothing is downloaded, and without one there are no such pictures."""

from functools import cache

from django.conf import settings
from PIL import ImageFont

_KNOWN = (
    ("NotoSansCJK-Regular.ttc", 2), ("NotoSansCJKsc-Regular.otf", 0), ("NotoSansSC-Regular.otf", 0), ("NotoSansSC-Regular.ttf", 0),
    ("SourceHanSansSC-Regular.otf", 0), ("SourceHanSansCN-Regular.otf", 0), ("wqy-microhei.ttc", 0), ("wqy-zenhei.ttc", 0),
    ("DroidSansFallbackFull.ttf", 0), ("PingFang.ttc", 0), ("STHeiti Medium.ttc", 0), ("msyh.ttc", 0), ("simhei.ttf", 0),
)  # fmt: skip


def font(size: int) -> ImageFont.FreeTypeFont | None:
    """The font of the settings (``PORTAL_FONT``), else the first known one; None where there is none."""
    return _font(str(getattr(settings, "PORTAL_FONT", "") or ""), size)


@cache
def _font(said: str, size: int) -> ImageFont.FreeTypeFont | None:
    for name, index in ((said, 0),) if said else _KNOWN:
        try:
            return ImageFont.truetype(name, size, index=index)
        except (OSError, ImportError):
            continue
    return None
