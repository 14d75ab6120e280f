"""Papers of a matter: of a finding that 发改局 puts right, put in by its officer; and what is said of them."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from luoshi_web.registers.matters.materials import put
from tests.web.conftest import NOW, District
from tests.web.permissions.made import Ground, Made
from tests.web.permissions.of_findings import finding
from tests.web.supervision.uploads import PDF, pdf


def material(ground: Ground, reach: str = "all") -> Made:
    """Put in by the officer; ``kept``: by a keeper, for those who see all of it."""
    made, district = finding(ground), ground.district
    who = district.actor("supervisor" if reach == "kept" else "officer")
    own = pdf(lambda page: page.add_blank_page(page_size=(200 + made.thing.pk % 1000, 300)))
    file = SimpleUploadedFile(f"拨付凭证{made.thing.pk}.pdf", own)
    put_in = put(actor=who, matter_id=made.thing.pk, files=[file], reach=reach, at=NOW)[0]
    return Made({"pk": put_in.pk}, f"{made.thing.pk}.pdf", thing=put_in)


def file_of(ground: Ground, reach: str = "all") -> Made:
    """The matter of such a paper, addressed by its own key."""
    made = material(ground, reach)
    return Made({"pk": made.thing.matter_id}, made.sees, thing=made.thing)


THINGS: dict[str, Callable[..., Made]] = {"material": material, "materials": file_of}


def _paper(district: District, made: Made) -> dict[str, Any]:
    return {"papers": SimpleUploadedFile("验收单.pdf", PDF), "remark": "验收", "reach": "all"}


ACTS: dict[str, tuple[str, Callable[[District, Made], dict[str, Any]]]] = {
    "materials:put": ("matter.put", _paper)
}
"""Page → the act that it must leave in the log, and what its form says."""
