"""The entry point: which language, which command, and what every kind of ending says and returns.

Exit codes: 0 done; 1 ``check`` found a broken quote, ``diff --exit-code`` a difference, or ``same`` no copies; 2 the file
or the call is wrong; 70 our bug; 130 stopped by Ctrl-C; 141 the reader of a pipe went away.
"""

import gc
import json
import os
import re
import sys
from collections.abc import Sequence
from functools import partial
from itertools import islice
from typing import Any

import click

from luoshi.cli.command import LazyGroup, Told
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, choose_language, say
from luoshi.cli.similar import with_similar
from luoshi.errors import SourceError
from luoshi.ledger.condition import ConditionError
from luoshi.pure import CompiledError, run_as_python

_COMPLETE = "_LUOSHI_COMPLETE"  # as of luoshi.cli.completion, which only a shell that asks needs
_LOOKED_THROUGH = 2_000
# What a command makes lives until it is written: Python's collector would walk the modules and the ledger again and again.
_COLLECTED = (50_000, 20, 100)
_QUOTED = re.compile("'([^']*)'")
_NO_COLUMN = re.compile('unable to find column "([^"]*)"')  # polars' words


class Luoshi(LazyGroup):
    """The group, with endings of its own."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> Any:
        gc.set_threshold(*_COLLECTED)
        arguments = list(sys.argv[1:] if args is None else args)
        language = choose_language(arguments, os.environ)
        if (asked := os.environ.get(_COMPLETE)) is not None:
            from luoshi.cli.completion import complete

            sys.exit(complete(self, language, asked))
        code = self.run(arguments, language)
        if extra.get("standalone_mode", True):
            sys.exit(code)
        return code

    def run(self, arguments: list[str], language: Language) -> int:
        """Run one command and return the exit code; what is raised becomes a sentence, or with ``--json`` an object."""
        tell = partial(_tell, as_json=_asks_for_json(arguments))
        try:
            with self.make_context("luoshi", arguments, obj=language) as context:
                self.invoke(context)
            sys.stdout.flush()
        except click.exceptions.Exit as ending:
            return _flushed(ending.exit_code)
        except click.UsageError as error:
            return tell(_usage(error, language), 2, "usage")
        except CommandFailure as failure:
            return tell(str(failure), failure.code, "failure")
        except SourceError as error:
            return tell(_with_near(error, language), 2, error.key or "unreadable")
        except CompiledError:
            return run_as_python(arguments)
        except ConditionError as error:
            return tell(_condition(error, language), 2, "condition")
        except (KeyboardInterrupt, click.Abort):
            return tell(say(language, "errors.interrupted"), 130, "interrupted")
        except BrokenPipeError:
            return _silence()
        except Exception as error:
            if os.environ.get("LUOSHI_DEBUG"):
                import traceback

                traceback.print_exc()
            what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            return tell(say(language, "errors.bug", error=what.splitlines()[0][:300]), 70, "bug")
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


def _tell(sentence: str, code: int, kind: str, *, as_json: bool) -> int:
    if as_json:
        error = {"kind": kind, "code": code, "message": sentence}
        click.echo(json.dumps({"error": error}, ensure_ascii=False), err=True)
    else:
        click.echo(f"luoshi: {sentence}", err=True)
    return code


def _asks_for_json(arguments: Sequence[str]) -> bool:
    """Whether ``--json`` stands among the arguments, wherever."""
    return "--json" in arguments[: arguments.index("--")] if "--" in arguments else "--json" in arguments


def _with_near(error: SourceError, language: Language) -> str:
    """What is wrong; of a file that is not there with the names in its folder that are close to it."""
    told = error.sentence(language)
    if error.key != "missing" or error.name is None:
        return told
    folder, name = os.path.split(error.name)
    try:
        with os.scandir(folder or ".") as entries:
            known = [entry.name for entry in islice(entries, _LOOKED_THROUGH)]
    except OSError:
        return told
    return with_similar(told, name, known, language)


def _condition(error: ConditionError, language: Language) -> str:
    """What is wrong with a condition; of a column that is not there with those that are close to it."""
    told, english = error.sentence(language), str(error)
    lacking = _NO_COLUMN.search(english)
    known = english.rpartition("Columns: ")[2].split(", ")
    return with_similar(told, lacking[1], known, language) if lacking else told


def _usage(error: click.UsageError, language: Language) -> str:
    """What click found wrong with the call, in the language chosen."""
    context = error.ctx
    command = context.command_path if context else "luoshi"
    if isinstance(error, Told):
        return error.message
    if isinstance(error, click.NoSuchOption):
        told = say(language, "errors.no_such_option", option=error.option_name, command=command)
        names = [name for p in context.command.get_params(context) for name in p.opts] if context else ()
        return with_similar(told, error.option_name, names, language)
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        if isinstance(error.param, click.Option):
            name = error.param.opts[0]
        return say(language, "errors.missing", parameter=name, command=command)
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        known = list(map(str, error.param.type.choices))
        said = say(language, "errors.bad_value", parameter=error.param.opts[0], choices=", ".join(known))
        given = _QUOTED.search(error.message)
        return with_similar(said, given[1], known, language) if given else said
    return say(language, "errors.usage", message=error.format_message().rstrip("."), command=command)


main = Luoshi("luoshi")
