"""What collecting gives: the content, and whom and what it is about."""

from dataclasses import dataclass, replace

from luoshi_web.supervision.papers.content import Content, Imprint
from luoshi_web.supervision.papers.rows import Row


@dataclass(frozen=True, slots=True)
class Collected:
    """``office_id`` is the office that it is addressed to, None where it goes to all. ``left_out`` counts items above the paper's secrecy.

    ``open_source`` holds while what it is made of can still change in ways that a paper must not run before: a split in draft, an appraisal
    that is not published. Such a paper can be looked at and cannot be issued.
    """

    content: Content
    item_ids: tuple[int, ...]
    office_id: int | None = None
    left_out: int = 0
    open_source: bool = False

    def with_imprint(self, imprint: Imprint | None) -> "Collected":
        """The same with a 版记."""
        return replace(self, content=self.content.with_imprint(imprint))


def secrecy_of(rows: list[Row]) -> int:
    """A paper is as secret as the most secret thing in it."""
    return max((row.secrecy for row in rows), default=0)


def item_ids(rows: list[Row]) -> tuple[int, ...]:
    """The items of the rows."""
    return tuple(row.item_id for row in rows)
