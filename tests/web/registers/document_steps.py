"""A normative document as people bring it so far: the steps that tests of acts and pages begin with."""

from datetime import date

from luoshi_web.registers.documents.models import NormativeDocument
from luoshi_web.registers.documents.services import entering, issuing, living, preparing
from luoshi_web.registers.matters.models import Matter
from tests.web.conftest import District
from tests.web.registers.proposal_steps import at

DRAFTED, OPENED, CLOSED, SUBMITTED, REVIEWED = (
    date(2025, 11, 3), date(2025, 11, 4), date(2025, 12, 8), date(2025, 12, 9), date(2025, 12, 22),
)  # fmt: skip
DECIDED, SIGNED, PUBLISHED, EFFECTIVE = date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 8), date(2026, 3, 1)
_numbers = iter(range(1, 100_000))


def version(document: NormativeDocument) -> int:
    return Matter.objects.get(pk=document.pk).version


def act(service, district: District, document: NormativeDocument, who: str, day: date, /, **said):
    """The act of somebody on a day, with the version that the page would show."""
    return service(
        actor=district.actor(who), matter_id=document.pk, version=version(document), at=at(day), **said
    )


def drafted(district: District, *, who="officer", on: date = DRAFTED, **changes) -> NormativeDocument:
    said = {
        "number": f"起草{next(_numbers)}号", "title": "云杉区支持小微企业用工办法", "office": district.offices["发改局"], "on": on, "maker": "department",
        "basis": "中小企业促进法", "business": True,
    } | changes  # fmt: skip
    return entering.draft(actor=district.actor(who), drafted=entering.Drafted(**said), at=at(on))


def commented(
    district: District, *, since: date = OPENED, until: date = CLOSED, **changes
) -> NormativeDocument:
    document = drafted(district, **changes)
    act(preparing.open_comment, district, document, "officer", since, since=since, until=until, where="区政府网站")  # fmt: skip
    act(preparing.count_opinions, district, document, "officer", SUBMITTED, opinions=7, adopted=3)
    act(preparing.tell_back, district, document, "officer", SUBMITTED, on=SUBMITTED, where="区政府网站")
    return document


def submitted(district: District, **changes) -> NormativeDocument:
    document = commented(district, **changes)
    act(preparing.submit, district, document, "head", SUBMITTED, on=SUBMITTED)
    return document


def review(district, document, result="passed", *, on: date = REVIEWED, who="supervisor"):
    return act(preparing.review, district, document, who, on, result=result, on=on, words="合审〔2025〕12号")


def compete(district, document, result="passed", *, on: date = REVIEWED, until: date | None = None):
    return act(preparing.compete, district, document, "officer", on, result=result, on=on, until=until, words="审查表12号")  # fmt: skip


def reviewed(district: District, **changes) -> NormativeDocument:
    document = submitted(district, **changes)
    review(district, document)
    compete(district, document)
    return document


def decide(district, document, *, on: date = DECIDED, passed=True):
    return act(preparing.deliberate, district, document, "supervisor", on, passed=passed, on=on, meeting="第9次局务会")  # fmt: skip


def numbered(*, signed_on: date = SIGNED, on: date = SIGNED, **changes):
    number = next(_numbers)
    said = {"number": f"云杉GF-{on.year}-{number:04d}", "paper_number": f"云发改规〔{on.year}〕{number}号"} | changes  # fmt: skip
    return issuing.Numbered(signed_on=signed_on, on=on, **said)


def decided(district: District, **changes) -> NormativeDocument:
    document = reviewed(district, **changes)
    decide(district, document)
    return document


def registered(district: District, **changes) -> NormativeDocument:
    document = decided(district, **changes)
    act(issuing.register, district, document, "supervisor", SIGNED, numbered=numbered())
    return document


def publish(district, document, *, on: date = PUBLISHED, who="supervisor2", **changes):
    said = {"on": on, "where": "区政府网站", "effective_on": EFFECTIVE, "years": 5} | changes
    return act(issuing.publish, district, document, who, on, published=issuing.Published(**said))


def published(district: District, *, how=None, **changes) -> NormativeDocument:
    document = registered(district, **changes)
    publish(district, document, **(how or {}))
    return document


def taken_over(district: District, *, office="发改局", **changes) -> NormativeDocument:
    """One that was issued before the register, in force since 1 May 2021 for five years."""
    number = next(_numbers)
    said = {
        "number": f"云杉GF-2021-{number:04d}", "title": "云杉区停车场管理办法", "office": district.offices[office], "maker": "government",
        "basis": "道路交通安全法", "paper_number": f"云政规〔2021〕{number}号", "published_on": date(2021, 3, 30), "effective_on": date(2021, 5, 1),
        "ends_on": date(2026, 4, 30),
    } | changes  # fmt: skip
    return entering.take_over(
        actor=district.actor("supervisor"), taken=entering.TakenOver(**said), at=at(date(2026, 1, 5))
    )


def evaluated(district: District, *, finding="keep", on: date = date(2026, 3, 2), **changes) -> NormativeDocument:  # fmt: skip
    document = taken_over(district, **changes)
    act(living.evaluate, district, document, "officer", on, on=on)
    act(living.conclude, district, document, "head", on, finding=finding, on=on, words="评估报告")
    return document
