"""A finding as people bring it so far: the steps that tests of acts begin with."""

from datetime import date
from decimal import Decimal

from luoshi_web.registers.findings.services import checking, entering, proving
from luoshi_web.registers.models import Finding
from tests.web.conftest import District
from tests.web.registers.proposal_steps import at, version

ISSUED, RECEIVED, DUE = date(2026, 4, 28), date(2026, 4, 29), date(2026, 6, 30)
PLANNED, APPLIED, VERIFIED, NOTICED = (
    date(2026, 5, 8), date(2026, 6, 12), date(2026, 6, 15), date(2026, 6, 16),
)  # fmt: skip
_numbers = iter(range(1, 100_000))


def acting(district: District, finding: Finding, who: str, on: date, **more):
    """What every act on it is told."""
    return {
        "actor": district.actor(who),
        "matter_id": finding.pk,
        "version": version(finding),
        "at": at(on),
    } | more


def registered(district: District, **changes) -> Finding:
    said = {
        "number": f"审问{next(_numbers)}号", "title": "专项资金滞留未及时拨付", "text": "截至3月末滞留专项资金100万元", "source": "audit",
        "issued_on": ISSUED, "received_on": RECEIVED, "time_class": "at_once", "due": DUE, "place": "南乐", "category": "资金滞留",
        "amount": Decimal(1_000_000), "standard": "拨付到位", "needed": ["document"],
    } | changes  # fmt: skip
    return entering.register_finding(actor=district.actor("supervisor"), found=entering.Found(**said), at=at(said["received_on"]))  # fmt: skip


def assigned(district: District, **changes) -> Finding:
    finding = registered(district, **changes)
    entering.assign(**acting(district, finding, "supervisor", RECEIVED), office=district.offices["发改局"], on=RECEIVED)  # fmt: skip
    return finding


def planned(district: District, *, stages=(), **changes) -> Finding:
    finding = assigned(district, **changes)
    entering.plan(**acting(district, finding, "head", PLANNED), measures="限期拨付", stages=stages)
    return finding


def rectifying(district: District, **changes) -> Finding:
    finding = planned(district, **changes)
    entering.accept_plan(**acting(district, finding, "supervisor", PLANNED))
    return finding


def proved(district: District, *, on: date = APPLIED, kind="document", finding=None, **changes) -> Finding:
    finding = finding or rectifying(district, **changes)
    proving.prove(
        **acting(district, finding, "officer", on), kind=kind, words="拨付文件", number="发改函9号", on=on
    )
    return finding


def applied(district: District, **changes) -> Finding:
    finding = proved(district, **changes)
    proving.apply(**acting(district, finding, "head", APPLIED), words="已整改到位，申请销号", rules_made=1)
    return finding


def verified(district: District, **changes) -> Finding:
    finding = applied(district, **changes)
    checking.verify(
        **acting(district, finding, "supervisor", VERIFIED), words="资料齐全，已拨付", on_site=False
    )
    return finding


def signed_off(district: District, **changes) -> Finding:
    finding = verified(district, **changes)
    checking.sign_off(**acting(district, finding, "supervisor2", NOTICED))
    return finding


def noticed(district: District, **changes) -> Finding:
    finding = signed_off(district, **changes)
    checking.announce(**acting(district, finding, "supervisor", NOTICED), where="区政府网站", on=NOTICED)
    return finding


def closed(district: District, *, on: date = date(2026, 6, 25), **changes) -> Finding:
    finding = noticed(district, **changes)
    checking.close(**acting(district, finding, "supervisor", on))
    return finding


def brought_to(district: District, state: str, *, on: date, **changes) -> Finding:
    """A finding in one of its states, every act on one day: ``registered`` … ``noticed``."""
    end = on.replace(month=12, day=28)
    finding = registered(district, **{"issued_on": on, "received_on": on, "due": end, "place": ""} | changes)
    way = (
        ("assigned", "supervisor", entering.assign, {"office": district.offices["发改局"], "on": on}),
        ("planned", "head", entering.plan, {"measures": "限期拨付", "stages": [("拨付一半", end)]}),
        ("rectifying", "supervisor", entering.accept_plan, {}),
        ("proved", "officer", proving.prove, {"kind": "document", "words": "拨付文件", "on": on}),
        ("staged", "supervisor", _keep_stages, {"on": on}),
        ("applied", "head", proving.apply, {"words": "已整改到位，申请销号"}),
        ("verified", "supervisor", checking.verify, {"words": "资料齐全", "on_site": False}),
        ("signed_off", "supervisor2", checking.sign_off, {}),
        ("noticed", "supervisor", checking.announce, {"where": "区政府网站", "on": on}),
    )  # fmt: skip
    names = [name for name, *_rest in way]
    for _name, who, act, said in way[: names.index(state) + 1] if state != "registered" else ():
        act(**acting(district, finding, who, on), **said)
    return finding


def _keep_stages(*, matter_id: int, on: date, version: int, **known) -> None:
    for stage in Finding.objects.get(pk=matter_id).stages.filter(kept_on=None):
        proving.keep_stage(matter_id=matter_id, stage_id=stage.pk, on=on, version=version, **known)
