"""``luoshi diff OLD NEW``: entries gained, lost and changed."""

import json
from collections.abc import Iterator
from typing import Any

import click

from luoshi.cli.choice import choice_options, chosen
from luoshi.cli.command import Command, file_argument, option
from luoshi.cli.messages import Language, say
from luoshi.cli.streams import write_bytes
from luoshi.ledger.chosen_pairs import choose_pairs
from luoshi.ledger.diff import Diff, pair
from luoshi.ledger.export.labels import label
from luoshi.ledger.stored import Row, load_ledger

_SHOWN = 80


def command(language: Language) -> click.Command:
    @click.pass_context
    def run(
        context: click.Context, /, old: str, new: str, form: str, exit_code: bool, **asked: object
    ) -> None:
        was, now = load_ledger(old), load_ledger(new)
        outcome = choose_pairs(pair(was, now), was, now, chosen(asked, language)).diff()
        if form == "json":
            text = json.dumps(outcome.to_dict(), ensure_ascii=False, indent=1) + "\n"
        else:
            text = "".join(f"{line}\n" for line in _lines(outcome, language))
        write_bytes(text.encode("utf-8", "backslashreplace"), language)
        if exit_code and outcome:
            context.exit(1)

    choice = click.Choice(["table", "json"])
    form = option(language, "diff.format", "--format", "form", type=choice, default="table")
    code = option(language, "diff.exit_code", "--exit-code", is_flag=True)
    return Command(
        "diff",
        language,
        run,
        [file_argument("old"), file_argument("new"), *choice_options(language), form, code],
    )


def _lines(outcome: Diff, language: Language) -> Iterator[str]:
    for entry in outcome.lost:
        yield f"- {_entry(entry, language)}"
    for entry in outcome.gained:
        yield f"+ {_entry(entry, language)}"
    for change in outcome.changed:
        yield f"~ {_entry(change.new, language)}"
        for field in change.fields:
            words = label("field", field, language)
            yield f"    {words}: {_value(change.old.get(field))} → {_value(change.new.get(field))}"
    counts = {name: len(getattr(outcome, name)) for name in ("gained", "lost", "changed")}
    yield say(language, "diff.summary", moved=outcome.moved, same=outcome.same, **counts)


def _entry(entry: Row, language: Language) -> str:
    kind = label("kind", str(entry.get("kind")), language)
    subject = entry.get("subject")
    return (
        f"{kind} {_short(str(subject))}  “{_short(entry['quote'])}”"
        if subject
        else f"{kind}  “{_short(entry['quote'])}”"
    )


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _short(value)
    return json.dumps(value, ensure_ascii=False)


def _short(text: str) -> str:
    line = "".join(character if character.isprintable() else " " for character in text)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
