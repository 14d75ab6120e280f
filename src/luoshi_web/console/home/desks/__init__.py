"""The first page by role."""

from collections.abc import Callable

from luoshi_web.console.home.cards import Desk
from luoshi_web.console.home.desks import administrator, auditor, department, leader, security, supervision
from luoshi_web.console.request import OfficeRequest

DESKS: dict[str, Callable[[OfficeRequest], Desk]] = {
    "supervision": supervision.desk,
    "leader": leader.desk,
    "officer": department.desk,
    "head": department.desk,
    "auditor": auditor.desk,
    "administrator": administrator.desk,
    "security": security.desk,
}
