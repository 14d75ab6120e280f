"""A corrected copy takes the place of the one before: reviews stay where nothing changed, and only what changed is opened again.

Order and guarantees: docs/review.md.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from luoshi.ledger.diff import Change, Pairs, pair
from luoshi.ledger.stored import as_ledger
from luoshi_web.ledgerstore.models import Copy, Entry, Report, Review
from luoshi_web.ledgerstore.models.entry import STANDING
from luoshi_web.ledgerstore.reading import Reading, taken_over
from luoshi_web.ledgerstore.renewal import relocated, shifted
from luoshi_web.ledgerstore.renewed import entries_renewed
from luoshi_web.ledgerstore.services.entries import entry_of_row, section_titles
from luoshi_web.ledgerstore.services.hold import COLUMNS, ROOM, keep, reviewed, say


def take_over(*, report: Report, before: Copy, copy: Copy, at: datetime) -> dict[str, int]:
    """Bring the report's entries from the copy ``before`` to ``copy`` and return how many of each: gained, lost, changed, moved, same,
    reopened. Within the transaction of whoever calls; sets ``copy.diff``, which the caller saves.
    """
    pairs = pair(as_ledger(before.ledger, before.filename), as_ledger(copy.ledger, copy.filename))
    diff = pairs.diff()
    copy.diff = diff.to_dict()
    renewal = _Renewal(report, before, copy, pairs, at)
    renewal.run()
    entries_renewed.send(sender=Report, report=report, copy=copy, before=dict(renewal.touched), at=at)
    return {
        "gained": len(diff.gained), "lost": len(diff.lost), "changed": len(diff.changed), "moved": diff.moved, "same": diff.same,
        "reopened": renewal.reopened,
    }  # fmt: skip


class _Renewal:
    """One taking over. ``touched`` maps an entry that was opened again or lost to the reading it had; ``kept`` are those that only moved."""

    def __init__(self, report: Report, before: Copy, copy: Copy, pairs: Pairs, at: datetime) -> None:
        self.report, self.before, self.copy, self.pairs, self.at = report, before, copy, pairs, at
        held = list(Entry.objects.select_for_update(of=("self",)).filter(report=report))
        self.by_pk = {entry.pk: entry for entry in held}
        self.by_key = {entry.key: entry for entry in held if entry.machine is not None}
        self.rows = {row["id"]: number for number, row in enumerate((copy.ledger or {})["entries"])}
        self.sections = section_titles((copy.ledger or {})["outline"])
        self.touched: dict[int, Reading] = {}
        self.kept: set[int] = set()
        self.new: list[Entry] = []
        self.reopened = 0
        self.moves: list[tuple[int, int]] = []
        self.orders: dict[int, tuple[int, int]] = {}

    def run(self) -> None:
        lost_before = {entry.key: entry for entry in self.by_pk.values() if entry.review == Review.LOST}
        hand_made = [e for e in self.by_pk.values() if e.machine is None and e.review != Review.LOST]
        paired = [
            (self.by_key[change.old["id"]], change)
            for change in self.pairs.both
            if change.old["id"] in self.by_key
        ]
        self.moves = sorted(
            (entry.start, self._span(change.new["id"])[0])
            for entry, change in paired
            if entry.quote == change.old["quote"]
        )
        for entry, change in paired:
            self._renew(entry, change)
        for row in self.pairs.lost:
            if row["id"] in self.by_key:
                self._lose(self.by_key[row["id"]], "lost")
        for row in self.pairs.gained:
            self._gain(row, lost_before.get(row["id"]))
        for entry in hand_made:
            if entry.review != Review.LOST:
                self._carry(entry)
        self._save()

    def _span(self, key: str) -> tuple[int, int]:
        start, end = self.copy.layout["spans"][self.rows[key]]
        return start, end

    def _touch(self, entry: Entry) -> None:
        self.touched.setdefault(entry.pk, entry.reading)

    def _renew(self, entry: Entry, change: Change) -> None:
        """An entry that stands in both copies, the same or changed."""
        said, old_quote, old_order = entry.reading, change.old["quote"], entry.order
        if change.fields:
            self._touch(entry)
        self._settle(entry, change.new)
        self.orders[entry.pk] = (old_order, entry.order)
        if said["quote"] == old_quote:
            reading = taken_over(said, change.old, change.new)
            if not change.fields and said.get("grade") and entry.review not in (Review.OPEN, Review.LOST):
                reading["grade"] = said["grade"]  # what people looked at stays, for nothing is opened again
            say(entry, reading)
            self.kept.add(entry.pk)
        else:
            self._keep_joined(entry, said, change)
        if change.fields:
            self._reopen_changed(entry, change.fields)

    def _settle(self, entry: Entry, row: Reading) -> None:
        """Put an entry where a row of the new ledger stands."""
        fresh = entry_of_row(self.report, self.copy, row, self.rows[row["id"]], self.sections)
        for name in ("copy", "key", "order", "machine", "section", "role", "start", "end"):
            setattr(entry, name, getattr(fresh, name))

    def _keep_joined(self, entry: Entry, said: Reading, change: Change) -> None:
        """An entry whose quote people made longer by merging: found again in the new text, or opened as the machine reads it."""
        found = relocated(said["quote"], self.copy.text, entry.start)
        if found is None:
            self._touch(entry)
            say(entry, taken_over(said, change.old, change.new))
            self._reopen(entry, "quote_gone")
            return
        entry.start, entry.end = found
        say(entry, taken_over(said, change.old, change.new) | {"quote": said["quote"], "span": list(found)})
        self.kept.add(entry.pk)

    def _reopen_changed(self, entry: Entry, fields: tuple[str, ...]) -> None:
        reason = f"changed:{','.join(fields)}"
        if entry.review == Review.MERGED and entry.merged_into_id in self.by_pk:
            target = self.by_pk[entry.merged_into_id]
            if target.review in STANDING:
                self._touch(target)
                self._reopen(target, "merged_changed")
            return
        if entry.review == Review.SPLIT:
            self._lose_parts(entry)
        if entry.review == Review.LOST:
            reason = "back"
        if entry.review != Review.OPEN:
            self._reopen(entry, reason)

    def _reopen(self, entry: Entry, reason: str) -> None:
        if entry.review != Review.OPEN:
            self.reopened += 1
        reviewed(entry, Review.OPEN, by=None, at=self.at)
        entry.merged_into = None
        entry.reopened_for = reason

    def _lose(self, entry: Entry, reason: str) -> None:
        """An entry that the new copy does not have. It stays with the copy that had it."""
        self._touch(entry)
        if entry.review == Review.SPLIT:
            self._lose_parts(entry)
        if entry.review == Review.MERGED and entry.merged_into_id in self.by_pk:
            target = self.by_pk[entry.merged_into_id]
            if target.review in STANDING:
                self._touch(target)
                self._reopen(target, "merged_changed")
        for child in self.by_pk.values():
            if child.merged_into_id == entry.pk and child.review == Review.MERGED:
                self._touch(child)
                self._reopen(child, "target_lost")
        reviewed(entry, Review.LOST, by=None, at=self.at)
        entry.merged_into, entry.reopened_for = None, reason

    def _lose_parts(self, entry: Entry) -> None:
        for part in self.by_pk.values():
            if part.came_from_id == entry.pk and part.review not in (Review.LOST, Review.DROPPED):
                self._lose(part, "whole_changed")

    def _gain(self, row: Reading, lost: Entry | None) -> None:
        """A row that the copy before did not have: a new entry, or one that an earlier copy had."""
        if lost is None:
            self.new.append(entry_of_row(self.report, self.copy, row, self.rows[row["id"]], self.sections))
            return
        self._touch(lost)
        self._settle(lost, row)
        say(lost, row)
        self._reopen(lost, "back")

    def _carry(self, entry: Entry) -> None:
        """A part or an entry that people added: found again by its words, nearest to where its neighbours went."""
        found = relocated(entry.quote, self.copy.text, shifted(entry.start, self.moves))
        if found is None:
            self._lose(entry, "lost")
            return
        whole = self.orders.get(entry.came_from_id or 0)
        entry.copy = self.copy
        entry.start, entry.end = found
        entry.order = whole[1] + entry.order - whole[0] if whole else self._order_at(found[0])
        entry.reading = entry.reading | {"span": list(found)}
        self.kept.add(entry.pk)

    def _order_at(self, start: int) -> int:
        """The order behind the last row that begins before ``start``."""
        before = [number for number, span in enumerate(self.copy.layout["spans"]) if span[0] <= start]
        return len(before) * ROOM + ROOM // 2

    def _save(self) -> None:
        """Lost entries first give up a key that the new copy uses for another."""
        held = {e.key for e in self.by_pk.values() if e.review != Review.LOST} | {e.key for e in self.new}
        gone = [e for e in self.by_pk.values() if e.review == Review.LOST and e.key in held]
        for entry in gone:
            entry.key = f"{entry.key[:40]}~{entry.pk}"
        Entry.objects.bulk_update(gone, ["key"])
        moved = [self.by_pk[pk] for pk in self.kept if pk not in self.touched]
        for entry in moved:
            entry.version += 1
        Entry.objects.bulk_update(moved, COLUMNS, batch_size=200)
        touched = [self.by_pk[pk] for pk in self.touched]
        keep(touched, "renew", _of(self.touched, touched), by=self.copy.uploaded_by_id, at=self.at)
        Entry.objects.bulk_create(self.new)


def _of(readings: dict[int, Reading], entries: Iterable[Entry]) -> list[Any]:
    return [readings[entry.pk] for entry in entries]
