"""The offices, posts and people of the invented district, from district.toml, through the acts of an administrator."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from luoshi_web.accounts.models import Office, Person, Post
from luoshi_web.accounts.selectors import actor_for
from luoshi_web.accounts.services import add_person, appoint, open_office, open_post, put_in_charge
from luoshi_web.audit.actor import MACHINE, Actor

PASSWORD = "qingchuan-demo"
TABLE = Path(__file__).with_name("district.toml")


@dataclass
class District:
    """Everybody by login, every post by the login of its holder."""

    people: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)

    def actor(self, login: str, at: datetime) -> Actor:
        return actor_for(self.people[login], self.posts[login], at=at.date())

    def head_of(self, office: Office | None) -> str:
        """The login of an office's head."""
        return next(
            login
            for login, post in self.posts.items()
            if post.office == office and post.role in {"head", "leader"}
        )

    def officer_of(self, office: Office | None) -> str:
        """The login of an office's officer, its head where it has none."""
        found = (
            login for login, post in self.posts.items() if post.office == office and post.role == "officer"
        )
        return next(found, None) or self.head_of(office)


def build(at: datetime) -> District:
    """All offices opened and all posts filled on one day."""
    district = District()
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["office"]
    offices: list[tuple[Office, str | None]] = []
    for order, row in enumerate(rows):
        office = open_office(
            actor=MACHINE, code=row["code"], name=row["name"], short_name=row["short"], kind=row.get("kind", "department"),
            names=tuple(row.get("names", ())), order=order, at=at,
        )  # fmt: skip
        for place, line in enumerate(row["people"]):
            title, role, clearance, name, login = line.split(", ")
            post = open_post(
                actor=MACHINE,
                office=office,
                title=title,
                role=role,
                clearance=int(clearance),
                order=place,
                chief=login == row.get("chief"),
                at=at,
            )
            person, _ = add_person(
                actor=MACHINE,
                username=login,
                name=name,
                email=f"{login}@qingchuan.example",
                password=PASSWORD,
                at=at,
            )
            appoint(actor=MACHINE, person=person, post=post, since=at.date(), at=at)
            district.people[login], district.posts[login] = person, post
        offices.append((office, row.get("leader")))
    for login in {leader for _, leader in offices if leader}:
        charged = tuple(office for office, leader in offices if leader == login)
        put_in_charge(actor=MACHINE, post=district.posts[login], offices=charged, since=_first_day(at), at=at)
    return district


def _first_day(at: datetime) -> date:
    return at.date()
