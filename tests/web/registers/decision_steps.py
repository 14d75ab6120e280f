"""A major decision as far as tests of acts and pages begin with it, entered by those whose act it is."""

from datetime import date, timedelta

from luoshi_web.registers.decisions.models import Decision
from luoshi_web.registers.decisions.services import afterwards, catalogue, deciding, legality, steps
from luoshi_web.registers.matters.discussing import Convened, Discussed, convene
from luoshi_web.registers.matters.meetings import Meeting
from luoshi_web.registers.matters.models import Matter
from tests.web.conftest import District
from tests.web.registers.proposal_steps import at

ENTERED, STARTED, DRAFTED, OPENED, CLOSED = (
    date(2025, 10, 9), date(2025, 10, 10), date(2025, 10, 15), date(2025, 10, 16), date(2025, 11, 17),
)  # fmt: skip
ANSWERED, ASKED, REVIEWED, TABLED = (
    date(2025, 11, 20),
    date(2025, 11, 21),
    date(2025, 12, 3),
    date(2025, 12, 4),
)
MET, REPORTED, PUBLISHED = date(2025, 12, 10), date(2025, 12, 12), date(2025, 12, 15)
_numbers = iter(range(1, 100_000))


def version(decision: Decision) -> int:
    return Matter.objects.get(pk=decision.pk).version


def act(service, district: District, decision: Decision, who: str, day: date, /, **said):
    """The act of somebody on a day, with the version that the page would show."""
    return service(
        actor=district.actor(who), matter_id=decision.pk, version=version(decision), at=at(day), **said
    )


def entered(district: District, *, on: date = ENTERED, **changes) -> Decision:
    said = {
        "number": f"决策{next(_numbers)}号", "title": "云杉区养老服务设施布局规划", "kind": "plan", "office": district.offices["发改局"], "on": on,
    } | changes  # fmt: skip
    return catalogue.enter(actor=district.actor("supervisor"), entered=catalogue.Entered(**said), at=at(on))


def started(district: District, **changes) -> Decision:
    decision = entered(district, **changes)
    act(catalogue.start, district, decision, "supervisor", STARTED, on=STARTED, words="区政府第8次常务会议")
    return decision


def drafted(district: District, **changes) -> Decision:
    decision = started(district, **changes)
    act(steps.draft, district, decision, "officer", DRAFTED, on=DRAFTED, title="规划（草案）")
    return decision


def comment(district: District, decision: Decision, on: date = OPENED, until: date = CLOSED, answered: date | None = ANSWERED, **changes):  # fmt: skip
    """Opened to the public and, unless ``answered`` is None, what became of the opinions."""
    said = {"means": "政府网站、公众号", "address": "https://example.invalid/1"} | changes
    made = act(steps.open_comment, district, decision, "officer", on, on=on, until=until, **said)
    if answered is not None:
        act(
            steps.answer_comment, district, decision, "officer", answered, on=answered, opinions=12, adopted=7, answer="采纳7条，其余与上位规划不符",
        )  # fmt: skip
    return made


def expert(district: District, decision: Decision, on: date = ANSWERED, **changes):
    said = {
        "name": "陈晓岚",
        "institution": "云杉大学",
        "stance": "agrees",
        "words": "可行",
        "signed": True,
        "no_interest": True,
    } | changes
    return act(steps.hear_expert, district, decision, "officer", on, on=on, **said)


def risk(district: District, decision: Decision, on: date = ANSWERED, **changes):
    said = {
        "by": "第三方评估公司",
        "level": "low",
        "points": "选址邻里意见",
        "measures": "提前公示",
        "controllable": True,
    } | changes
    return act(steps.assess_risk, district, decision, "officer", on, on=on, **said)


def left_out(district: District, decision: Decision, step: str, on: date = ANSWERED, agreed: bool = True):
    made = act(steps.leave_out, district, decision, "officer", on, step=step, why="专业性不强", on=on)
    if agreed:
        act(steps.agree_left_out, district, decision, "supervisor", on, determination_id=made.pk)
    return made


def stepped(district: District, **changes) -> Decision:
    """The draft with every step: the public heard, experts, risk."""
    decision = drafted(district, **changes)
    comment(district, decision)
    expert(district, decision)
    act(steps.answer_experts, district, decision, "officer", ANSWERED, answer="采纳布点建议")
    risk(district, decision)
    return decision


def asked(district: District, decision: Decision, on: date = ASKED, *, as_review: bool = True):
    return act(legality.ask_review, district, decision, "head", on, on=on, as_review=as_review)


def opinion(district: District, decision: Decision, on: date = REVIEWED, opinion: str = "legal", **changes):
    legal = opinion != "illegal"
    said = {
        "on": on, "opinion": opinion, "number": "合审8号", "power": legal, "procedure": legal, "content": legal, "lawyers": "区政府法律顾问周明远",
        "words": "未见不合法之处",
    } | changes  # fmt: skip
    return act(legality.give_opinion, district, decision, "supervisor", on, given=legality.Given(**said))


def reviewed(district: District, verdict: str = "legal", **changes) -> Decision:
    decision = stepped(district, **changes)
    asked(district, decision)
    opinion(district, decision, opinion=verdict)
    return decision


def tabled(district: District, **changes) -> Decision:
    decision = reviewed(district, **changes)
    act(deciding.table, district, decision, "head", TABLED, on=TABLED)
    return decision


def meeting(district: District, on: date = MET, **changes) -> Meeting:
    said = {
        "kind": "standing",
        "number": f"第{next(_numbers)}次",
        "on": on,
        "entitled": 11,
        "present": 9,
        "chair": "区长",
        "absent": "二人出差",
    } | changes
    return convene(actor=district.actor("supervisor"), convened=Convened(**said), at=at(on))


def discussed(held: Meeting, **changes) -> Discussed:
    said = {
        "meeting": held,
        "result": "passed",
        "way": "oral",
        "yes": 9,
        "words": "原则同意",
        "chair_last": True,
    } | changes
    return Discussed(**said)


def met(district: District, decision: Decision, on: date = MET, **changes):
    """A meeting does something with it."""
    held = changes.pop("held", None) or meeting(district, on)
    return act(deciding.decide, district, decision, "supervisor", on, discussed=discussed(held, **changes))


def decided(district: District, **changes) -> Decision:
    decision = tabled(district, **changes)
    met(district, decision)
    return decision


def published(district: District, **changes) -> Decision:
    decision = decided(district, **changes)
    act(deciding.report, district, decision, "supervisor", REPORTED, on=REPORTED, paper="政党组报8号")
    act(
        deciding.publish, district, decision, "supervisor", PUBLISHED, on=PUBLISHED, where="区政府公报、网站", explanation="采纳公众意见7条",
    )  # fmt: skip
    return decision


def executing(district: District, **changes) -> Decision:
    decision = published(district, **changes)
    act(deciding.execute, district, decision, "supervisor", PUBLISHED, executor=district.offices["住建局"])
    return decision


def halted(district: District, **changes) -> Decision:
    decision = executing(district, **changes)
    act(afterwards.halt, district, decision, "leader2", PUBLISHED + timedelta(days=5), on=PUBLISHED + timedelta(days=5), reason="汛情紧急")  # fmt: skip
    return decision
