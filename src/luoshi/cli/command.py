"""Commands and groups of click that speak the language chosen; modules are imported when their command runs."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

import click
from click.shell_completion import CompletionItem

from luoshi import __version__
from luoshi.cli.messages import LANGUAGES, Language, say
from luoshi.cli.similar import with_similar

# Command → module whose ``command(language)`` makes it. In the order of the journey.
COMMANDS = {
    "read": "luoshi.cli.read",
    "text": "luoshi.cli.text",
    "outline": "luoshi.cli.outline",
    "explain": "luoshi.cli.explain",
    "check": "luoshi.cli.check",
    "diff": "luoshi.cli.diff",
    "same": "luoshi.cli.same",
    "reconcile": "luoshi.cli.reconcile",
    "fetch": "luoshi.cli.fetch",
    "corpus": "luoshi.cli.corpus",
    "panel": "luoshi.cli.panel",
    "against": "luoshi.cli.against",
    "plot": "luoshi.cli.plot",
    "report": "luoshi.cli.report",
    "portal": "luoshi.cli.portal",
    "quantities": "luoshi.cli.quantities",
    "indicators": "luoshi.cli.indicators",
    "places": "luoshi.cli.places",
    "completion": "luoshi.cli.completion",
}


class Told(click.UsageError):
    """A usage error whose sentence is already in the language chosen."""


def language_of(context: click.Context) -> Language:
    """The language that this run speaks."""
    return cast(Language, context.find_root().obj or "en")


class _Speaking(click.Command):
    """Usage, headings, ``--lang`` and ``--help`` in the language chosen.

    The language is known only when the command runs, so whatever depends on it is made then, never kept.
    """

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        language = language_of(ctx)
        lang = option(language, "options.lang", "--lang", type=click.Choice(LANGUAGES), expose_value=False)
        as_json = option(language, "options.json", "--json", is_flag=True, expose_value=False)
        return [*self.params, lang, as_json, _printing(language, "help", lambda context: context.get_help())]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, say(language_of(ctx), "headings.usage"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [r for p in options if (r := p.get_help_record(ctx)) is not None]
        with formatter.section(say(language_of(ctx), "headings.options")):
            formatter.write_dl(records)


class Command(_Speaking):
    """One command of ``luoshi``, its words from the catalogue."""

    def __init__(
        self, name: str, language: Language, run: Callable[..., None], params: list[click.Parameter]
    ):
        super().__init__(
            name,
            callback=run,
            params=params,
            add_help_option=False,
            help=say(language, f"{name}.help"),
            epilog=say(language, f"{name}.epilog").strip(),
        )


class LazyGroup(_Speaking, click.Group):
    """``luoshi``: knows its commands by name only, so that help imports none of them."""

    def __init__(self, name: str) -> None:
        super().__init__(name, invoke_without_command=True, add_help_option=False, callback=_help_alone)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        version = _printing(language_of(ctx), "version", lambda context: f"luoshi {__version__}")
        return [version, *super().get_params(ctx)]

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        make = cast(Callable[[Language], click.Command], import_module(module).command)
        return make(language_of(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            names, language = ", ".join(COMMANDS), language_of(ctx)
            told = say(language, "errors.no_such_command", name=args[0], commands=names)
            raise Told(with_similar(told, args[0], COMMANDS, language), ctx)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands by name; click would import them all for their help."""
        language = language_of(ctx)
        if incomplete.startswith("-"):
            return click.Command.shell_complete(self, ctx, incomplete)
        found = [name for name in COMMANDS if name.startswith(incomplete)]
        return [CompletionItem(name, help=say(language, f"{name}.short")) for name in found]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(language_of(ctx), "group.help"))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section(say(language_of(ctx), "headings.commands")):
            formatter.write_dl([(name, say(language_of(ctx), f"{name}.short")) for name in COMMANDS])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(language_of(ctx), "group.epilog").strip())


@click.pass_context
def _help_alone(context: click.Context) -> None:
    """``luoshi`` alone shows what it can do."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def _printing(language: Language, name: str, words: Callable[[click.Context], str]) -> click.Option:
    """An option that prints something and ends the run."""

    def show(context: click.Context, _: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            click.echo(words(context))
            context.exit()

    return option(
        language,
        f"options.{name}",
        f"--{name}",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
    )


def option(language: Language, key: str, *names: str, **settings: Any) -> click.Option:
    """An option with its help from the catalogue."""
    return click.Option(list(names), help=say(language, key), **settings)


def files_argument(name: str, *, required: bool = True) -> click.Argument:
    """One or several paths: a report, its pages, or the folder or ZIP that holds them."""
    return click.Argument(
        [name], metavar=f"{name.upper()}...", nargs=-1, required=required, shell_complete=_files
    )


def pages_option(language: Language) -> click.Option:
    """``--pages``: the files are one report's, whatever they say of themselves."""
    return option(language, "options.pages", "--pages", is_flag=True)


def file_argument(name: str) -> click.Argument:
    """A file's path, or ``-`` for standard input; opened by :mod:`luoshi.cli.streams`, which has better sentences."""
    return click.Argument([name], metavar=name.upper(), shell_complete=_files)


def _files(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """A shell completes files by itself."""
    return [CompletionItem(incomplete, type="file")]
