"""How a date came about, in sentences of the reader's language, one a step. docs/clocks.md shows worked ones."""

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from luoshi_web.workdays.calendar import Day, Kind
from luoshi_web.workdays.count import CALENDAR, DATE, MONTHS, WORKING, Counted, Pause


def explain(counted: Counted) -> str:
    """All steps in one paragraph."""
    return ("" if _chinese() else " ").join(steps(counted))


def steps(counted: Counted) -> list[str]:
    """The steps in the order in which they were taken; a step that changed nothing is not told."""
    told = [_beginning(counted)]
    if counted.passed:
        told.append(_("Not worked, so not counted: %(days)s.") % {"days": _listed(runs(counted.passed))})
    if counted.made_up:
        days = pgettext("between two of a list", ", ").join(_made_up(day) for day in counted.made_up)
        told.append(_("Weekend days that are worked and count: %(days)s.") % {"days": days})
    told += [_pause(pause) for pause in counted.paused]
    if counted.moved_over:
        told.append(_moved(counted))
    told.append(_("The limit ends on %(day)s.") % {"day": with_weekday(counted.due)})
    told += [
        _(
            "The arrangement of days off for %(year)s is not announced yet, it is counted by the statutory days: the date may still move."
        )
        % {"year": year}
        for year in counted.waits_for
    ]
    if counted.unit != DATE:
        told.append(_("Calendar: %(edition)s.") % {"edition": counted.edition})
    return told


def in_words(count: int, unit: str) -> str:
    """``15 working days``."""
    if unit == WORKING:
        return ngettext("%(count)s working day", "%(count)s working days", count) % {"count": count}
    if unit == MONTHS:
        return ngettext("%(count)s month", "%(count)s months", count) % {"count": count}
    return ngettext("%(count)s calendar day", "%(count)s calendar days", count) % {"count": count}


def _beginning(counted: Counted) -> str:
    if counted.unit == DATE:
        return _("The day was set on %(began)s.") % {"began": in_full(counted.began)}
    said = {
        "length": in_words(counted.count, counted.unit), "began": with_weekday(counted.began), "first": with_weekday(counted.first),
    }  # fmt: skip
    if counted.unit == CALENDAR:
        return _("%(length)s from %(began)s; that day is not counted, the first is %(first)s.") % said
    if counted.unit == WORKING:
        return (
            _("%(length)s from %(began)s; that day is not counted, the first that counts is %(first)s.")
            % said
        )
    return _months(counted)


def _months(counted: Counted) -> str:
    said = {"length": in_words(counted.count, MONTHS), "began": in_full(counted.began)}
    if counted.last.day != counted.began.day and not counted.paused:
        return (
            _("%(length)s from %(began)s; the last month has no day of that number, so its last day.") % said
        )
    return _("%(length)s from %(began)s, to the day of the same number.") % said


def _pause(pause: Pause) -> str:
    return ngettext(
        "Suspended from %(since)s until %(until)s: %(count)s day is not counted.",
        "Suspended from %(since)s until %(until)s: %(count)s days are not counted.",
        pause.days,
    ) % {"since": in_full(pause.since), "until": in_full(pause.until), "count": pause.days}


def _moved(counted: Counted) -> str:
    over = tuple(day for day in counted.moved_over if day.rests)
    said = {"last": with_weekday(counted.last), "names": _names(over) or _("weekend")}
    return (
        _("The last day, %(last)s, is not worked (%(names)s): the next working day takes its place.") % said
    )


def _made_up(day: Day) -> str:
    if day.other is None:
        name = day.name if _chinese() else day.english
        return _("%(days)s (%(names)s)") % {"days": short(day.on), "names": name} if name else short(day.on)
    return _("%(day)s (worked for %(other)s)") % {"day": short(day.on), "other": short(day.other)}


def runs(days: Iterable[Day]) -> list[tuple[Day, ...]]:
    """Days one after another, in runs: a Spring Festival is one run of nine days."""
    found: list[list[Day]] = []
    for day in days:
        if found and (day.on - found[-1][-1].on).days == 1:
            found[-1].append(day)
        else:
            found.append([day])
    return [tuple(run) for run in found]


def _listed(found: list[tuple[Day, ...]]) -> str:
    """Runs with a name each; plain weekends together at the end, by their number."""
    named = [run for run in found if any(day.kind is not Kind.WEEKEND for day in run)]
    plain = sum(len(run) for run in found if all(day.kind is Kind.WEEKEND for day in run))
    told = [
        _("%(days)s (%(names)s)") % {"days": _stretch(run[0].on, run[-1].on), "names": _names(run)}
        for run in named
    ]
    if plain:
        told.append(
            ngettext("%(count)s day of weekends", "%(count)s days of weekends", plain) % {"count": plain}
        )
    return pgettext("between two stretches of days", "; ").join(told)


def _names(run: tuple[Day, ...]) -> str:
    names: list[str] = []
    for day in run:
        name = name_of(day)
        if day.kind is not Kind.WEEKEND and name not in names:
            names.append(name)
    return pgettext("between two of a list", ", ").join(names)


def name_of(day: Day) -> str:
    """What a day is called, in the reader's language."""
    if day.kind is Kind.IN_LIEU:
        return (
            _("day off for work on %(day)s") % {"day": short(day.other)}
            if day.other
            else _("day off in lieu")
        )
    if day.kind is Kind.MAKE_UP:
        return _made_up(day)
    if day.kind is Kind.WEEKEND:
        return _("weekend")
    return day.name if _chinese() else day.english


def _stretch(since: date, last: date) -> str:
    if since == last:
        return short(since)
    return _("%(since)s to %(last)s") % {"since": short(since), "last": short(last)}


def in_full(day: date) -> str:
    """``10 February 2026``."""
    return date_format(day, pgettext("format of a day", "j F Y"))


def short(day: date) -> str:
    """``10 February``."""
    return date_format(day, pgettext("format of a day without its year", "j F"))


def with_weekday(day: date) -> str:
    """``Tuesday 10 February 2026``."""
    return date_format(day, pgettext("format of a day with its weekday", "l j F Y"))


def _chinese() -> bool:
    return (get_language() or "").startswith("zh")
