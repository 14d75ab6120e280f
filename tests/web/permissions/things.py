"""What a page of the permission table is about, by the name in its column ``thing``: ``item:active``, ``item:active:secret``, ``plan``.

A thing is a set of values for the page's address. ``nothing`` is a row that does not exist: who has the right finds nothing (404).
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from luoshi_web.ledgerstore.models import Report
from luoshi_web.supervision.models import (
    Change,
    Check,
    CheckPlan,
    Ending,
    Extension,
    Item,
    Limit,
    Message,
    Origin,
    Paper,
    Split,
    Update,
    Urge,
)
from luoshi_web.supervision.urging.rules import ladder_on
from tests.web.closing_steps import claim, judge, prove
from tests.web.conftest import NOW, TODAY, District

Made = dict[str, Any]


class Maker:
    """Makes things for one cell of the table."""

    def __init__(self, district: District, make_item: Callable[..., Item]) -> None:
        self.district, self.make_item = district, make_item

    def make(self, thing: str) -> Made:
        """Raises :class:`KeyError` for a name that no maker has."""
        kind, *how = thing.split(":")
        if kind == "none":
            return {}
        if kind == "nothing":
            return {"pk": 999_999}
        made: Made = getattr(self, f"_{kind}")(*how)
        return made

    def _item(self, state: str = "active", *how: str) -> Made:
        lead = None if state == "draft" else "head"
        item = self.make_item(state=state, lead=lead or "head", helpers=("head2",))
        if state == "verified":
            raise KeyError("use verified")
        if "secret" in how:
            Item.objects.filter(pk=item.pk).update(secrecy=3)
        return {"pk": item.pk}

    def _claimed(self, *how: str) -> Made:
        """Reported as done by the head of the lead office."""
        item = self.make_item(helpers=("head2",))
        prove(self.district, item)
        claim(self.district, item)
        if "verified" in how:
            judge(self.district, item)
        if "secret" in how:
            Item.objects.filter(pk=item.pk).update(secrecy=3)
        return {"pk": item.pk}

    def _ending(self) -> Made:
        item = self.make_item(helpers=("head2",))
        asked = {"kind": "withdrawn", "reason": "规划调整", "asked_by": self.district.people["supervisor"]}
        return {"pk": Ending.objects.create(item=item, asked_at=NOW, **asked).pk}

    def _check(self, *how: str) -> Made:
        made = self._item("active", *how)
        return {"pk": Check.objects.create(plan=self.a_plan(), item_id=made["pk"], method="papers").pk}

    def a_plan(self) -> CheckPlan:
        return CheckPlan.objects.create(
            name="核查", year=2026, method="papers", content="看", sampled=1, seed="1", begins=TODAY, ends=TODAY,
            by=self.district.people["supervisor"], at=NOW,
        )  # fmt: skip

    def _plan(self) -> Made:
        return {"pk": self.a_plan().pk}

    def _extension(self, state: str = "asked") -> Made:
        item = self.make_item(helpers=("head2",))
        extension = Extension.objects.create(
            item=item, asked_by=self.district.people["head"], asked_at=NOW, reason="汛期", progress="过半",
            old_due=date(2026, 12, 31), new_due=date(2027, 1, 31), state=state,
            screened_by=self.district.people["supervisor"] if state == "screened" else None,
        )  # fmt: skip
        return {"pk": extension.pk}

    def _change(self) -> Made:
        item = self.make_item(helpers=("head2",), kind="target", low=5, unit="%")
        change = Change.objects.create(
            item=item, field="target", original="5", before="5", after="4", low=4, reason="市场变化",
            asked_by=self.district.people["head"], asked_at=NOW,
        )  # fmt: skip
        return {"pk": change.pk}

    def _limit(self, state: str = "running") -> Made:
        item = self.make_item(helpers=("head2",))
        limit = Limit.objects.create(
            item=item, kind="report", began=date(2026, 3, 1), count=20, days="working", due=date(2026, 3, 30),
            edition="e", sentence="s", state=state,
        )  # fmt: skip
        return {"pk": limit.pk}

    def _target(self) -> Made:
        return {"pk": self.make_item(helpers=("head2",), kind="target", low=5, original_low=5, unit="%").pk}

    def _update(self) -> Made:
        item = self.make_item(helpers=("head2",))
        update = Update.objects.create(
            item=item, period=date(2026, 2, 28), words="过半", post=self.district.posts["officer"],
            by=self.district.people["officer"], at=NOW,
        )  # fmt: skip
        return {"pk": update.pk}

    def _split(self) -> Made:
        return {"pk": self.a_split().pk}

    def _draft_row(self) -> Made:
        return {"pk": self.make_item(state="draft", split=self.a_split()).pk}

    def a_split(self) -> Split:
        report, _ = Report.objects.get_or_create(
            place="清川区", year=2026, defaults={"title": "政府工作报告"}
        )
        split, _ = Split.objects.get_or_create(
            report=report, kind="tasks", defaults={"year": 2026, "title": "任务分解", "drafted_at": NOW}
        )
        return split

    def _report(self) -> Made:
        return {"pk": self.a_split().report_id}

    def _split_report(self) -> Made:
        return {"report_pk": self.a_split().report_id}

    def _office(self) -> Made:
        return {"pk": self.district.offices["教体局"].pk}

    def _post(self) -> Made:
        return {"pk": self.district.posts["officer2"].pk}

    def _person(self) -> Made:
        return {"pk": self.district.people["officer2"].pk}

    def _light(self) -> Made:
        return {"kind": "gap"}

    def _message(self) -> Made:
        """To the head of the lead office."""
        message = Message.objects.create(
            person=self.district.people["head"], subject="提醒", body="请报送", made_at=NOW, due_on=TODAY
        )
        return {"pk": message.pk}

    def _paper(self) -> Made:
        paper = Paper.objects.create(
            kind="bulletin", title="通报", on=TODAY, content={}, by=self.district.people["supervisor"], at=NOW
        )
        return {"pk": paper.pk}

    def _origin(self, state: str = "ready") -> Made:
        """An item from a decision that waits to be assigned, or from a suggestion that waits for the head of the government."""
        item = self.make_item(
            state="draft", lead="head", source="suggestion" if state == "asked" else "decision"
        )
        Origin.objects.create(
            item=item, document="documents", said_on=TODAY, count=30, days="calendar", state=state,
            by=self.district.people["supervisor"], at=NOW,
        )  # fmt: skip
        return {"pk": item.pk}

    def _asked(self) -> Made:
        """A circular that waits for the leader in charge of the lead office."""
        item = self.make_item(helpers=("head2",))
        urge = Urge.objects.create(
            item=item, rung=4, occasion="x", state="asked", ladder=ladder_on(TODAY), office=item.office, post=item.lead, on=TODAY,
            code="by_hand", by_hand=True, reason="久拖不办", asked_by=self.district.people["supervisor"], asked_at=NOW,
        )  # fmt: skip
        return {"pk": urge.pk}
