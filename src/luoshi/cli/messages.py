"""What the command says, and in which language."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_VARIABLES = ("LUOSHI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@cache
def catalogue() -> dict[str, dict[str, dict[str, str]]]:
    """``data/messages.toml``: section → key → language → words."""
    return tomllib.loads(files("luoshi.cli").joinpath("data/messages.toml").read_text(encoding="utf-8"))


def say(language: Language, key: str, **fields: object) -> str:
    """The words for ``section.key``, its blanks filled in."""
    section, _, name = key.partition(".")
    words = catalogue()[section][name][language]
    return words.format(**fields) if fields else words


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """``--lang`` wherever it stands, else the first of the variables that is set; English where none is Chinese."""
    asked = _option(arguments)
    if asked is not None:
        return "zh" if asked.lower().startswith("zh") else "en"
    for variable in _VARIABLES:
        if value := environment.get(variable):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def _option(arguments: Sequence[str]) -> str | None:
    for number, argument in enumerate(arguments):
        if argument == "--":
            return None
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and number + 1 < len(arguments):
            return arguments[number + 1]
    return None
