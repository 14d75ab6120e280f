"""Pictures of a panel: one place over the years, places in one year, verdicts as a heat map. SVG or PNG."""

from typing import TYPE_CHECKING, Literal

from luoshi.corpus.panel_columns import Language, PanelError, as_panel
from luoshi.corpus.pictures.canvas import PictureForm, style, to_bytes

if TYPE_CHECKING:
    import polars

Kind = Literal["place", "places", "verdicts"]
KINDS: tuple[Kind, ...] = ("place", "places", "verdicts")


def draw(
    panel: "polars.DataFrame",
    kind: Kind,
    form: PictureForm,
    *,
    language: Language = "zh",
    indicator: str | None = None,
    place: str | None = None,
    year: int | None = None,
) -> bytes:
    """The picture's bytes, the same for the same panel. An SVG keeps its text as text and needs no font here.

    :raises PanelError: where the panel has nothing to draw, or a PNG lacks a font with Chinese letters.
    :raises MissingExtra: without matplotlib.
    """
    panel = as_panel(panel)
    with style():
        if kind == "place":
            from luoshi.corpus.pictures.place import draw_place

            wanted = _given(place, "a place", "地区")
            figure = draw_place(panel, place=wanted, indicator=_indicator(indicator), language=language)
        elif kind == "places":
            from luoshi.corpus.pictures.places import draw_places

            when = year if year is not None else last_judged_year(panel, _indicator(indicator))
            figure = draw_places(panel, year=when, indicator=_indicator(indicator), language=language)
        else:
            from luoshi.corpus.pictures.verdicts import draw_verdicts

            if indicator is None and place is None:
                raise PanelError(
                    "a heat map needs an indicator (all places) or a place (all its indicators)",
                    "热力图需要给出指标（各地）或地区（其各项指标）",
                )
            figure = draw_verdicts(panel, indicator=indicator, place=place, language=language)
        return to_bytes(figure, form)


def last_judged_year(panel: "polars.DataFrame", indicator: str) -> int:
    """The last year that has results of the indicator, else the last that has targets.

    :raises PanelError: where it has neither.
    """
    import polars

    rows = panel.filter(polars.col("indicator") == indicator)
    judged = rows.filter(polars.col("verdict").is_not_null() | polars.col("realised_low").is_not_null())
    years = (judged if judged.height else rows)["year"].drop_nulls().to_list()
    if not years:
        raise PanelError(f"the panel has nothing of {indicator}", f"面板数据中没有指标 {indicator}")
    return int(max(years))


def _indicator(code: str | None) -> str:
    return _given(code, "an indicator", "指标")


def _given(value: str | None, english: str, chinese: str) -> str:
    if value is None:
        raise PanelError(f"this picture needs {english}", f"此图需要给出{chinese}")
    return value
