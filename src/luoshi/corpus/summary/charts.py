"""Medians of targets and results over the years as a small SVG, the verdicts of each year as a column below."""

import math
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from luoshi.corpus.panel_columns import VERDICTS, Language, indicator_title, word
from luoshi.corpus.pictures.words import Scale, measured, scale
from luoshi.corpus.summary.outcomes import Outcome, Year
from luoshi.corpus.summary.words import folded, percent, table, whole, words

_WIDTH, _HEIGHT = 360, 232
_LEFT, _RIGHT = 38, 350
_TOP, _FLOOR = 12, 118  # of the lines
_SHARES, _COLUMNS, _FOOT = 137, 144, 212  # where the shares stand; from where to where the columns stand
_ROOM_FOR_SHARE = 24  # pixels a year
_STACK = ("met", "near", "missed", "incomparable", "unreported", "unjudgeable", "stated_otherwise")


def chart(outcome: Outcome, language: Language) -> str:
    """The figure of one indicator with its table folded below."""
    scaled = Scale(1.0, "%") if outcome.relative else scale(outcome.unit, outcome.largest, language)
    unit = (
        words(language, "relative") if outcome.relative else measured(outcome.measure, scaled.unit, language)
    )
    title = indicator_title(outcome.indicator, language)
    words_ = f"{title} · {words(language, 'median_target')}, {words(language, 'median_realised')}"
    drawn = "".join(_draw(outcome.years, scaled))
    return (
        f"<figure><figcaption><b>{escape(title)}</b> <span>{escape(unit)}</span></figcaption>"
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(words_)}">{drawn}</svg>'
        f"{folded(escape(words(language, 'table')), _figures(outcome.years, scaled, language))}</figure>"
    )


def _draw(years: Sequence[Year], scaled: Scale) -> Iterator[str]:
    values = [v / scaled.size for y in years for v in (y.target, y.realised) if v is not None]
    if values:
        low, high, step = _nice(min(values), max(values))
        yield from _grid(low, high, step)
        place = _places(years)
        aims = [
            (place[y.year], _up(y.target / scaled.size, low, high)) for y in years if y.target is not None
        ]
        results = [
            (place[y.year], _up(y.realised / scaled.size, low, high)) for y in years if y.realised is not None
        ]
        gap = (_RIGHT - _LEFT) / max(len(years), 1) * 1.01
        yield from _line(aims, gap, "aim")
        yield from _line(results, gap, "result")
        yield "".join(f'<circle class="aim" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in aims)
        yield "".join(f'<circle class="result" cx="{x:.1f}" cy="{y:.1f}" r="2.8"/>' for x, y in results)
    yield from _stacks(years)


def _nice(low: float, high: float) -> tuple[float, float, float]:
    """Ends and step of an axis with three to five round ticks."""
    spread = (high - low) or abs(high) or 1.0
    rough = spread / 3
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    return math.floor(low / step) * step, math.ceil(high / step) * step, step


def _up(value: float, low: float, high: float) -> float:
    return _FLOOR - (value - low) / ((high - low) or 1.0) * (_FLOOR - _TOP)


def _places(years: Sequence[Year]) -> dict[int, float]:
    step = (_RIGHT - _LEFT) / max(len(years), 1)
    return {year.year: _LEFT + step * (number + 0.5) for number, year in enumerate(years)}


def _grid(low: float, high: float, step: float) -> Iterator[str]:
    for number in range(round((high - low) / step) + 1):
        value = low + number * step
        y = _up(value, low, high)
        text = f"{round(value, 10):g}".replace("-", "−")
        yield f'<line class="grid" x1="{_LEFT}" x2="{_RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="tick" x="{_LEFT - 6}" y="{y + 3.5:.1f}" text-anchor="end">{text}</text>'


def _line(points: Sequence[tuple[float, float]], gap: float, name: str) -> Iterator[str]:
    """From year to year; not over a year that is missing."""
    for (x, y), (next_x, next_y) in pairwise(points):
        if next_x - x <= gap:
            yield f'<line class="{name}" x1="{x:.1f}" y1="{y:.1f}" x2="{next_x:.1f}" y2="{next_y:.1f}"/>'


def _stacks(years: Sequence[Year]) -> Iterator[str]:
    place = _places(years)
    step = (_RIGHT - _LEFT) / max(len(years), 1)
    every = max(1, math.ceil(38 / step))
    long = step >= 30
    for number, year in enumerate(years):
        x = place[year.year]
        yield from _stack(year, x - step * 0.36, step * 0.72)
        if year.judged and step >= _ROOM_FOR_SHARE:
            yield f'<text class="share" x="{x:.1f}" y="{_SHARES}" text-anchor="middle">{percent(year.met, year.judged)}</text>'
        if number % every == 0 or step >= 18:
            text = str(year.year) if long or (every > 1 and step < 18) else f"’{year.year % 100:02}"
            yield f'<text class="tick" x="{x:.1f}" y="{_FOOT + 14}" text-anchor="middle">{text}</text>'


def _stack(year: Year, x: float, width: float) -> Iterator[str]:
    total = sum(year.verdicts.get(verdict, 0) for verdict in _STACK)
    at = float(_FOOT)
    for verdict in _STACK:
        count = year.verdicts.get(verdict, 0)
        if not count:
            continue
        height = count / total * (_FOOT - _COLUMNS)
        at -= height
        yield f'<rect class="{verdict}" x="{x:.1f}" y="{at:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
        if height >= 11 and width >= 13:
            yield f'<text class="glyph {verdict}" x="{x + width / 2:.1f}" y="{at + height / 2 + 3.4:.1f}" text-anchor="middle">{GLYPHS[verdict]}</text>'


# What says the verdict without its colour.
GLYPHS = {
    "met": "●", "near": "◆", "missed": "×", "incomparable": "■", "unreported": "–", "unjudgeable": "?", "stated_otherwise": "~", "pending": "·",
}  # fmt: skip


def key(language: Language) -> str:
    """What the lines, colours and signs mean."""
    verdicts = [(v, word("verdict", v, language)) for v in VERDICTS] + [
        ("pending", words(language, "pending"))
    ]
    cells = "".join(f'<li><i class="v {v}">{GLYPHS[v]}</i>{escape(name)}</li>' for v, name in verdicts)
    lines = "".join(
        f'<li><svg class="swatch" viewBox="0 0 30 12" aria-hidden="true"><line class="{name}" x1="1" x2="29" y1="6" y2="6"/>'
        f'<circle class="{name}" cx="15" cy="6" r="{4 if name == "aim" else 2.8}"/></svg>{escape(words(language, text))}</li>'
        for name, text in (("aim", "median_target"), ("result", "median_realised"))
    )
    return f'<ul class="key">{lines}{cells}</ul>'


def _figures(years: Sequence[Year], scaled: Scale, language: Language) -> str:
    heads = [
        words(language, "year"), words(language, "median_target"), words(language, "median_realised"),
        *(word("verdict", v, language) for v in ("met", "near", "missed")), words(language, "other_verdicts"),
        words(language, "met_share"), words(language, "pending"),
    ]  # fmt: skip
    rows = []
    for year in years:
        others = sum(year.verdicts.values()) - year.judged - year.verdicts.get("pending", 0)
        rows.append(
            [
                str(year.year),
                _number(year.target, scaled),
                _number(year.realised, scaled),
                *(whole(year.verdicts.get(v, 0)) for v in ("met", "near", "missed")),
                whole(others),
                percent(year.met, year.judged),
                whole(year.verdicts.get("pending", 0)),
            ]
        )
    return table(heads, rows, numbers=frozenset(range(1, 9)))


def _number(value: float | None, scaled: Scale) -> str:
    """Medians of ratios are no figures of a text: six digits are enough."""
    return "" if value is None else scaled.show(float(f"{value:.6g}"))
