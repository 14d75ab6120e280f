"""Numbers and targets as papers write them. Pure."""

from decimal import Decimal

_BEHIND = {"at_least": "以上", "at_most": "以内", "about": "左右"}
_BEFORE = {"more_than": "超过", "nearly": "近"}
_UNSCALED = {"%", "‰", "‱", "百分点", "千分点", "倍"}


def amount(value: Decimal, unit: str) -> str:
    """A number with its unit, in 亿 or 万 where at most two decimals are then needed: ``1000000000 元`` → ``10亿元``."""
    if unit not in _UNSCALED:
        for factor, word in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
            scaled = value / factor
            if abs(scaled) >= 1 and scaled == round(scaled, 2):
                return f"{_plain(scaled)}{word}{unit}"
    return f"{_plain(value)}{unit}"


def target(low: Decimal | None, high: Decimal | None, unit: str, bound: str) -> str:
    """A target as an official writes it: ``5.5%左右``, ``3%以内``, ``4.5%—5%``; an empty text where there is no number."""
    if low is not None and high is not None and low != high:
        return f"{amount(low, unit)}—{amount(high, unit)}"
    value = low if low is not None else high
    if value is None:
        return ""
    return f"{_BEFORE.get(bound, '')}{amount(value, unit)}{_BEHIND.get(bound, '')}"


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
