"""A figure to draw on, and its bytes: the same for the same panel, whatever the machine's matplotlibrc says."""

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from luoshi.corpus.extras import need
from luoshi.corpus.pictures.fonts import FAMILIES, LATIN, is_chinese, require_chinese_font
from luoshi.corpus.pictures.palette import FAINT, INK, RULE, SOFT

PictureForm = Literal["svg", "png"]
DOTS = 200  # an inch of a PNG
_SETTINGS = {
    "font.family": ["sans-serif"],
    "font.sans-serif": [*FAMILIES, LATIN],
    "font.size": 9,
    "text.parse_math": False,  # a quote may hold a $
    "text.color": INK,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": SOFT,
    "axes.linewidth": 0.8,
    "axes.unicode_minus": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": RULE,
    "grid.linewidth": 0.7,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "luoshi",  # ids from what is drawn, not from chance
    "hatch.linewidth": 0.5,
}


@contextmanager
def style() -> Iterator[None]:
    """matplotlib's own defaults with our settings, for the time of drawing one picture; pyplot is never touched."""
    matplotlib = need("matplotlib", "plot")
    defaults = {k: v for k, v in matplotlib.rcParamsDefault.items() if not k.startswith("backend")}
    logger = logging.getLogger("matplotlib.font_manager")
    before = logger.level
    with warnings.catch_warnings(), matplotlib.rc_context(defaults | _SETTINGS):
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        logger.setLevel(logging.ERROR)  # families that are not here need no line each
        try:
            yield
        finally:
            logger.setLevel(before)


def new_figure(width: float, height: float) -> Any:
    """An empty figure of so many inches."""
    return need("matplotlib.figure", "plot").Figure(figsize=(width, height), dpi=DOTS, facecolor="white")


def place_axes(figure: Any, left: float, bottom: float, width: float, height: float) -> Any:
    """Axes at a place in inches from the lower left corner."""
    across, up = figure.get_size_inches()
    return figure.add_axes((left / across, bottom / up, width / across, height / up))


def write_at(figure: Any, x: float, y: float, text: str, **settings: Any) -> Any:
    """Text at a place in inches from the lower left corner."""
    across, up = figure.get_size_inches()
    return figure.text(x / across, y / up, text, **settings)


def to_bytes(figure: Any, form: PictureForm) -> bytes:
    """The picture as SVG or PNG. Call inside :func:`style`.

    :raises PanelError: for a PNG with Chinese letters where no font has them.
    """
    buffer = io.BytesIO()
    if form == "svg":
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": "luoshi"})
        return buffer.getvalue()
    if any(is_chinese(text.get_text()) for text in figure.findobj(_is_text)):
        require_chinese_font()
    figure.savefig(buffer, format="png", dpi=DOTS, metadata={"Software": "luoshi"})
    return buffer.getvalue()


def _is_text(artist: Any) -> bool:
    return isinstance(artist, need("matplotlib.text", "plot").Text)
