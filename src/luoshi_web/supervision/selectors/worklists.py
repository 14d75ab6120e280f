"""What would become of a worklist: every row with the office, leader and line of the report that it means, before anything is written."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from luoshi_web.accounts.models import Post
from luoshi_web.accounts.selectors import holdings_on
from luoshi_web.ledgerstore.models import Entry, Report
from luoshi_web.ledgerstore.models.entry import STANDING
from luoshi_web.supervision.models import Item, Worklist, WorklistRow
from luoshi_web.supervision.selectors.establishment import Establishment, establishment
from luoshi_web.supervision.states import State
from luoshi_web.supervision.workbooks.grid import Sheet, read_sheets
from luoshi_web.supervision.workbooks.headings import Layout, lay_out
from luoshi_web.supervision.workbooks.matching import Lines
from luoshi_web.supervision.workbooks.worklist import Fault, Row, read_rows

How = WorklistRow.How


@dataclass(slots=True)
class Planned:
    """A row with what its words mean here. ``item`` is there already; ``entry`` is the line of the report that the row repeats."""

    row: Row
    lead: Post | None = None
    helpers: list[Post] = field(default_factory=list)
    leader: Post | None = None
    item: Item | None = None
    entry: Entry | None = None
    how: str = How.MADE


@dataclass(slots=True)
class Preview:
    """``rows`` in the order of the file, ``beside`` (sheet, line, words) what is no row; names that nobody knows, with how many rows have them."""

    rows: list[Planned] = field(default_factory=list)
    beside: list[tuple[str, int, str]] = field(default_factory=list)
    offices: Counter[str] = field(default_factory=Counter)
    leaders: Counter[str] = field(default_factory=Counter)

    def of(self, how: str) -> int:
        """How many rows there are of a kind."""
        return sum(planned.how == how for planned in self.rows)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Kind in words → how many, of the kinds that there are."""
        return [(str(label), count) for value, label in How.choices if (count := self.of(value))]

    @property
    def faults(self) -> list[tuple[Row, Fault]]:
        """Every cell that cannot be taken as it is."""
        return [(planned.row, fault) for planned in self.rows for fault in planned.row.faults]


def sheets_of(worklist: Worklist) -> list[Sheet]:
    """The sheets of the file as it came."""
    return read_sheets(worklist.filename, bytes(worklist.content))


def layout_of(sheet: Sheet, said: Mapping[str, Any]) -> Layout:
    """What was said of a sheet's headings and columns."""
    return lay_out(sheet, said["head"], first=said.get("first"), chosen=said["columns"])


def preview(worklist: Worklist, *, on: date, sheets: Iterable[Sheet] | None = None) -> Preview:
    """Every row of the sheets that are taken. Five queries, whatever the number of rows."""
    seen = Preview()
    there = establishment(at=on)
    leaders = _Leaders(on)
    for sheet in sheets_of(worklist) if sheets is None else sheets:
        said = worklist.layouts.get(sheet.name)
        if not said or not said.get("take") or "title" not in said["columns"]:
            continue
        read = read_rows(sheet, layout_of(sheet, said), year=worklist.year)
        seen.beside += [(sheet.name, line, words) for line, words in read.beside]
        seen.rows += [_planned(row, worklist, there, leaders, seen) for row in read.rows]
    if worklist.report is not None:
        _match(seen.rows, worklist.report)
    return seen


class _Leaders:
    """The leaders of a day by the name of who holds the post, and by its title."""

    def __init__(self, on: date) -> None:
        self.known: dict[str, list[Post]] = {}
        self.posts = {post.pk: post for post in Post.objects.filter(role="leader").select_related("office")}
        held = holdings_on(on).filter(post__role="leader", post__active=True)
        for holding in held.select_related("post__office", "person"):
            for name in (holding.person.name, holding.post.title, str(holding.post)):
                self.known.setdefault(name, []).append(holding.post)

    def named(self, words: str) -> Post | None:
        plain = re.sub(r"[（(].*?[)）]|\s|同志", "", words)
        found = {
            post.pk: post
            for name, posts in self.known.items()
            if name and plain in {name, f"{name}{posts[0].title}"}
            for post in posts
        }
        return next(iter(found.values())) if len(found) == 1 else None


def _planned(row: Row, worklist: Worklist, there: Establishment, leaders: _Leaders, seen: Preview) -> Planned:
    offices, persons = worklist.names.get("offices", {}), worklist.names.get("leaders", {})
    planned = Planned(row)

    def unit(name: str, meaning: str) -> Post | None:
        key = offices[name] if name in offices else there.offices.named(name)
        if key is None:
            seen.offices[name] += 1
        post = there.heads.get(key) if key else None
        if post is None or post.clearance < worklist.secrecy:
            code = "worklist_unit" if post is None else "worklist_not_cleared"
            row.faults.append(Fault(row.at.get(meaning) or row.at.get("lead", ""), code, name))
            return None
        return post

    found = [unit(name, "lead") for name in row.leads]
    planned.lead = found[0] if found else None
    helping = {post.office_id: post for name in row.helpers if (post := unit(name, "helpers")) is not None}
    planned.helpers = [
        post for office, post in helping.items() if planned.lead is None or office != planned.lead.office_id
    ]
    if row.leader:
        key = persons.get(row.leader)
        planned.leader = leaders.posts.get(key) if key else leaders.named(row.leader)
        if planned.leader is None:
            if row.leader not in persons:
                seen.leaders[row.leader] += 1
            row.faults.append(Fault(row.at["leader"], "worklist_leader", row.leader))
    if planned.leader is None:
        planned.leader = there.leader_of(planned.lead)
    if not row.title:
        planned.how = How.WRONG
    return planned


def _match(rows: list[Planned], report: Report) -> None:
    """The line of the report that each row repeats, and the item that holds it. A line belongs to one row: the first that repeats it."""
    entries = {
        entry.pk: entry
        for entry in report.entries.filter(review__in=STANDING, kind__in=["target", "task"]).defer("machine")
    }
    items = {
        item.entry_id: item
        for item in Item.objects.filter(entry__in=entries).select_related("split").order_by("-pk")
    }
    lines = Lines((key, entry.quote) for key, entry in entries.items())
    taken: set[int] = set()
    for planned in rows:
        key = lines.nearest(planned.row.title) if planned.row.title else None
        if key is None or key in taken:
            continue
        taken.add(key)
        planned.entry, planned.item = entries[key], items.get(key)
        if planned.item is not None:
            planned.how = How.FILLED if planned.item.state == State.DRAFT else How.THERE
