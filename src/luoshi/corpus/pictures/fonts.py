"""Chinese letters in pictures: which fonts may draw them, and whether one is here."""

import re
from functools import cache
from typing import Any

from luoshi.corpus.extras import need
from luoshi.corpus.panel_columns import PanelError

# In the order of preference; an SVG names them all, and whoever opens it uses the first that is there.
FAMILIES = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Hiragino Sans GB",
    "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "DengXian", "Heiti SC", "STHeiti",
    "Droid Sans Fallback", "Noto Sans CJK JP", "Noto Sans CJK TC", "Noto Serif CJK SC", "Noto Serif CJK JP", "SimSun", "Songti SC",
    "Arial Unicode MS",
)  # fmt: skip
LATIN = "DejaVu Sans"  # comes with matplotlib
_FILES = re.compile(
    r"noto(sans|serif)(cjk|sc)|sourcehan|pingfang|hiragino|msyh|wqy|simhei|simsun|deng|heiti|songti|droidsansfallback"
    r"|arial ?unicode",
    re.IGNORECASE,
)
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def is_chinese(text: str) -> bool:
    return _WIDE.search(text) is not None


def width(text: str, points: float) -> float:
    """About how wide a line is, in inches: so that a picture's layout does not depend on the fonts of a machine."""
    wide = len(_WIDE.findall(text))
    return (wide + 0.52 * (len(text) - wide)) * points / 72


@cache
def chinese_family() -> str | None:
    """The first of ``FAMILIES`` that matplotlib can use here, None without any.

    matplotlib keeps a list of the fonts that it once saw; one installed since is looked for on the disk.
    """
    manager = need("matplotlib.font_manager", "plot")
    return _known(manager.fontManager) or _fresh(manager)


def _known(fonts: Any) -> str | None:
    names = {entry.name for entry in fonts.ttflist}
    return next((family for family in FAMILIES if family in names), None)


def _fresh(manager: Any) -> str | None:
    for path in manager.findSystemFonts():
        if _FILES.search(path):
            try:
                manager.fontManager.addfont(path)
            except (OSError, RuntimeError):  # a damaged font is none
                continue
    return _known(manager.fontManager)


def require_chinese_font() -> None:
    """:raises PanelError: where no font here has Chinese letters; it says what to install."""
    if chinese_family() is None:
        raise PanelError(
            "no font with Chinese letters is installed; install Noto Sans CJK (apt install fonts-noto-cjk, "
            "dnf install google-noto-sans-cjk-fonts, brew install font-noto-sans-cjk-sc), or write .svg, which needs none",
            "未安装中文字体；请安装思源黑体（apt install fonts-noto-cjk、dnf install google-noto-sans-cjk-fonts、"
            "brew install font-noto-sans-cjk-sc），或改写 .svg，后者不需要字体",
        )
