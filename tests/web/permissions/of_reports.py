"""Things of a report: its copies in each of their states, its entries, its splits with their rows."""

from collections.abc import Callable

from luoshi_web.ledgerstore.models import Copy, Entry, Report
from luoshi_web.ledgerstore.services.review import accept
from luoshi_web.ledgerstore.services.uploads import set_aside
from luoshi_web.supervision.models import Split, TextChange
from luoshi_web.supervision.services.split import draft_split
from luoshi_web.supervision.services.split_edit import remove_row
from tests.web.conftest import NOW
from tests.web.permissions.made import Ground, Made, of_item
from tests.web.report_for_split import REPORT, store
from tests.web.review_reports import SHORT, bring_in, entry_with, reported

CORRECTED = SHORT.replace("增长5.5%左右", "增长6%左右").replace("改造老旧小区26个。", "")
WITHOUT_PLACE = SHORT.replace("青川区", "我区")


def report(ground: Ground) -> Made:
    """Read, nobody has reviewed it."""
    found = reported(ground.district)
    return Made({"pk": found.pk}, "青川区", thing=found)


def copy(ground: Ground, state: str = "read") -> Made:
    """``read``; ``doubtful``: whose it is must be confirmed; ``refused``: it was set aside; ``corrected``: the second one of a report."""
    if state in {"read", "corrected"}:
        made = bring_in(ground.district)
        if state == "corrected":
            made = bring_in(ground.district, CORRECTED, name="更正稿.txt", report=made.report)
    else:
        made = bring_in(ground.district, WITHOUT_PLACE, name="来稿.txt")
        assert made.state == Copy.State.DOUBTFUL
        if state == "refused":
            set_aside(actor=ground.district.actor("supervisor"), copy_id=made.pk, at=NOW)
    return Made({"pk": made.pk}, made.filename, thing=made)


def corrected(ground: Ground) -> Made:
    """An item by a sentence that a corrected copy dropped."""
    stored = reported(ground.district)
    made = ground.item(entry=entry_with(stored, "改造老旧小区26个"))
    bring_in(ground.district, CORRECTED, name="更正稿.txt", report=stored)
    return of_item(made, TextChange.objects.get(item=made))


def original(ground: Ground) -> Made:
    """A copy's file: what was uploaded comes back."""
    made = copy(ground)
    made.sees = "改造老旧小区26个"
    return made


def entry(ground: Ground, state: str = "open") -> Made:
    """An entry that waits for its review; ``accepted``: by the supervision office."""
    found = reported(ground.district)
    made = entry_with(found, "固定资产投资")
    if state == "accepted":
        made = accept(
            actor=ground.district.actor("supervisor"), entry_id=made.pk, version=made.version, at=NOW
        )
    return Made({"pk": found.pk, "entry": made.pk}, "固定资产投资增长7%以上", thing=made)


def split_report(ground: Ground) -> Made:
    """The report of a split, addressed as splits do."""
    found = store(REPORT, district=ground.district)
    return Made({"report_pk": found.pk}, "推进义务教育优质均衡发展", thing=found)


def split(ground: Ground) -> Made:
    """The tasks of a report, drafted."""
    made = _drafted(ground)
    return Made({"pk": made.pk}, made.title, thing=made)


def _drafted(ground: Ground) -> Split:
    found: Report = store(REPORT, district=ground.district)
    return draft_split(actor=ground.district.actor("supervisor"), report=found, kind="tasks", at=NOW)


def split_of_aims(ground: Ground) -> Made:
    """… with a row that is only wished for."""
    made = split(ground)
    aim = made.thing.items.filter(entry__isnull=False).first()
    Entry.objects.filter(pk=aim.entry_id).update(grade="aim")
    return made


def complete_split(ground: Ground) -> Made:
    """… with nothing lacking: its notice can go out."""
    made = _drafted(ground)
    made.items.filter(lead=None).update(
        lead=ground.district.posts["head"], office=ground.district.offices["发改局"]
    )
    made.items.filter(due=None).update(due="2026-12-31")
    return Made({"pk": made.pk}, made.title, thing=made)


def draft_row(ground: Ground) -> Made:
    """A row of a draft."""
    row = _drafted(ground).items.filter(lead__isnull=False).first()
    assert row is not None
    return Made({"pk": row.pk}, row.title, row, row)


def long_row(ground: Ground) -> Made:
    """A row whose quote is several words."""
    row = _drafted(ground).items.get(title="推进城市更新")
    return Made({"pk": row.pk}, row.title, row, row)


def two_rows(ground: Ground) -> Made:
    """Two rows of a draft."""
    rows = list(_drafted(ground).items.order_by("order")[:2])
    return Made({}, rows[0].title, rows[0], rows)


def row_of_split(ground: Ground) -> Made:
    """A row of a draft, looked for in the table of its split."""
    made = draft_row(ground)
    made.address = {"pk": made.thing.split_id}
    return made


def lacking_row(ground: Ground) -> Made:
    """A row that nobody leads, looked for on the page of its notice."""
    made = row_of_split(ground)
    type(made.thing).objects.filter(pk=made.thing.pk).update(lead=None, office=None)
    return made


def left_out(ground: Ground) -> Made:
    """A row that was taken out of its draft."""
    drafted = _drafted(ground)
    row = drafted.items.filter(entry__isnull=False).first()
    assert row is not None
    remove_row(actor=ground.district.actor("supervisor"), item_id=row.pk, version=row.version, at=NOW)
    return Made({"pk": drafted.pk, "entry_pk": row.entry_id}, row.title, thing=drafted)


THINGS: dict[str, Callable[..., Made]] = {
    "corrected": corrected,
    "report": report, "copy": copy, "original": original, "entry": entry, "split_report": split_report, "split": split,
    "split_of_aims": split_of_aims,
    "complete_split": complete_split, "draft_row": draft_row, "row_of_split": row_of_split, "lacking_row": lacking_row, "two_rows": two_rows, "long_row": long_row,
    "left_out": left_out,
}  # fmt: skip
