"""How a number bounds what it measures, from the words on both sides of it."""

from functools import cache

from luoshi.vocabulary.bounds import BoundWords, load_bounds


@cache
def words() -> BoundWords:
    """The bound words, loaded on first use."""
    return load_bounds()


def before(text: str, start: int, table: BoundWords) -> tuple[str, int] | None:
    """The bound of the word that ends at ``start``, and where it begins: ``不低于|10万个``, ``超过了|5%``."""
    end = start
    if text[end - 1 : end] == "了" and text[end - 2 : end - 1] not in ("为", "除"):
        end -= 1
    for size in range(min(table.longest_before, end), 0, -1):
        found = table.before.get(text[end - size : end])
        if found is not None:
            begin = end - size
            if begin and text[begin - 1] in found[1]:
                return None
            return found[0], begin
    return None


def after(text: str, end: int, table: BoundWords) -> tuple[str, int] | None:
    """The bound of the word that begins at ``end``, and where it stops: ``5%|左右``, ``3年|多``."""
    for size in range(table.longest_after, 0, -1):
        found = table.after.get(text[end : end + size])
        if found is not None and len(text) >= end + size:
            stop = end + size
            if text[stop : stop + 1] and text[stop] in found[1]:
                return None
            return found[0], stop
    return None


def joined(front: str | None, behind: str | None) -> str:
    """One bound of both: the word behind decides, but for the cases below.

    ``突破10亿元以上`` and ``约5%以上`` are at_least, ``近5%左右`` is about, ``不超过3%左右`` stays at_most,
    ``不低于5%左右`` at_least.
    """
    if behind is None:
        return front or "exact"
    if behind == "about" and front in ("at_most", "at_least"):
        return front
    return behind
