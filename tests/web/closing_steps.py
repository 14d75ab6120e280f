"""The steps to a closing, for tests that begin in the middle: evidence, claim, verdict, signing off."""

from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

from luoshi_web.supervision.models import Attachment, Completion, Ending, Evidence, Item, Verdict
from luoshi_web.supervision.services.closing import close_done
from luoshi_web.supervision.services.completion import report_completion
from luoshi_web.supervision.services.verdict import give_verdict
from tests.web.conftest import NOW, District

_files = count(1)


def prove(district: District, item: Item, *, by: str = "officer", at: datetime = NOW) -> Attachment:
    """A file on the item, as if it had been attached."""
    digest = sha256(f"{item.pk}/{next(_files)}/{at}".encode()).hexdigest()
    evidence = Evidence.objects.create(
        sha256=digest, size=3, media_type="image/png", content="evidence/x.png", stored_at=at
    )
    return Attachment.objects.create(
        item=item, evidence=evidence, name="现场照片.png", by=district.people[by], at=at
    )


def claim(district: District, item: Item, *, by: str = "head", at: datetime = NOW, **said: Any) -> Completion:
    """Reported as done."""
    item = Item.objects.get(pk=item.pk)
    values = {"words": "已全部建成并投入使用。", "value": None} | said
    return report_completion(actor=district.actor(by), item_id=item.pk, version=item.version, at=at, **values)


def judge(
    district: District, item: Item, *, finding: str = "fit", by: str = "supervisor", at: datetime = NOW
) -> Verdict:
    """The verdict."""
    item = Item.objects.get(pk=item.pk)
    return give_verdict(
        actor=district.actor(by), item_id=item.pk, version=item.version, finding=finding, words="现场核查属实。", at=at
    )  # fmt: skip


def sign_off(
    district: District, item: Item, *, by: str = "supervisor2", at: datetime = NOW, reason: str = "已建成。"
) -> Ending:
    """Closed as done."""
    item = Item.objects.get(pk=item.pk)
    return close_done(
        actor=district.actor(by), item_id=item.pk, version=item.version, public_reason=reason, at=at
    )


def to_done(district: District, item: Item, *, at: datetime = NOW) -> Ending:
    """From under way to closed, done, through every step."""
    prove(district, item, at=at)
    claim(district, item, at=at)
    judge(district, item, at=at + timedelta(minutes=1))
    return sign_off(district, item, at=at + timedelta(minutes=2))
