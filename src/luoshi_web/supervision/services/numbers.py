"""Numbers of items: the year, a letter for where they come from, and a place in the row: 2026-T-0007."""

from django.db.models import Max

from luoshi_web.supervision.models import Item


def next_place(year: int, letter: str) -> int:
    """After the last number of the year's letter: numbers of rows that were taken out are not given again while later ones stand."""
    numbered = Item.objects.filter(number__startswith=f"{year}-{letter}-", parent__isnull=True)
    last = numbered.aggregate(last=Max("number"))["last"]
    return int(last.rsplit("-", 1)[1]) + 1 if last else 1


def item_number(year: int, letter: str, place: int) -> str:
    """The number as papers print it."""
    return f"{year}-{letter}-{place:04d}"
