"""When a reopening is a relapse.

"Verify by level, file to close, publish at the same time, no recurrence for the same firm or site" (安徽 2019): what was closed as done and
came back within twelve months was not done to last.
"""

from datetime import date

MONTHS = 12


def is_relapse(*, done_on: date | None, reopened_on: date, came_back: bool) -> bool:
    """Whether a reopening counts as a relapse.

    ``done_on`` is the day of the closing as done, None for another ending; ``came_back`` is whether the thing itself came back, as
    against a closing that was wrong on paper. The same day of the month a year later still counts; for 29 February it is the 28th.
    """
    if done_on is None or not came_back:
        return False
    return done_on <= reopened_on <= _a_year_after(done_on)


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + MONTHS // 12)
    except ValueError:
        return date(day.year + MONTHS // 12, 2, 28)
