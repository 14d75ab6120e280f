"""``python -m luoshi_web migrate``: the office's database, and the portal's where it has one of its own."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections

from luoshi_web.commands import ALL_BUT_PAGES
from luoshi_web.portal.database import PORTAL, apart


class Command(migrate.Command):
    """Django's own. Without ``--database`` both are brought up to date, each with its own tables alone.

    In the portal's database nothing is noted of the office's tables: the portal's own settings, which have tables of the same applications
    (logins of moderators), would else take them for made.
    """

    requires_system_checks = ALL_BUT_PAGES

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=None)

    def get_check_kwargs(self, options: dict[str, Any]) -> Any:
        """Before anything is made each database is looked at."""
        named = options["database"]
        return super().get_check_kwargs(options) | {"databases": [named] if named else list(connections)}

    def handle(self, *args: Any, **options: Any) -> None:
        named, app = options["database"], options["app_label"]
        if named or not apart():
            super().handle(*args, **options | {"database": named or "default"})
            return
        if app != PORTAL:
            super().handle(*args, **options | {"database": "default"})
        if app in {None, PORTAL}:
            super().handle(*args, **options | {"database": PORTAL, "app_label": PORTAL})
