"""An indicator: over places in one year, over a place's years, and from the nation down to one place."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from django.db.models.fields.json import KT
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from luoshi.reconcile.interval import counts_a_fall
from luoshi.vocabulary.indicators import indicators
from luoshi_web.portal import tallies
from luoshi_web.portal.answers import Shown, Table, answer
from luoshi_web.portal.charts import ladder as stairs
from luoshi_web.portal.charts import strip, svg, years
from luoshi_web.portal.models import LEVELS, Line, Place
from luoshi_web.portal.pages.addressed import of_place
from luoshi_web.portal.pages.listing import Cell, Door, Listing, shown
from luoshi_web.portal.pages.said import Promise, language, promise
from luoshi_web.portal.reading import amount, amount_said, entry, high, indicator_name, said, word
from luoshi_web.portal.selectors import (
    Series,
    above,
    place_path,
    release_of,
    same_target_elsewhere,
    series,
    site_release,
)
from luoshi_web.portal.signs import level_word, sign_of

_ROWS = 100


def indicators_page(request: HttpRequest, ending: str = "") -> HttpResponseBase:
    """All indicators of which there is a headline target."""
    return answer(request, site_release(), _all, ending)


def _all() -> Shown:
    every: dict[str, list[tallies.Counted]] = {}
    for row in tallies.counted(tallies.TARGETS):
        every.setdefault(row.code, []).append(row)
    found: list[dict[str, Any]] = [
        {"indicator": code, "n": rows[0].number, "places": rows[0].places, "last": rows[-1].year}
        for code, rows in every.items()
    ]  # year 0, all together, comes first
    found.sort(key=lambda row: (-row["n"], row["indicator"]))
    body = [
        [
            Cell(indicator_name(row["indicator"]), f"i/{row['indicator']}/", True),
            Cell(str(row["n"]), number=True),
            Cell(str(row["places"]), number=True),
            Cell(str(row["last"]), number=True),
        ]
        for row in found
    ]
    listing = Listing(
        _("Indicators"), _("What governments set headline targets for, the most frequent first."),
        head=(_("Indicator"), _("Headline targets"), _("Places"), _("Last year")), body=body, empty=_("No headline target is here."),
    )  # fmt: skip
    columns = [
        ("indicator", _("indicator code")),
        ("n", _("headline targets")),
        ("places", _("places")),
        ("last", _("last year")),
    ]
    return shown(listing, Table(columns, found))


def indicator_page(
    request: HttpRequest, code: str, year: int | None = None, ending: str = ""
) -> HttpResponseBase:
    """The targets of one year, by level."""
    _listed(code)
    every = [row.year for row in tallies.counted(tallies.TARGETS, code) if row.year]
    if not every or (year is not None and year not in every):
        raise Http404
    return answer(request, site_release(), lambda: _of_year(code, year or every[-1], every, ending), ending)


def _listed(code: str) -> None:
    if code not in indicators().by_code:
        raise Http404


def _of_year(code: str, year: int, every: list[int], ending: str) -> Shown:
    """Thousands of places are drawn as dots; what came of each is asked for the rows that are shown, for a file of all."""
    first: dict[str, _Dot] = {}
    for dot in _dots(code, year):
        first.setdefault(dot.place, dot)
    chosen = sorted(first.values(), key=lambda dot: (LEVELS.index(dot.level), dot.place))
    body, table = [], []
    for line, kept in _with_outcomes(chosen if ending else chosen[:_ROWS]):
        if not ending:
            body.append(
                [Cell(line.place.full_name, f"{place_path(line.place)}{year}/", True), Cell(kept.promised, f"l/{line.pk}/", number=True),
                 Cell(kept.stated, _answered(kept), number=True, remark=_("estimate") if kept.expected else ""), Cell(kept.deviation, sign=kept.sign, number=True)]
            )  # fmt: skip
            continue
        table.append(
            {"key": line.place_id, "place": line.place.full_name, "level": line.place.level, "year": year, "id": line.pk, "promised": kept.promised,
             "low": line.reading.get("low"), "high": line.reading.get("high"), "bound": line.reading.get("bound"), "unit": line.reading.get("unit"),
             "stated": kept.stated, "deviation": kept.deviation, "verdict": kept.sign.word, "quote": line.quote}
        )  # fmt: skip
    near = [y for y in every if abs(y - year) <= 4 or y in (every[0], every[-1])]
    listing = Listing(
        _("%(name)s: targets of %(year)d") % {"name": indicator_name(code), "year": year},
        _("%(count)d places set a headline target for it; places without a report here are not among them.") % {"count": len(chosen)},
        caption=_("A dot is a place; the tick below is the median of its level."),
        head=(_("Which place"), _("Promised"), _("Stated a year later"), _("What came of it")), body=body,
        doors=[Door(str(y), f"i/{code}/{y}/", y == year) for y in near],
        notes=(_("Only the first %(count)d places are in the table; all are in the CSV.") % {"count": _ROWS},) if len(chosen) > _ROWS else (),
    )  # fmt: skip
    columns = [
        ("key", _("key of the place")), ("place", _("place")), ("level", _("level")), ("year", _("year")), ("id", _("line")), ("promised", _("promised")),
        ("low", _("low")), ("high", _("high")), ("bound", _("bound")), ("unit", _("unit")), ("stated", _("stated a year later")),
        ("deviation", _("difference")), ("verdict", _("verdict")), ("quote", _("words")),
    ]  # fmt: skip
    return shown(listing, Table(columns, table), _strip(code, year, chosen) if ending in {"", "svg"} else "")


def _answered(kept: Promise) -> str:
    """The way to the line that states it."""
    answer = kept.outcome.answer_id if kept.outcome else None
    return f"l/{answer}/" if answer else ""


class _Dot(NamedTuple):
    """A place's target, as far as a picture of all of them needs it."""

    place: str
    level: str
    pk: str
    measure: str
    unit: str
    value: Decimal | None


_SAID = ("low", "high", "bound", "unit", "partial", "direction", "scope")


def _dots(code: str, year: int) -> Iterator[_Dot]:
    """The headline targets of a year in the order of their places: values and no rows, since three thousand are drawn in a tenth of a second."""
    held = Line.objects.filter(indicator=code, kind="target", headline=True, year=year)
    said = {f"said_{name}": KT(f"reading__{name}") for name in _SAID}
    rows = held.order_by("place_id", "number").values_list(
        "place_id", "place__level", "pk", "measure", "subject", *said.values()
    )
    for place, level, pk, measure, subject, *reading in rows:
        read = dict(zip(_SAID, reading, strict=True))
        if read["partial"] in {None, "false", "0", 0}:
            fall = partial(counts_a_fall, measure or None, read["direction"], read["scope"], subject or None)
            value = amount_said(read["low"], read["high"], read["bound"], falling=fall)
            yield _Dot(place, level, pk, measure, read["unit"] or "", value)


def _with_outcomes(lines: list[_Dot]) -> Iterator[tuple[Line, Promise]]:
    """The lines in their order, each with what came of it; some hundred at a time."""
    for begin in range(0, len(lines), 500):
        some = lines[begin : begin + 500]
        asked = Line.objects.filter(pk__in=[line.pk for line in some]).select_related(
            "place", "outcome__answer"
        )
        found = {line.pk: line for line in asked}
        yield from ((found[line.pk], promise(found[line.pk])) for line in some if line.pk in found)


def _strip(code: str, year: int, lines: list[_Dot]) -> str:
    """Growth and level never share an axis: the picture has the usual measure alone, and says what it leaves out."""
    values = [(dot, dot.value) for dot in lines if dot.value is not None]
    counts = Counter((dot.measure, dot.unit) for dot, _value in values)
    measure, unit = counts.most_common(1)[0][0] if counts else ("", "")
    by_level: dict[str, list[Decimal]] = defaultdict(list)
    for dot, value in values:
        if (dot.measure, dot.unit) == (measure, unit):
            by_level[dot.level].append(value)
    drawn = sum(map(len, by_level.values()))
    if unit != "%" or drawn < 2:
        return ""
    levels = [strip.Level(level_word(level), tuple(by_level[level])) for level in LEVELS if by_level[level]]
    finding = _("%(drawn)d of %(all)d targets in %(unit)s (%(measure)s).") % {
        "drawn": drawn, "all": len(lines), "unit": unit, "measure": word("measure", measure, language()),
    }  # fmt: skip
    title = _("%(name)s: targets of %(year)d by level") % {"name": indicator_name(code), "year": year}
    source = _("Source: reports of %(year)d; %(drawn)d of %(all)d targets are shown, the others have another unit") % {
        "year": year, "drawn": drawn, "all": len(lines),
    }  # fmt: skip
    return strip.draw(f"strip-{code}-{year}", svg.Said(title, finding, source), levels, unit)


@of_place
def over_years_page(request: HttpRequest, place: Place, code: str, ending: str = "") -> HttpResponseBase:
    """A place's indicator over its years."""
    _listed(code)
    asked = request.GET.get("measure", "")
    kinds = ways_said(place, code)
    if not kinds:
        raise Http404
    kind = next((k for k in kinds if f"{k[0]}-{k[1]}" == asked), kinds[0])
    return answer(
        request, release_of(place), lambda: _over_years(place, code, kind, kinds), ending, asked=("measure",)
    )


def ways_said(place: Place, code: str) -> list[tuple[str, str]]:
    """The measures and units in which the indicator is said there, the most frequent first."""
    lines = Line.objects.filter(place=place, indicator=code, kind__in=("target", "result")).only(
        "measure", "reading"
    )
    counts = Counter(
        (line.measure, line.reading["unit"]) for line in lines if line.measure and line.reading.get("unit")
    )
    return [kind for kind, _count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))][:6]


def _over_years(place: Place, code: str, kind: tuple[str, str], kinds: list[tuple[str, str]]) -> Shown:
    own = series(place, code, *kind)
    spoken = language()
    body, table = [], []
    for year in own.years:
        promised = (
            said(year.promised, spoken)
            if year.promised
            else ("" if year.reported else "○ " + _("no report here"))
        )
        stated = said(year.stated, spoken) if year.stated else ""
        body.append(
            [Cell(str(year.year), f"{place_path(place)}{year.year}/" if year.reported else "", number=True),
             Cell(promised, f"l/{year.promised.pk}/" if year.promised else "", number=True),
             Cell(stated, f"l/{year.stated.pk}/" if year.stated else "", number=True, remark=_("estimate") if year.expected else ""),
             Cell(sign=sign_of(year.verdict)) if year.promised else Cell("")]
        )  # fmt: skip
        table.append(
            {"year": year.year, "promised": str(year.target) if year.target is not None else "", "bound": year.bound, "unit": own.unit,
             "stated": str(year.value) if year.value is not None else "", "estimate": _("yes") if year.expected else "",
             "verdict": sign_of(year.verdict).word if year.promised else "", "promised_id": year.promised.pk if year.promised else "",
             "stated_id": year.stated.pk if year.stated else ""}
        )  # fmt: skip
    name = indicator_name(code)
    slug = place_path(place).removeprefix("p/")
    doors = [
        Door(
            f"{word('measure', m, spoken)} {u}",
            f"i/{code}/p/{slug}" + (f"?measure={m}-{u}" if (m, u) != kinds[0] else ""),
            (m, u) == kind,
        )
        for m, u in kinds
    ]
    listing = Listing(
        _("%(name)s of %(place)s over the years") % {"name": name, "place": place.name},
        caption=_("━ promised (stem up: at least, down: at most) · ● ■ stated a year later · hollow: an estimate · ○ no report here"),
        head=(_("Year"), _("Promised"), _("Stated a year later"), _("What came of it")), body=body, doors=doors if len(doors) > 1 else (),
        notes=(_("A value that no promise was made for stands alone; values are as the next report first stated them."),),
    )  # fmt: skip
    columns = [
        ("year", _("year")), ("promised", _("promised")), ("bound", _("bound")), ("unit", _("unit")), ("stated", _("stated a year later")), ("estimate", _("estimate?")),
        ("verdict", _("verdict")), ("promised_id", _("line of the promise")), ("stated_id", _("line of the result")),
    ]  # fmt: skip
    return shown(
        listing,
        Table(columns, table),
        picture_of(own, name) if len(own.years) > 1 else "",
        place=place,
        above=above(place),
        crumb=name,
    )


def points_of(own: Series) -> list[years.Point]:
    return [
        years.Point(
            p.year,
            p.target,
            p.target_high,
            p.bound,
            p.value,
            sign_of(p.verdict).look if p.verdict else "ink",
            p.expected,
            p.reported,
        )
        for p in own.years
    ]


def picture_of(own: Series, name: str, *, marked: int | None = None, beside: Any = ()) -> str:
    """The picture of a series: what was promised and what was stated, with how many years were met."""
    title = _("%(place)s: %(name)s over the years") % {"place": own.place.name, "name": name}
    both = [p for p in own.years if p.verdict in {"met", "near", "missed"}]
    finding = _("%(met)d of %(all)d years that could be judged were met.") % {
        "met": sum(1 for p in both if p.verdict == "met"), "all": len(both),
    }  # fmt: skip
    source = _("Source: the reports of %(place)s; held together by Luoshi, verified by nobody") % {
        "place": own.place.name
    }
    ids = f"years-{own.place.pk}-{own.indicator}".replace("~", "-")
    return years.draw(ids, svg.Said(title, finding, source), points_of(own), own.unit, marked, beside=beside)


@of_place
def ladder_page(
    request: HttpRequest, place: Place, code: str, year: int, ending: str = ""
) -> HttpResponseBase:
    """The same target from the nation down to the place: what was added on the way."""
    _listed(code)
    lines = Line.objects.filter(place=place, indicator=code, year=year, kind="target").order_by(
        "-headline", "number"
    )
    line = next((held for held in lines if not held.reading.get("partial")), None)
    if line is None:
        raise Http404
    return answer(request, release_of(place), lambda: _ladder(line), ending)


def _ladder(line: Line) -> Shown:
    spoken, name = language(), indicator_name(line.indicator)
    body, table, steps = [], [], []
    for place, other in same_target_elsewhere(line):
        value = said(other, spoken) if other else ""
        has_report = other is not None or place.reports.filter(year=line.year).exists()
        nothing = _("no such target in its report") if has_report else "○ " + _("no report here")
        body.append(
            [Cell(place.name, place_path(place), True), Cell(level_word(place.level)), Cell(value or nothing, f"l/{other.pk}/" if other else "", number=bool(other)),
             Cell(other.quote if other else "", chinese=True)]
        )  # fmt: skip
        table.append(
            {
                "key": place.pk,
                "place": place.full_name,
                "level": place.level,
                "said": value,
                "id": other.pk if other else "",
                "quote": other.quote if other else "",
            }
        )
        same_unit = other is not None and other.reading.get("unit") == line.reading.get("unit")
        steps.append(
            stairs.Step(level_word(place.level), place.name, amount(other) if other and same_unit else None, high(other) if other and same_unit else None,
                        entry(other).bound or "" if other else "", value if other else ("◇" if has_report else "○"))
        )  # fmt: skip
    title = _("%(name)s, %(year)d: from the nation to %(place)s") % {
        "name": name,
        "year": line.year,
        "place": line.place.name,
    }
    listing = Listing(
        title, _("The same target at each level, as each government's own report says it."),
        head=(_("Which place"), _("Level of government"), _("Promised"), _("Its words")), body=body,
        caption=_("━ promised (stem up: at least, down: at most, arms: about) · ◇ not in its report · ○ no report here"),
    )  # fmt: skip
    columns = [
        ("key", _("key of the place")),
        ("place", _("place")),
        ("level", _("level")),
        ("said", _("promised")),
        ("id", _("line")),
        ("quote", _("words")),
    ]
    finding = "; ".join(f"{step.name} {step.words}" for step in steps)
    source = _("Source: the reports of %(year)d of these governments") % {"year": line.year}
    picture = (
        stairs.draw(f"ladder-{line.pk}", svg.Said(title, finding, source), steps)
        if any(s.value is not None for s in steps)
        else ""
    )
    return shown(
        listing, Table(columns, table), picture, place=line.place, above=above(line.place), crumb=name
    )
