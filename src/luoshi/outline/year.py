"""The year whose work a report sets out: a vote of everything that speaks of it.

No one place decides, since each may be wrong in a copy: a crawler has its own years, a heading was taken over from last year's
report, a title is named after the year reviewed. Years inside book titles (`《纲要（2021—2035年）》`), of long-term goals and at the
bounds of plans have no vote. A year that loses though a title, a day or a heading says it is told (``year_outvoted``).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from luoshi.outline.dates import DAY, YEAR, day_of, plan_years, year_of, years_in
from luoshi.outline.file_name import read_name
from luoshi.outline.roles import part_role
from luoshi.outline.section import Section
from luoshi.text import Notice, View
from luoshi.text.late import late

# What each ground weighs. The first four say it in so many words; what is counted says it only where nothing else does.
_WEIGHTS = {
    "plan": 4.0, "review": 3.0, "title": 3.0, "day": 3.0,
    "period": 2.0, "sentence": 2.0, "name": 2.0, "work": 1.5, "body": 1.5, "crawler": 1.0,
}  # fmt: skip
_GROUNDS = {
    "plan": "the heading of the plans", "review": "the heading of the review", "title": "the title", "day": "the day of delivery",
    "period": "the five-year plan", "sentence": "the plans", "name": "the file's name", "work": "the text", "body": "the text",
    "crawler": "the page",
}  # fmt: skip
_AGREEING = 2  # grounds that say it in so many words, and nothing against them: no more is asked
_TOLD = 3.0  # a ground of that weight does not lose unsaid

_NO_VOTE = re.compile(
    rf"《[^》]*》|(?:到|至){YEAR.pattern}|{YEAR.pattern}(?:远景|[底末前]|以来|代|[—－~～-]|至|到)|\d{{4}}[—－~～-]{YEAR.pattern}"
)
_PLAN_HEADING = re.compile(r"任务|安排|部署|建议|重点|目标|打算|总体要求|各项工作|的?工作$|思路")
_PERIOD = re.compile(r"“?十([一二三四五六七八九]?)五”?(?:时期|期间|规划|计划)?")
_THIS_YEAR = late(r"(?:做好|确保|实现|完成|抓好)(?:今年|(\d{4})年)[^，。]{0,8}(?:工作|目标|任务)")
_YEAR_IS = late(YEAR.pattern + r"，?是[^。]{2,60}?(?:年|时期|阶段)")
_CRAWLED = re.compile(r"^(?:发文时间|年份)：\s*((?:19|20)\d\d)")
_PLANS = ("tasks", "requirements", "targets")
_LOOK_AHEAD = (*_PLANS, "outlook")
_HEAD = 60


class Vote(NamedTuple):
    """``year`` on a ``ground``; where the view says it (``start`` = ``end`` where no one place does)."""

    year: int
    ground: str
    start: int = 0
    end: int = 0

    @property
    def weight(self) -> float:
        return _WEIGHTS[self.ground]


class Result(NamedTuple):
    """``year`` is None where nothing speaks of one; ``guessed``: the file's name alone says it."""

    year: int | None
    guessed: bool
    notices: tuple[Notice, ...]


def find_year(
    view: View,
    lines: Sequence[str],
    sections: Sequence[Section],
    title: str | None,
    date: str | None,
    file_name: str | None,
) -> Result:
    """The year with the most weight; of two, the one that the weightier ground says."""
    votes = [*_of_headings(view, sections), *_of_the_head(view, title, date)]
    if len({vote.ground for vote in votes}) >= _AGREEING and len({vote.year for vote in votes}) == 1:
        return Result(votes[0].year, False, ())
    said = any(vote.weight >= _TOLD for vote in votes)
    votes += _of_the_text(view, lines, sections, counted=not said)
    named = read_name(file_name).year if file_name is not None else None
    if named is not None and (not votes or _speaks_of(view.text, named)):
        votes.append(Vote(named, "name"))
    if not votes:
        return Result(None, False, ())
    sums: dict[int, float] = {}
    for year, ground in {(vote.year, vote.ground) for vote in votes}:
        sums[year] = sums.get(year, 0.0) + _WEIGHTS[ground]
    best = max(vote.weight for vote in votes)
    winner = max(sums, key=lambda year: (sums[year], max(v.weight for v in votes if v.year == year), year))
    grounds = {vote.ground for vote in votes if vote.year == winner}
    told = [vote for vote in votes if vote.year != winner and vote.weight >= min(_TOLD, best)]
    return Result(winner, grounds == {"name"}, tuple(_told(view, told, winner, grounds)))


def counted_year(text: str, title: str | None, date: str | None, file_name: str | None) -> Result:
    """The year that a communiqué counts: its title's, else the one before the day of printing, else the year it names most; what the
    file's name alone gives is a guess."""
    if title is not None and (years := years_in(title)):
        return Result(years[0], False, ())
    if date is not None:
        return Result(int(date[:4]) - 1, False, ())
    counts = Counter(year for match in YEAR.finditer(text) if (year := year_of(match.group(1))) is not None)
    if counts:
        return Result(max(counts, key=lambda year: (counts[year], year)), False, ())
    named = read_name(file_name).year if file_name is not None else None
    return Result(named, named is not None, ())


def _told(view: View, losers: Sequence[Vote], winner: int, grounds: set[str]) -> Iterator[Notice]:
    """A year that loses, and to what."""
    why = ", ".join(dict.fromkeys(_GROUNDS[ground] for ground in _WEIGHTS if ground in grounds))
    for ground, vote in {vote.ground: vote for vote in reversed(losers)}.items():
        if vote.weight < _TOLD:
            continue
        end = vote.end if vote.end > vote.start else min(len(view.text), _HEAD)
        span = view.span(vote.start, end)
        said = f"{_GROUNDS[ground]} speaks for {vote.year}; {why} for {winner}, which was taken"
        yield Notice("year_outvoted", span, span.of(view.source), said)


def own_years(text: str) -> list[int]:
    """The years that a title or heading names as its own."""
    return years_in(_NO_VOTE.sub(" ", text))


def _of_headings(view: View, sections: Sequence[Section]) -> Iterator[Vote]:
    """`一、2025年工作回顾` speaks for 2026, and so do `二、2026年重点工作` and `“十四五”时期发展回顾`."""
    for section in sections:
        title, heading = section.title, section.heading
        if title is None or heading is None or section.role in ("boilerplate", "opening", "other"):
            continue
        years = own_years(title) if "年" in title else []
        if section.level > 2 or (section.level == 2 and not years):
            continue
        named = part_role(title)
        if named is None and section.role not in _PLANS:
            continue
        place = (view.position(heading.start), view.position(heading.end))
        if section.role == "review" and years:
            if len(set(years)) > 1 and _PLAN_HEADING.search(title):
                yield Vote(max(years), "plan", *place)
                years = [year for year in years if year < max(years)]
            yield Vote(max(years) + 1, "review", *place)
        elif section.role in _PLANS and years:
            wide = max(years) - min(years) > 2
            yield Vote(min(years) if wide else max(years), "plan", *place)
        elif not years and section.level == 1 and (period := _PERIOD.search(title)) is not None:
            first, last = plan_years("十" + period[1])
            if section.role == "review" and named == "review":
                yield Vote(last + 1, "period", *place)
            elif section.role == "outlook" and "纲要" not in title:
                yield Vote(first, "period", *place)


def _of_the_head(view: View, title: str | None, date: str | None) -> Iterator[Vote]:
    if title and not DAY.search(title) and (years := own_years(title)):
        start = max(view.text.find(title), 0)
        yield Vote(years[-1], "title", start, start + len(title))
    if date is None:
        return
    year = int(date[:4]) + (date[5:7] == "12")  # one of December is on the year to come
    day = next((m.span() for m in DAY.finditer(view.text) if day_of(m) == date), (0, 0))
    yield Vote(year, "day", *day)


def _of_the_text(
    view: View, lines: Sequence[str], sections: Sequence[Section], *, counted: bool
) -> Iterator[Vote]:
    """What the plans say, then the text, the page; years are ``counted`` only where nothing says it in so many words."""
    sentence = _year_of_plan(view, sections)
    if sentence is not None:
        yield Vote(sentence, "sentence")
    named = [int(year) for year in _THIS_YEAR.findall(view.text) if year]
    if named:
        yield Vote(Counter(named).most_common(1)[0][0], "work")
    crawled = next((int(m.group(1)) for line in lines if (m := _CRAWLED.match(line))), None)
    if crawled is not None:
        yield Vote(crawled, "crawler")
    latest = _year_of_body(view.text, crawled) if counted else None
    if latest is not None:
        yield Vote(latest, "body")


def _year_of_plan(view: View, sections: Sequence[Section]) -> int | None:
    """`2003年是全面贯彻…的一年` where the plan is told."""
    for section in sections:
        if section.level == 1 and section.role in _LOOK_AHEAD:
            start, end = view.position(section.span.start), view.position(section.span.end)
            match = _YEAR_IS.search(view.text, start, end)
            if match is not None:
                return year_of(match.group(1))
    return None


def _speaks_of(text: str, year: int) -> bool:
    """Whether the text names a year: one that bounds a plan is often the last that it speaks of."""
    return any(year_of(match.group(1)) == year for match in YEAR.finditer(text))


def _year_of_body(text: str, crawled: int | None) -> int | None:
    """One more than the last year that the text speaks of as past."""
    counts: Counter[int] = Counter()
    for match in YEAR.finditer(text):
        year = year_of(match.group(1))
        ahead = text[max(0, match.start() - 2) : match.start()]
        if year is not None and not _BOUND.search(ahead) and not _BOUND_AFTER.match(text, match.end()):
            counts[year] += 1
    often = max(2, 0.25 * max(counts.values(), default=0))
    latest = max((year for year, seen in counts.items() if seen >= often), default=None)
    if latest is None:
        return None
    if re.search(rf"{latest}年(?:是|，我们(?:要|将)|[^，。]{{0,8}}工作的总体要求)", text) and "今年" in text:
        return latest
    return crawled if crawled in (latest, latest + 1) else latest + 1


# A year that bounds a plan is not the year of the report: `到2010年`, `2020年前`, `2035年远景目标`.
_BOUND = re.compile(r"[到至]$|—$|-$")
_BOUND_AFTER = re.compile(r"(?:年?[底末前]|远景|以来|代|[—-]|至|到)")
