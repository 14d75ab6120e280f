"""A list of offices, posts and people as CSV: read and held against what is there, every fault by its line. Pure but for its last step.

One line a post, with its office before it and its holder, if any, behind: docs/administration.md.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_noop as _

MOST_LINES = 2_000
COLUMNS = {
    "单位代码": "code", "单位全称": "office", "单位简称": "short", "单位类别": "kind", "其他名称": "names", "岗位": "title", "角色": "role",
    "可阅密级": "clearance", "姓名": "person", "用户名": "username", "邮箱": "email", "电话": "phone", "任职日期": "since",
    "行政首长": "chief", "分管单位": "charges",
}  # fmt: skip
"""Head of a column → its code. The codes themselves are taken as heads too."""
NEEDED = ("code", "office", "title", "role")
KINDS = {
    "政府办公机构": "government",
    "部门": "department",
    "镇街": "town",
    "园区": "park",
    "国有企业": "company",
}
ROLES = {
    "督查室": "supervision", "领导": "leader", "部门经办人": "officer", "部门负责人": "head", "审计人员": "auditor", "管理员": "administrator",
    "系统管理员": "administrator", "安全管理员": "security",
}  # fmt: skip
CHIEF = {"是": True, "否": False}
CLEARANCES = {"公开": 0, "内部": 1, "秘密": 2, "机密": 3}

SENTENCES = {
    "not_text": _("The file is neither a workbook (XLSX) nor UTF-8 or GB18030 text."),
    "no_column": _("The column “%(name)s” is not there."),
    "strange_column": _("Nothing is known of a column “%(name)s”."),
    "too_long": _("More than %(most)s lines: bring them in in parts."),
    "empty": _("There is no line in the list."),
    "missing": _("“%(name)s” is empty."),
    "too_wide": _("“%(name)s” is longer than %(most)s characters."),
    "not_a_code": _("“%(value)s” is no code: letters, digits and hyphens."),
    "unknown": _("“%(value)s” is none of: %(known)s."),
    "not_a_day": _("“%(value)s” is no day; write 2026-03-01."),
    "no_username": _("%(person)s has no name to log in with."),
    "bad_username": _("“%(value)s” cannot be a name to log in with: letters, digits and @ . + - _ alone."),
    "no_person": _("The name to log in “%(value)s” belongs to nobody on this line."),
    "no_since": _("Since when %(person)s holds the post is not said."),
    "post_twice": _("The post “%(post)s” of this office stands on line %(other)s as well."),
    "office_otherwise": _("On line %(other)s this office is called “%(name)s”."),
    "office_named_otherwise": _("The office of this code is called “%(name)s” here."),
    "name_taken": _("“%(name)s” is taken by another office."),
    "post_there": _("The office has a post “%(post)s” already."),
    "person_otherwise": _("“%(value)s” is the login of %(person)s."),
    "not_a_leader": _("Only a leader is in charge of offices or heads the government; this post is none."),
    "no_such_office": _(
        "“%(name)s”, of which the leader is in charge, is no office of this list, and none that is there."
    ),
    "charge_twice": _("The leader on line %(other)s is in charge of “%(name)s” as well."),
    "chief_twice": _("The post on line %(other)s heads the government already."),
    "chief_there": _("A post heads the government here already: %(post)s."),
}
_WIDTHS = {
    "code": 40,
    "office": 80,
    "short": 30,
    "title": 60,
    "person": 60,
    "username": 150,
    "email": 254,
    "phone": 30,
}

_CODE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong on a line of the file; line 1 is the head."""

    line: int
    code: str
    values: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        return translate(SENTENCES[self.code]) % dict(self.values)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a post, its office, who is to hold it, and the offices that a leader is in charge of, by any name. ``since`` is None where nobody holds
    it."""

    line: int
    code: str
    office: str
    short: str
    kind: str
    names: tuple[str, ...]
    title: str
    role: str
    clearance: int
    person: str
    username: str
    email: str
    phone: str
    since: date | None
    chief: bool
    charges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class There:
    """What is there already: offices by code and by every name, posts by office's code and title, people by login."""

    office_names: Mapping[str, str]
    codes_by_name: Mapping[str, str]
    posts: Collection[tuple[str, str]]
    people: Mapping[str, str]
    chief: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """A list as it was read. It can be brought in where there is no fault."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]

    @property
    def offices(self) -> int:
        """Different offices."""
        return len({entry.code for entry in self.entries})

    @property
    def people(self) -> int:
        """Different people."""
        return len({entry.username for entry in self.entries if entry.username})


def decoded(data: bytes) -> str | None:
    """The text of a file, as spreadsheets save it: UTF-8 with or without a mark, or GB18030. None where it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def read(text: str, there: There) -> Roster:
    """The lines of a list and all its faults."""
    rows = list(csv.reader(io.StringIO(text)))
    if not rows or not any(any(cell.strip() for cell in row) for row in rows[1:]):
        return Roster((), (_fault(1, "empty"),))
    if len(rows) > MOST_LINES + 1:
        return Roster((), (_fault(1, "too_long", most=MOST_LINES),))
    heads = [head.strip() for head in rows[0]]
    codes = [COLUMNS.get(head, head) for head in heads]
    known = set(COLUMNS.values())
    faults = [
        _fault(1, "strange_column", name=head)
        for head, code in zip(heads, codes, strict=True)
        if code not in known
    ]
    faults += [_fault(1, "no_column", name=_head(code)) for code in NEEDED if code not in codes]  # fmt: skip
    if faults:
        return Roster((), tuple(faults))
    entries = []
    for line, row in enumerate(rows[1:], 2):
        cells = dict.fromkeys(known, "") | {
            code: cell.strip() for code, cell in zip(codes, row, strict=False)
        }
        if any(cells.values()):
            entry, own = _entry(line, cells)
            faults += own
            if entry is not None:
                entries.append(entry)
    faults += _against_each_other(entries)
    faults += _against_what_is_there(entries, there)
    faults += _of_leaders(entries, there)
    return Roster(tuple(entries), tuple(sorted(faults, key=lambda fault: (fault.line, fault.code))))


def _entry(line: int, cells: dict[str, str]) -> tuple[Entry | None, list[Fault]]:
    faults = [_fault(line, "missing", name=_head(code)) for code in NEEDED if not cells[code]]
    faults += [
        _fault(line, "too_wide", name=_head(code), most=most)
        for code, most in _WIDTHS.items()
        if len(cells[code]) > most
    ]
    if cells["code"] and not _CODE.fullmatch(cells["code"]):
        faults.append(_fault(line, "not_a_code", value=cells["code"]))
    kind = _choice(line, cells["kind"] or "部门", KINDS, faults)
    role = _choice(line, cells["role"], ROLES, faults) if cells["role"] else ""
    clearance = _choice(line, cells["clearance"] or "内部", CLEARANCES, faults)
    since = _day(line, cells["since"], faults) if cells["person"] else None
    chief = _choice(line, cells["chief"] or "否", CHIEF, faults)
    if (chief or cells["charges"]) and role not in {"leader", ""}:
        faults.append(_fault(line, "not_a_leader"))
    if cells["person"] and not cells["username"]:
        faults.append(_fault(line, "no_username", person=cells["person"]))
    if cells["username"] and not all(c.isalnum() or c in "@.+-_" for c in cells["username"]):
        faults.append(_fault(line, "bad_username", value=cells["username"]))
    if cells["username"] and not cells["person"]:
        faults.append(_fault(line, "no_person", value=cells["username"]))
    if cells["person"] and not cells["since"]:
        faults.append(_fault(line, "no_since", person=cells["person"]))
    if faults:
        return None, faults
    given = {
        name: cells[name]
        for name in ("code", "office", "short", "title", "person", "username", "email", "phone")
    }
    return Entry(
        line=line, kind=kind, names=_said(cells["names"]), role=role, clearance=clearance, since=since, chief=chief,
        charges=_said(cells["charges"]), **given,
    ), []  # fmt: skip


def _said(cell: str) -> tuple[str, ...]:
    """Names with 、 between them."""
    return tuple(name for name in (each.strip() for each in cell.replace("，", "、").split("、")) if name)


def _choice(line: int, value: str, known: Mapping[str, Any], faults: list[Fault]) -> Any:
    if value in known:
        return known[value]
    if value in {str(code) for code in known.values()}:
        return next(code for code in known.values() if str(code) == value)
    faults.append(_fault(line, "unknown", value=value, known="、".join(known)))
    return None


def _day(line: int, value: str, faults: list[Fault]) -> date | None:
    if not value:
        return None
    parts = value.replace("/", "-").replace(".", "-").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        faults.append(_fault(line, "not_a_day", value=value))
        return None


def _against_each_other(entries: list[Entry]) -> list[Fault]:
    faults, posts, offices, logins = [], {}, {}, {}  # type: ignore[var-annotated]
    for entry in entries:
        first = posts.setdefault((entry.code, entry.title), entry)
        if first is not entry:
            faults.append(_fault(entry.line, "post_twice", post=entry.title, other=first.line))
        first = offices.setdefault(entry.code, entry)
        if first.office != entry.office:
            faults.append(_fault(entry.line, "office_otherwise", other=first.line, name=first.office))
        if entry.username:
            first = logins.setdefault(entry.username, entry)
            if first.person != entry.person:
                faults.append(
                    _fault(entry.line, "person_otherwise", value=entry.username, person=first.person)
                )
    owners: dict[str, str] = {}
    for entry in offices.values():
        for name in (entry.office, *entry.names):
            if owners.setdefault(name, entry.code) != entry.code:
                faults.append(_fault(entry.line, "name_taken", name=name))
    return faults


def _against_what_is_there(entries: list[Entry], there: There) -> list[Fault]:
    faults = []
    for entry in entries:
        called = there.office_names.get(entry.code)
        if called is not None and called != entry.office:
            faults.append(_fault(entry.line, "office_named_otherwise", name=called))
        for name in (entry.office, *entry.names) if called is None else ():
            if there.codes_by_name.get(name, entry.code) != entry.code:
                faults.append(_fault(entry.line, "name_taken", name=name))
        if (entry.code, entry.title) in there.posts:
            faults.append(_fault(entry.line, "post_there", post=entry.title))
        person = there.people.get(entry.username)
        if person is not None and person != entry.person:
            faults.append(_fault(entry.line, "person_otherwise", value=entry.username, person=person))
    return faults


def codes_by_name(entries: Iterable[Entry], there: There) -> dict[str, str]:
    """Every name by which a list may speak of an office, of the list and of those that are there, to its code."""
    found = {code: code for code in there.office_names} | dict(there.codes_by_name)
    for entry in entries:
        found |= {name: entry.code for name in (entry.code, entry.office, entry.short, *entry.names) if name}
    return found


def _of_leaders(entries: list[Entry], there: There) -> list[Fault]:
    faults, named = [], codes_by_name(entries, there)
    charged: dict[str, int] = {}
    chief: Entry | None = None
    for entry in entries:
        for name in entry.charges:
            code = named.get(name)
            if code is None:
                faults.append(_fault(entry.line, "no_such_office", name=name))
            elif charged.setdefault(code, entry.line) != entry.line:
                faults.append(_fault(entry.line, "charge_twice", name=name, other=charged[code]))
        if entry.chief and there.chief:
            faults.append(_fault(entry.line, "chief_there", post=there.chief))
        elif entry.chief and chief is not None:
            faults.append(_fault(entry.line, "chief_twice", other=chief.line))
        chief = chief or (entry if entry.chief else None)
    return faults


def _head(code: str) -> str:
    return next(head for head, known in COLUMNS.items() if known == code)


def _fault(line: int, code: str, **values: Any) -> Fault:
    return Fault(line, code, tuple(values.items()))
