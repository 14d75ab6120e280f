"""Files of registers: one that is looked at, one that was entered; and what is said of them."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from luoshi_web.registers.importing import services
from tests.web.conftest import NOW, District
from tests.web.permissions.made import Ground, Made

_LISTS = {
    "proposals": "编号,案由,类型,领衔代表,立案日期,主办单位,交办日期\n{number},{title},建议,陈晓岚,2026.1.20,发改局,2026.2.5\n",
    "projects": "项目编号,项目名称,责任单位,入库时间\n{number},{title},发改局,2026.1.20\n",
    "findings": "问题编号,具体问题,来源,出具时间,整改类型,责任单位,交办日期\n{number},{title},审计,2026.1.20,立行立改,发改局,2026.2.5\n",
}  # fmt: skip
TITLE = "关于整治青桐路积水的建议"


def _content(register: str, number: int) -> bytes:
    return _LISTS[register].format(number=number, title=TITLE).encode()


def imported(ground: Ground, register: str = "proposals", state: str = "seen") -> Made:
    """A file of one row that came in for a register and is looked at; ``taken``: its row is entered."""
    actor = ground.district.actor("supervisor")
    made = services.bring_in(
        actor=actor, register=register, name="台账.csv", content=_content(register, 901), about=services.About(2026), at=NOW
    )  # fmt: skip
    if state == "taken":
        services.take(actor=actor, file_id=made.pk, at=NOW)
    return Made({"register": register, "pk": made.pk}, TITLE, None, made)


def register(ground: Ground, code: str = "proposals") -> Made:
    """A register that files come in for."""
    return Made({"register": code})


THINGS: dict[str, Callable[..., Made]] = {"imported": imported, "register": register}


def _file(district: District, made: Made) -> dict[str, Any]:
    return {
        "file": SimpleUploadedFile("台账.csv", _content("proposals", 902)),
        "year": "2026",
        "secrecy": "0",
    }


ACTS: dict[str, tuple[str, Callable[[District, Made], dict[str, Any]]]] = {
    "imports:list": ("imports.bring_in", _file),
    "imports:show": ("", lambda district, made: {"s0-take": "on", "s0-head": "1", "s0-c0": "number", "s0-c1": "title"}),
    "imports:take": ("imports.take", lambda district, made: {}),
    "imports:drop": ("imports.drop", lambda district, made: {}),
}  # fmt: skip
"""Page → the act that it must leave in the log, and what its form says."""
