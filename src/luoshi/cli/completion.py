"""``luoshi completion SHELL``: the script by which a shell completes commands, options, indicators and files."""

from typing import cast

import click
from click.shell_completion import get_completion_class, shell_complete

from luoshi.cli.command import Command
from luoshi.cli.messages import Language
from luoshi.cli.streams import write_bytes

# The variable in which a shell asks; click's own name for it.
VARIABLE = "_LUOSHI_COMPLETE"
_SHELLS = ("bash", "zsh", "fish")


def command(language: Language) -> click.Command:
    @click.pass_context
    def run(context: click.Context, shell: str) -> None:
        made = get_completion_class(shell)
        if made is None:
            raise click.UsageError(shell)
        # click asks the installed bash for its version on the way; the script does not depend on it
        script = made(context.find_root().command, {}, "luoshi", VARIABLE)
        text = script.source_template % script.source_vars()
        write_bytes(f"{text.rstrip()}\n".encode(), language)

    shells = click.Argument(["shell"], metavar="SHELL", type=click.Choice(_SHELLS))
    return Command("completion", language, run, [shells])


def complete(group: click.Command, language: Language, instruction: str) -> int:
    """Answer a shell that asks what may come next."""
    return cast(int, shell_complete(group, {"obj": language}, "luoshi", VARIABLE, instruction))
