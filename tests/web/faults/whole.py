"""Whether the log and the tables say the same: every act has its deed and every deed its act."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet

from luoshi_web.audit.chain import breaks
from luoshi_web.audit.models import Act
from luoshi_web.audit.selectors import head, links
from luoshi_web.supervision.models import (
    Attachment,
    Check,
    CheckPlan,
    Completion,
    Ending,
    Item,
    Return,
    Update,
    Verdict,
)

# verb → the state it leads to, "" where it leads nowhere else
_LEADS_TO = {
    "item.sign": "active",
    "item.return": "returned",
    "item.return_refused": "assigned",
    "item.split": "",
    "progress.report": "",
    "progress.correct": "",
    "completion.report": "reported",
    "completion.withdraw": "active",
    "closing.propose": "",
    "item.merge": "merged",
    "item.withdraw": "withdrawn",
    "item.reopen": "active",
    "check.record": "",
}


@dataclass
class Told:
    """What the acts of the log say of one item."""

    state: str = "assigned"
    version: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def take(self, verb: str, details: dict[str, Any]) -> None:
        """One act more."""
        self.counts[verb] += 1
        if verb == "evidence.attach":
            return
        self.version += 1
        if verb == "verdict.give":
            self.counts[f"verdict.{details['finding']}"] += 1
            self.state = "active" if details["finding"] == "unfit" else self.state
        elif verb == "item.close":
            self.state = details["kind"]
            self.counts[f"close.{details['kind']}"] += 1
        elif verb == "closing.refuse":
            self.counts[f"refuse.{details['kind']}"] += 1
            self.state = "active" if details["kind"] == "closed_done" else self.state
        else:
            self.state = _LEADS_TO[verb] or self.state
            self.counts["relapse"] += bool(details.get("relapse"))
            self.counts["parts"] += len(details.get("parts", ()))


def faults() -> Iterator[str]:
    """What does not fit, each in a sentence. Empty where the log and the tables say the same."""
    yield from (fault.sentence for fault in breaks(links(), head()))
    told = _told(Act.objects.filter(object_kind="item").order_by("number"))
    rows = {what: _counted(found) for what, found in _ROWS.items()}
    for item in Item.objects.order_by("pk"):
        yield from _of_item(item, told.get(item.pk, Told()), rows)
    plans = Act.objects.filter(verb="check.plan")
    drawn = sum(len(json.loads(act.details)["drawn"]) for act in plans)
    if CheckPlan.objects.count() != len(plans) or Check.objects.filter(plan__isnull=False).count() != drawn:
        yield f"{len(plans)} plans drew {drawn} items in the log, not so in the tables"


_ROWS: dict[str, QuerySet[Any]] = {
    "returns": Return.objects.all(),
    "parts": Item.objects.filter(parent__isnull=False).annotate(item=F("parent")),
    "updates": Update.objects.all(),
    "current updates": Update.objects.filter(current=True),
    "attachments": Attachment.objects.all(),
    "claims": Completion.objects.all(),
    "withdrawn claims": Completion.objects.filter(withdrawn_at__isnull=False),
    "verdicts": Verdict.objects.all(),
    "unfit verdicts": Verdict.objects.filter(finding="unfit"),
    "endings": Ending.objects.all(),
    "endings that took effect": Ending.objects.filter(stage="in_force"),
    "reopened endings": Ending.objects.filter(reopened_at__isnull=False),
    "checks": Check.objects.exclude(finding="planned"),
}


def _counted(rows: QuerySet[Any]) -> Counter[int]:
    """Rows by item."""
    return Counter(rows.order_by().values_list("item", flat=True))


def _told(acts: Iterable[Act]) -> dict[int, Told]:
    told: dict[int, Told] = {}
    for act in acts:
        told.setdefault(act.object_id or 0, Told()).take(act.verb, json.loads(act.details))
    return told


def _of_item(item: Item, told: Told, rows: dict[str, Counter[int]]) -> Iterator[str]:
    said = told.counts
    done = said["close.closed_done"] + said["refuse.closed_done"]
    expected = {
        "returns": said["item.return"],
        "parts": said["parts"],
        "updates": said["progress.report"] + said["progress.correct"],
        "current updates": said["progress.report"],
        "attachments": said["evidence.attach"],
        "claims": said["completion.report"],
        "withdrawn claims": said["completion.withdraw"],
        "verdicts": said["verdict.give"],
        "unfit verdicts": said["verdict.unfit"],
        "endings": said["closing.propose"] + done,
        "endings that took effect": said["item.close"] + said["item.merge"] + said["item.withdraw"],
        "reopened endings": said["item.reopen"],
        "checks": said["check.record"],
    }
    pairs = {what: (rows[what][item.pk], should) for what, should in expected.items()} | {
        "state": (item.state, told.state),
        "version": (item.version, told.version),
        "times returned": (item.times_returned, said["item.return"]),
        "times reopened": (item.times_reopened, said["item.reopen"]),
        "times relapsed": (item.times_relapsed, said["relapse"]),
        "reason of its end": (bool(item.public_reason), item.ended_at is not None),
    }
    for what, (is_so, should) in pairs.items():
        if is_so != should:
            yield f"{item.number}: {what} is {is_so}, the log says {should}"
