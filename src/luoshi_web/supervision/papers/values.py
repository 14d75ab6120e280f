"""Shares, points and titles as papers write them. Pure; values and targets: ``progress.values``."""

from decimal import Decimal


def percent(part: int, whole: int) -> str:
    """``10.8%``, rounded half up to one decimal; a dash where there is nothing to divide by. Shares need not add up to 100."""
    if whole == 0:
        return "—"
    return f"{(Decimal(part * 1000) / whole + Decimal('0.5')) // 1 / 10:.1f}%"


def points(value: Decimal) -> str:
    """``96.5``, ``100``: points without noughts behind."""
    return _plain(value)


def title_lines(title: str, fit: int) -> str:
    """A title longer than a line is broken where words end, as near to its middle as can be (词意完整、排列对称, 7.3.1)."""
    if len(title) <= fit:
        return title
    places = [
        place
        for place in range(2, len(title) - 1)
        if title[place - 1] in "》、的" or title[place] in "《（的" or title[place : place + 4] == "目标任务"
    ]
    fitting = [
        place for place in places if max(place, len(title) - place) <= fit and title[place] not in "》、，"
    ]
    if not fitting:
        return title
    place = min(fitting, key=lambda place: abs(2 * place - len(title)))
    return f"{title[:place]}\n{title[place:]}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
