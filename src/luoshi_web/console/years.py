"""Which year a page is of."""

from datetime import date

from luoshi_web.console.request import OfficeRequest


def year_asked(request: OfficeRequest) -> int:
    """The year of ``?year=``; this one where it is none."""
    return year_of(request.GET.get("year", ""), request.today)


def year_of(said: str, today: date) -> int:
    """A year as somebody said it; this one where it is none."""
    return int(said) if said.isdecimal() and 2000 <= int(said) <= 2100 else today.year


def last_years(today: date) -> range:
    """This year and the two before, the newest first."""
    return range(today.year, today.year - 3, -1)
