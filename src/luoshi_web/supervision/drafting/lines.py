"""Which entries make one row of a draft: the values of one line do, with the aims that stand beside them. Pure."""

from collections.abc import Callable, Hashable, Iterable
from typing import Protocol, TypeVar

NOT_OF_THE_YEAR = ("review", "problems", "outlook", "opening", "closing", "boilerplate")
"""Roles of sections whose promises are no work of the report's own year."""


class OfLine(Protocol):
    """What is needed of an entry. ``line`` and ``grade`` are None for one that was read before there were lines, or that people made."""

    copy_id: int
    line: str | None
    grade: str | None
    headline: bool
    indicator: str


Valued = TypeVar("Valued", bound=OfLine)
Place = Callable[[Valued], Hashable]


def together(
    entries: Iterable[Valued], *, sentence: Place[Valued] | None = None, whole: Place[Valued] | None = None
) -> list[list[Valued]]:
    """The entries row by row, in their order: 新建小学3所，新增学位3600个 is one.

    A main expected target and a listed indicator have a row of their own, for each is measured by itself: 城镇、农村居民人均可支配收入
    分别增长4.5%、5.5% are two. An aim (推动产业提质增效) goes with the row before it in its ``sentence``, or the one after it; alone there it has a row.
    ``whole`` puts everything of one place into one row: of a sentence, or of a measure.
    """
    rows: list[list[Valued]] = []
    begun: dict[Hashable, list[Valued]] = {}
    for entry in entries:
        if entry.headline or entry.indicator:
            rows.append([entry])
            continue
        key: tuple[Hashable, Hashable] | None = (
            (entry.copy_id, entry.line) if entry.line is not None else None
        )
        if whole is not None:
            key = ("whole", whole(entry))
        if key is None:
            rows.append([entry])
        elif key in begun:
            begun[key].append(entry)
        else:
            begun[key] = [entry]
            rows.append(begun[key])
    return rows if sentence is None or whole is not None else _folded(rows, sentence)


def _folded(rows: list[list[Valued]], sentence: Place[Valued]) -> list[list[Valued]]:
    """Rows of aims alone go into a row of their sentence that is none."""
    hosts: dict[Hashable, list[list[Valued]]] = {}
    for row in rows:
        if row[0].grade != "aim" and not row[0].headline and not row[0].indicator:
            hosts.setdefault(sentence(row[0]), []).append(row)
    order = {id(row): number for number, row in enumerate(rows)}
    kept = []
    folded: list[tuple[list[Valued], list[Valued]]] = []
    for number, row in enumerate(rows):
        near = hosts.get(sentence(row[0]), []) if all(entry.grade == "aim" for entry in row) else []
        if not near:
            kept.append(row)
            continue
        before = [host for host in near if order[id(host)] < number]
        folded.append((before[-1] if before else near[0], row))
    for host, row in folded:
        host.extend(row)
    return kept
