"""A project as people bring it so far: the steps that tests of acts and pages begin with."""

from datetime import date
from decimal import Decimal

from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.projects.models import Project
from luoshi_web.registers.projects.services import building, entering, signing
from tests.web.conftest import District
from tests.web.registers.proposal_steps import at

ENTERED, REVIEWED, SIGNED, STARTED = date(2026, 1, 6), date(2026, 1, 14), date(2026, 1, 15), date(2026, 3, 2)
CLEARED = ("review", "legality", "collective")
PUBLIC = ("estimate", "year_plan", "funded")
_numbers = iter(range(1, 100_000))


def version(project: Project) -> int:
    return Matter.objects.get(pk=project.pk).version


def act(service, district: District, project: Project, who: str, day: date, /, **said):
    """The act of somebody on a day, with the version that the page would show."""
    return service(
        actor=district.actor(who), matter_id=project.pk, version=version(project), at=at(day), **said
    )


def entered(district: District, *, on: date = ENTERED, **changes) -> Project:
    said = {
        "number": f"招商{next(_numbers)}号", "title": "云杉新材料项目", "office": district.offices["发改局"], "on": on, "investor": "云杉公司",
        "contact": "周明远 13800000000", "content": "年产两万吨新材料", "industry": "新材料",
    } | changes  # fmt: skip
    return entering.enter(actor=district.actor("supervisor"), entered=entering.Entered(**said), at=at(on))


def cleared(district: District, project: Project, kinds=CLEARED, *, on: date = REVIEWED, result="passed"):
    for kind in kinds:
        act(
            signing.take_step,
            district,
            project,
            "officer",
            on,
            kind=kind,
            result=result,
            on=on,
            words="全票同意",
        )


def signed(district: District, *, on: date = SIGNED, amount="12", **changes) -> Project:
    project = entered(district, on=min(ENTERED, on), **changes)
    cleared(district, project, on=min(REVIEWED, on))
    paper(district, project, on=on, amount=amount)
    return project


def paper(district: District, project: Project, *, on: date = SIGNED, amount="12", **changes):
    said = {"number": f"合同{next(_numbers)}号", "on": on, "amount": Decimal(amount)} | changes
    return act(signing.sign, district, project, "head", on, signed=signing.Signed(**said))


def event(district: District, project: Project, kind="started", *, on: date = STARTED, who="officer"):
    return act(building.happened, district, project, who, on, kind=kind, on=on, proof="施工许可证2026-8号")


def started(district: District, **changes) -> Project:
    project = signed(district, **changes)
    event(district, project)
    return project
