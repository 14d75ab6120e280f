"""docs/cli.md against the command: every command, option, format, exit code and column is named."""

import re
from pathlib import Path

import click
import pytest

from luoshi.cli import main
from luoshi.cli.command import COMMANDS
from luoshi.ledger.export import FORMATS
from luoshi.ledger.frame import COLUMNS

DOCUMENT = (Path(__file__).parents[2] / "docs/cli.md").read_text(encoding="utf-8")


def section(command: str) -> str:
    found = re.search(rf"^## `luoshi {command}[ `].*?(?=^## |\Z)", DOCUMENT, re.S | re.M)
    assert found, command
    return found[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_every_command_is_named(name: str) -> None:
    context = click.Context(main)
    command = main.get_command(context, name)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            assert parameter.make_metavar(context) in section(name).splitlines()[0]
        else:
            assert all(f"`{option}`" in section(name) for option in parameter.opts)
            if isinstance(parameter.type, click.Choice):
                assert all(f"`{choice}`" in section(name) for choice in parameter.type.choices)


def test_formats_columns_and_general_options_are_named() -> None:
    assert [form for form in FORMATS if f"| `{form}` |" not in DOCUMENT] == []
    spread = [column for column in COLUMNS if "_" in column or column in ("start", "end")]
    assert [column for column in spread if f"`{column}`" not in DOCUMENT] == []
    assert all(option in DOCUMENT for option in ("--help", "--version", "--lang zh", "--lang en"))


@pytest.mark.parametrize(
    "variable", ["LUOSHI_LANG", "LUOSHI_DEBUG", "LUOSHI_PURE", "LC_ALL", "LC_MESSAGES", "LANG"]
)
def test_every_variable_is_named(variable: str) -> None:
    assert variable in DOCUMENT
