"""Commands over the data begin without reading the pages, and what an installation can have set up wrongly is still asked first."""

from importlib import import_module

from django.apps import apps
from django.core.checks.registry import registry
from django.core.management import get_commands

from luoshi_web.commands import ALL_BUT_PAGES, DataCommand
from tests.web.installations import Installation

_LOOKING = {"words"}  # what looks at pages too


def test_every_command_of_ours_is_one():
    ours = {app.name for app in apps.get_app_configs() if app.name.startswith("luoshi_web.")}
    kinds = {
        name: import_module(f"{app}.management.commands.{name}").Command
        for name, app in get_commands().items()
        if app in ours and name not in _LOOKING
    }
    assert len(kinds) > 15
    assert {kind.requires_system_checks for kind in kinds.values()} == {ALL_BUT_PAGES}
    assert all(issubclass(kind, DataCommand) for name, kind in kinds.items() if name != "migrate")


def test_no_page_is_read_before_it_begins(tmp_path):
    pages = ("luoshi_web.urls", "luoshi_web.console.urls", "luoshi_web.console.bulk.lists")
    script = (
        "import django, sys; django.setup()\n"
        "from luoshi_web.audit.management.commands.verify_log import Command\n"
        "command = Command(); command.check(**command.get_check_kwargs({}))\n"
        f"print([name for name in {pages} if name in sys.modules])"
    )
    assert Installation(tmp_path).call("-c", script).splitlines()[-1] == "[]"


def test_what_an_installation_can_set_up_wrongly_is_asked():
    asked = [check for check in registry.get_checks() if check.__module__ == "luoshi_web.publication.checks"]
    assert len(asked) == 2
    assert all(set(check.tags) & set(ALL_BUT_PAGES) for check in asked)
