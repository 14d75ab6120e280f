"""The entry point: which language, which command, and what every kind of ending says and returns.

Exit codes: 0 done; 1 ``check`` found a broken quote, ``diff --exit-code`` a difference, or ``same`` no copies; 2 the file
or the call is wrong; 70 our bug; 130 stopped by Ctrl-C; 141 the reader of a pipe went away.
"""

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from luoshi.cli.command import LazyGroup, Told
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, choose_language, say
from luoshi.errors import SourceError
from luoshi.ledger.condition import ConditionError


class Luoshi(LazyGroup):
    """The group, with endings of its own."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> Any:
        arguments = list(sys.argv[1:] if args is None else args)
        code = self.run(arguments, choose_language(arguments, os.environ))
        if extra.get("standalone_mode", True):
            sys.exit(code)
        return code

    def run(self, arguments: list[str], language: Language) -> int:
        """Run one command and return the exit code; what is raised becomes a sentence."""
        try:
            with self.make_context("luoshi", arguments, obj=language) as context:
                self.invoke(context)
            sys.stdout.flush()
        except click.exceptions.Exit as ending:
            return _flushed(ending.exit_code)
        except click.UsageError as error:
            return _tell(_usage(error, language), 2)
        except CommandFailure as failure:
            return _tell(str(failure), failure.code)
        except (SourceError, ConditionError) as error:
            return _tell(error.sentence(language), 2)
        except (KeyboardInterrupt, click.Abort):
            return _tell(say(language, "errors.interrupted"), 130)
        except BrokenPipeError:
            return _silence()
        except Exception as error:
            if os.environ.get("LUOSHI_DEBUG"):
                import traceback

                traceback.print_exc()
            what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            return _tell(say(language, "errors.bug", error=what.splitlines()[0][:300]), 70)
        return 0


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _silence()
    return code


def _silence() -> int:
    """The reader went away (``| head``): nothing more can be said, the interpreter's last flush included."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141


def _tell(sentence: str, code: int) -> int:
    click.echo(f"luoshi: {sentence}", err=True)
    return code


def _usage(error: click.UsageError, language: Language) -> str:
    """What click found wrong with the call, in the language chosen."""
    context = error.ctx
    command = context.command_path if context else "luoshi"
    if isinstance(error, Told):
        return error.message
    if isinstance(error, click.NoSuchOption):
        return say(language, "errors.no_such_option", option=error.option_name, command=command)
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        if isinstance(error.param, click.Option):
            name = error.param.opts[0]
        return say(language, "errors.missing", parameter=name, command=command)
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        choices = ", ".join(map(str, error.param.type.choices))
        return say(language, "errors.bad_value", parameter=error.param.opts[0], choices=choices)
    return say(language, "errors.usage", message=error.format_message().rstrip("."), command=command)


main = Luoshi("luoshi")
