"""``manage.py first_administrator LOGIN NAME``: somebody who can open the offices of an empty installation."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Holding, Office, Post, Role
from luoshi_web.accounts.services import add_person, appoint, open_office, open_post
from luoshi_web.audit.actor import MACHINE
from luoshi_web.audit.refusal import Refusal
from luoshi_web.commands import DataCommand
from luoshi_web.jobs.clock import now

_TITLES = {"administrator": "系统管理员", "security": "安全管理员", "auditor": "审计管理员"}


class Command(DataCommand):
    """All or nothing; the password is told once and has to be changed at the first login."""

    help = (
        "Open the office of the administrator, its post, and a person who holds it. Only where nobody is administrator yet; everybody "
        "else is then added on the pages, one by one or as a list. Example: manage.py first_administrator admin 管用 --office 区信息中心; "
        "with --role security or auditor the first security or audit administrator"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("login", help="the name to log in with")
        parser.add_argument("name", help="the person's name")
        parser.add_argument("--office", default="信息中心", help="full name of the office (信息中心)")
        parser.add_argument(
            "--role", choices=list(_TITLES), default="administrator", help="which of the three"
        )
        parser.add_argument("--title", help="title of the post (系统管理员, 安全管理员, 审计管理员)")

    def handle(self, *args: Any, **options: Any) -> None:
        at = now()
        role = options["role"]
        title = options["title"] or _TITLES[role]
        held = Holding.objects.filter(post__role=role, until__isnull=True)
        if held.exists():
            called = "an administrator" if role == Role.ADMINISTRATOR else f"a holder of {role}"
            raise CommandError(f"there is {called} already: people are added on the pages")
        try:
            with transaction.atomic():
                office = Office.objects.filter(name=options["office"]).first() or open_office(
                    actor=MACHINE,
                    code="administration",
                    name=options["office"],
                    kind=Office.Kind.GOVERNMENT,
                    at=at,
                )
                post = Post.objects.filter(office=office, title=title).first() or open_post(
                    actor=MACHINE,
                    office=office,
                    title=title,
                    role=role,
                    clearance=0,
                    at=at,
                )
                person, password = add_person(
                    actor=MACHINE, username=options["login"], name=options["name"], at=at
                )
                appoint(actor=MACHINE, person=person, post=post, since=timezone.localdate(at), at=at)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{post}: {person} ({person.username})")
        self.stdout.write(f"password, told this once, to be changed at the first login: {password}")
