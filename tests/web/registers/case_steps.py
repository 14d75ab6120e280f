"""An application and a court case as people bring them so far: the steps that tests of acts and pages begin with."""

from datetime import date

from luoshi_web.registers.cases.court_models import Suit
from luoshi_web.registers.cases.models import Reconsideration
from luoshi_web.registers.cases.services import (
    accepting,
    afterwards,
    concluding,
    court,
    entering,
    judging,
    trying,
)
from luoshi_web.registers.cases.services.entering import Party
from luoshi_web.registers.matters.models import Matter
from tests.web.conftest import District
from tests.web.registers.proposal_steps import at

RECEIVED, ACCEPTED, COPIED, ANSWERED, DECIDED = (
    date(2026, 1, 5), date(2026, 1, 8), date(2026, 1, 9), date(2026, 1, 20), date(2026, 2, 10),
)  # fmt: skip
NAME, PHONE = "陈晓岚", "13800000000"
_numbers = iter(range(1, 100_000))


def act(service, district: District, case, who: str, day: date, /, **said):
    """The act of somebody on a day, with the version that the page would show."""
    version = Matter.objects.get(pk=case.pk).version
    return service(actor=district.actor(who), matter_id=case.pk, version=version, at=at(day), **said)


def applied(district: District, *, on: date = RECEIVED, **changes) -> Reconsideration:
    said = {
        "number": f"复〔2026〕{next(_numbers)}号", "title": "不服行政处罚决定案", "office": district.offices["发改局"], "kind": "penalty",
        "claim": "请求撤销行政处罚决定", "received_on": on, "parties": [Party(NAME, contact=PHONE), Party("云杉公司", "third", "firm")],
        "field": "价格监管",
    } | changes  # fmt: skip
    return entering.apply(actor=district.actor("supervisor"), applied=entering.Applied(**said), at=at(on))


def accepted(district: District, *, on: date = ACCEPTED, procedure="ordinary", **changes) -> Reconsideration:
    case = applied(district, **({"on": RECEIVED if on == ACCEPTED else on} | changes))
    why = "warning" if procedure == "simplified" else ""
    act(accepting.accept, district, case, "supervisor", on, on=on, procedure=procedure, simplified_why=why)
    return case


def handled(district: District, *, on: date = ACCEPTED, **changes) -> Reconsideration:
    case = accepted(district, on=on, **changes)
    act(trying.name_handler, district, case, "supervisor", on, on=on, handler=district.people["supervisor2"])
    return case


def answered(district: District, *, on: date = ACCEPTED, **changes) -> Reconsideration:
    """Tried, the copy sent and answered on the same day, every step taken."""
    case = handled(district, on=on, **changes)
    act(trying.send_copy, district, case, "supervisor", on, on=on, received_on=on)
    act(trying.answer, district, case, "head", on, on=on, words="处罚决定合法适当，附证据十二份")
    return case


def cleared(district: District, case: Reconsideration, *, on: date = ANSWERED) -> Reconsideration:
    for kind in ("heard", "consent"):
        act(trying.take_step, district, case, "supervisor", on, kind=kind, needed=True, on=on, words="记录在卷")  # fmt: skip
    for kind in ("hearing", "committee"):
        made = act(trying.take_step, district, case, "supervisor", on, kind=kind, needed=False, on=on, words="事实清楚")  # fmt: skip
        act(trying.approve_step, district, case, "supervisor2", on, step_id=made.pk)
    return case


def ready(district: District, *, on: date = ACCEPTED, **changes) -> Reconsideration:
    return cleared(district, answered(district, on=on, **changes), on=max(on, ANSWERED))


def decide(district: District, case: Reconsideration, *, on: date = DECIDED, outcome="annulled", **changes):
    said = {"number": "复决〔2026〕8号", "on": on, "grounds": "主要事实不清、证据不足"} | changes
    decision = concluding.Decision(outcome=outcome, **said)
    return act(concluding.decide, district, case, "supervisor", on, decision=decision)


def decided(district: District, *, on: date = DECIDED, outcome="annulled", **changes) -> Reconsideration:
    case = ready(district, **changes)
    decide(district, case, on=on, outcome=outcome)
    return case


def served(district: District, *, perform_by: date | None = None, **changes) -> Reconsideration:
    case = ready(district, **changes)
    decide(district, case, perform_by=perform_by)
    act(afterwards.serve, district, case, "supervisor", DECIDED, on=DECIDED)
    return case


def sued(district: District, *, on: date = RECEIVED, **changes) -> Suit:
    said = {
        "number": f"（2026）行初{next(_numbers)}号", "title": "请求撤销行政处罚决定案", "office": district.offices["发改局"], "level": 1,
        "court": "青川区人民法院", "cause": "请求撤销行政处罚决定", "filed_on": on, "copy_received_on": on, "parties": [Party(NAME, contact=PHONE)],
    } | changes  # fmt: skip
    day = max(said["filed_on"], said["copy_received_on"])
    return court.sue(actor=district.actor("supervisor"), sued=court.Sued(**said), at=at(day))


def sat(district: District, suit: Suit, came: str, on: date, *, asked=False, who="officer", **why):
    hearing = act(court.set_hearing, district, suit, who, on, on=on, asked=asked)
    if came in ("staff", "lawyer"):
        why = {"excuse": "none", "reason": "另有会议"} | why
    said = court.WhoCame(hearing=hearing.pk, came=came, name="周明远", post="副局长", **why)
    return act(court.enter_who_came, district, suit, who, on, who=said)


def judged(district: District, *, judged="annulled", came="deputy", on: date = DECIDED, **changes) -> Suit:
    suit = sued(district, **changes)
    sat(district, suit, came, date(2026, 2, 3))
    act(judging.judge, district, suit, "supervisor", on, on=on, judged=judged, judgment="（2026）判8号")
    return suit
