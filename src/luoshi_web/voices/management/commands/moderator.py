"""``manage.py moderator NAME --moderate --appeals --takedowns``: somebody who decides, with these rights and no others."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from luoshi_web.commands import DataCommand
from luoshi_web.voices.rights import APPEALS, MODERATE, RIGHTS, TAKEDOWNS


class Command(DataCommand):
    """Adds a moderator, or changes the rights of one."""

    help = "Add a moderator, or set the rights of one; without any right nobody reaches the desk."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--moderate", action="store_true", help="decides on comments and corrections")
        parser.add_argument("--appeals", action="store_true", help="decides on appeals")
        parser.add_argument(
            "--takedowns", action="store_true", help="decides on takedowns, with a second person"
        )

    def handle(self, *args: Any, **said: Any) -> None:
        users = get_user_model()
        user = users.objects.filter(username=said["name"]).first()
        if user is None:
            password = getpass.getpass("Password: ")
            try:
                validate_password(password)
            except ValidationError as why:
                raise CommandError("\n".join(why.messages)) from why
            user = users.objects.create_user(username=said["name"], password=password)
        given = {MODERATE: said["moderate"], APPEALS: said["appeals"], TAKEDOWNS: said["takedowns"]}
        ours = Permission.objects.filter(content_type__app_label="voices", codename__in=RIGHTS)
        user.user_permissions.remove(*ours)
        user.user_permissions.add(*[one for one in ours if given[one.codename]])
        held = ", ".join(right for right in RIGHTS if given[right]) or "no right"
        self.stdout.write(f"{said['name']}: {held}")
