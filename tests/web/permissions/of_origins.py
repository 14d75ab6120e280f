"""Items from instructions and decisions, what asks the same, what waits for a leader, a check that was recorded."""

from collections.abc import Callable

from luoshi_web.ledgerstore.models import Report
from luoshi_web.supervision.models import Item, Split
from luoshi_web.supervision.services import worklists
from luoshi_web.supervision.services.checks import Look, record_check
from luoshi_web.supervision.services.establish import Asked, establish
from luoshi_web.supervision.urging.services import urge_by_hand
from tests.web.conftest import NOW, TODAY
from tests.web.permissions.made import Ground, Made, of_item

TITLE = "解决老旧小区充电难"


def origin(ground: Ground, state: str = "ready") -> Made:
    """From a decision, and waits to be assigned; ``asked``: a suggestion, and waits for the head of the government."""
    source, document = ("suggestion", "media") if state == "asked" else ("decision", "minutes")
    lead = ground.district.posts["head"]
    asked = Asked(source=source, document=document, title=TITLE, words="会议议定", said_on=TODAY, lead=lead)
    return of_item(establish(actor=ground.district.actor("supervisor"), asked=asked, at=NOW))


def repeating(ground: Ground) -> Made:
    """A draft beside an open item that asks the same."""
    ground.item(title=f"{TITLE}问题")
    return origin(ground)


def repeating_row(ground: Ground) -> Made:
    """A row of a split's draft beside an open item that asks the same: the page is the split's."""
    ground.item(title=f"{TITLE}问题")
    report = Report.objects.create(place="清川区", year=2026, title="政府工作报告")
    split = Split.objects.create(report=report, kind="tasks", year=2026, title="任务分解", drafted_at=NOW)
    row = ground.item("draft", split=split, title=TITLE)
    return Made({"pk": split.pk}, row.title, row, split)


def worklist(ground: Ground, state: str = "seen") -> Made:
    """A list of one row that came in and is looked at; ``taken``: its row is a draft."""
    content = f"序号,工作内容,责任单位,完成时限\n1,{TITLE},发改局,6月底前\n".encode()
    about = worklists.About(year=2026, said_on=TODAY, number="青政发〔2026〕3号")
    supervisor = ground.district.actor("supervisor")
    made = worklists.bring_in(actor=supervisor, name="台账.csv", content=content, about=about, at=NOW)
    if state == "taken":
        worklists.take(actor=supervisor, worklist_id=made.pk, at=NOW)
    return Made({"pk": made.pk}, TITLE, None, made)


def asked(ground: Ground) -> Made:
    """A circular that was put before the leader in charge of the lead office."""
    item = ground.item()
    put = urge_by_hand(
        actor=ground.district.actor("supervisor"), item_id=item.pk, version=item.version, rung=4, reason="久拖不办", at=NOW
    )  # fmt: skip
    return of_item(item, put)


def looked(ground: Ground) -> Made:
    """A check that was recorded."""
    item = ground.item()
    saw = Look(method="papers", finding="as_reported", on=TODAY, place="", words="台账齐全")
    check = record_check(
        actor=ground.district.actor("supervisor"), item_id=item.pk, version=item.version, look=saw, at=NOW
    )
    return of_item(Item.objects.get(pk=item.pk), check)


THINGS: dict[str, Callable[..., Made]] = {
    "worklist": worklist,
    "origin": origin, "repeating": repeating, "repeating_row": repeating_row, "asked": asked, "looked": looked,
}  # fmt: skip
