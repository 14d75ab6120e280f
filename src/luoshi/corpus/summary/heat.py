"""Verdicts as tables of coloured cells, each with a sign, and the lines where promise and result lie furthest apart."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from luoshi.corpus.panel_columns import Language, indicator_title, word
from luoshi.corpus.pictures.places import short_names
from luoshi.corpus.pictures.words import scale
from luoshi.corpus.summary.charts import GLYPHS
from luoshi.corpus.summary.outcomes import Extreme, Outcome
from luoshi.corpus.summary.words import folded, level_title, percent, section, whole, words

_STEPS = 5


def heat(found: Sequence[Outcome], language: Language) -> str:
    """Indicators by years with the share met; then places by years, one map an indicator."""
    body = [f'<p class="note">{escape(words(language, "heat_rates"))}</p>', _rates(found, language)]
    body.append(f'<p class="note">{escape(words(language, "heat_note"))}</p>')
    first = True
    for outcome in found:
        share = f"{whole(outcome.met)}/{whole(outcome.judged)}" if outcome.judged else "–"
        title = f"{escape(indicator_title(outcome.indicator, language))} <b>{share}</b>"
        some = ""
        if outcome.places > len(outcome.lines):
            blanks = {"shown": whole(len(outcome.lines)), "count": whole(outcome.places)}
            some = f'<p class="note">{escape(words(language, "heat_some", **blanks))}</p>'
        body.append(
            folded(title, some + _places(outcome, language) + _levels(outcome, language), opened=first)
        )
        first = False
    return section("verdicts", words(language, "heat"), body)


def _rates(found: Sequence[Outcome], language: Language) -> str:
    years = sorted({year.year for outcome in found for year in outcome.years if year.judged})
    rows = []
    for outcome in found:
        if not outcome.judged:
            continue
        by_year = {year.year: year for year in outcome.years}
        cells = []
        for number in years:
            year = by_year.get(number)
            if year is None or not year.judged:
                cells.append("<td></td>")
            else:
                step = min(_STEPS - 1, _STEPS * year.met // year.judged)
                cells.append(
                    f'<td class="r r{step}">{100 * year.met // year.judged}<small>{whole(year.judged)}</small></td>'
                )
        rows.append(
            f'<tr><th scope="row">{escape(indicator_title(outcome.indicator, language))}</th>{"".join(cells)}</tr>'
        )
    return _grid("rates", years, rows)


def _grid(name: str, years: Sequence[int], rows: Sequence[str]) -> str:
    heads = "".join(f"<th>{year}</th>" for year in years)
    return (
        f'<div class="scroll"><table class="heat {name}"><thead><tr><th></th>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _places(outcome: Outcome, language: Language) -> str:
    told = [year for _, verdicts in outcome.lines for year in verdicts]
    years = range(min(told), max(told) + 1)
    names = short_names([place for place, _ in outcome.lines])
    rows = [
        f'<tr><th scope="row" title="{escape(place)}">{escape(name)}</th>{"".join(_cells(verdicts, years, language))}</tr>'
        for name, (place, verdicts) in zip(names, outcome.lines, strict=True)
    ]
    return _grid("places", years, rows)


def _cells(verdicts: Mapping[int, str | None], years: Sequence[int], language: Language) -> Iterator[str]:
    for year in years:
        if year not in verdicts:
            yield "<td></td>"
            continue
        verdict = verdicts[year] or "pending"
        name = word("verdict", verdict, language) if verdict != "pending" else words(language, "pending")
        yield f'<td class="v {verdict}" title="{year} {escape(name)}">{GLYPHS.get(verdict, "")}</td>'


def _levels(outcome: Outcome, language: Language) -> str:
    if len(outcome.levels) < 2:
        return ""
    parts = (
        f"{level_title(level, language)} {percent(met, judged)} ({whole(met)}/{whole(judged)})"
        for level, met, judged in outcome.levels
    )
    text = f"{words(language, 'by_level')}{words(language, 'colon')}{words(language, 'comma').join(parts)}"
    return f'<p class="note">{escape(text)}</p>'


def extremes(found: Sequence[Outcome], language: Language) -> str:
    body = []
    first = True
    for outcome in found:
        if outcome.overshoots or outcome.misses:
            both = "".join(
                f'<div><h4>{escape(words(language, key))}</h4><ol class="extremes">{"".join(_extreme(e, outcome, language) for e in lines)}</ol></div>'
                for key, lines in (("overshoots", outcome.overshoots), ("misses", outcome.misses))
                if lines
            )
            title = escape(indicator_title(outcome.indicator, language))
            body.append(folded(title, f'<div class="columns">{both}</div>', opened=first))
            first = False
    return section("extremes", words(language, "extremes"), body, words(language, "extremes_note"))


def _extreme(extreme: Extreme, outcome: Outcome, language: Language) -> str:
    """Points of a percentage for what is measured in per cent."""
    scaled = scale(outcome.unit, extreme.deviation, language)
    points = {"zh": "个百分点", "en": " pp"}[language]
    unit = points if outcome.unit == "%" else (scaled.unit if language == "zh" else f" {scaled.unit}")
    shown = scaled.show(extreme.deviation, signed=True) + escape(unit)
    if extreme.share is not None:
        shown += f" ({100 * extreme.share:+.0f}%)".replace("-", "−")
    return (
        f"<li><p><b>{escape(extreme.place)}</b> {extreme.year} "
        f'<span class="{"up" if extreme.deviation > 0 else "down"}">{shown}</span></p>'
        f"{_quote('promised', extreme.target_quote, extreme.target_file, language)}"
        f"{_quote('stated', extreme.realised_quote, extreme.realised_file, language)}</li>"
    )


def _quote(key: str, quote: str, file: str, language: Language) -> str:
    return (
        f'<blockquote><span class="who">{escape(words(language, key))}</span> <q lang="zh">{escape(quote)}</q> '
        f"<code>{escape(file)}</code></blockquote>"
    )


def wording(rows: Sequence[Mapping[str, object]], counts: Mapping[str, int], language: Language) -> str:
    """Targets whose words hardened or softened from one year to the next: ``rows`` of all that are counted."""
    items = "".join(_changed(row, language) for row in rows)
    told = {key: whole(counts.get(key, 0)) for key in ("hardened", "softened")}
    note = words(language, "wording_note", **told)
    return section("wording", words(language, "wording"), [f'<ol class="extremes two">{items}</ol>'], note)


def _changed(row: Mapping[str, object], language: Language) -> str:
    change = str(row["change"])
    mark = {"hardened": "▲", "softened": "▽"}.get(change, "")
    title = indicator_title(str(row["indicator"]), language)
    before, after, file = (escape(str(row[key] or "")) for key in ("before", "after", "after_file"))
    return (
        f"<li><p><b>{escape(str(row['place'] or ''))}</b> {escape(str(row['year']))} {escape(title)} "
        f"<b>{mark} {escape(words(language, change))}</b></p>"
        f'<blockquote><q lang="zh">{before}</q> → <q lang="zh">{after}</q> <code>{file}</code></blockquote></li>'
    )
