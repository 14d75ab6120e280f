"""``luoshi explain FILE ID``: why an entry, a line, a clause or a number is read as it is."""

import json
import os

import click

from luoshi.cli.choice import choice_options, chosen
from luoshi.cli.command import Command, file_argument, option
from luoshi.cli.explained import listed, told
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.streams import read_report_text, write_bytes
from luoshi.explanation.explain import Explainer, explain
from luoshi.explanation.names import Thing, UnknownIdError, holding
from luoshi.explanation.reasons import Explanation
from luoshi.ledger.build import read_source
from luoshi.ledger.choice import Choice, choose
from luoshi.ledger.entry import Entry
from luoshi.ledger.report import Report
from luoshi.pure import CompiledError, is_compiled

_IN_FULL = 3  # more places than these are listed, and not explained one by one


def command(language: Language) -> click.Command:
    def run(file: str, id: str | None, words: str | None, form: str, **asked: object) -> None:
        choice = chosen(asked, language)
        if (id is None) == (words is None and not choice.narrows):
            raise CommandFailure(say(language, "explain.one_of_two"))
        if is_compiled():
            raise CompiledError
        source = read_report_text([file], language)
        report = read_source(source, file_name=os.path.basename(source.path) if source.path else None)
        if id is not None:
            found = [_explained(report, id, language)]
            text = _json(found[0].to_dict()) if form == "json" else told(found[0], language)
        else:
            text = _all(report, _chosen(report, words, choice, language), words, form, language)
        write_bytes(text.encode("utf-8", "backslashreplace"), language)

    return Command(
        "explain",
        language,
        run,
        [
            file_argument("file"),
            click.Argument(["id"], metavar="[ID]", required=False),
            option(language, "explain.at", "--at", "words", metavar="TEXT"),
            *choice_options(language),
            option(
                language, "explain.format", "--format", "form", type=click.Choice(["text", "json"]), default="text"
            ),
        ],
    )  # fmt: skip


def _explained(report: Report, id: str, language: Language) -> Explanation:
    try:
        return explain(report, id)
    except UnknownIdError as error:
        closest = (", " if language == "en" else "、").join(error.closest)
        key = "several_ids" if error.several else "no_such_id" if closest else "no_ids"
        raise CommandFailure(say(language, f"explain.{key}", id=id, closest=closest)) from None


def _chosen(report: Report, words: str | None, choice: Choice, language: Language) -> list[Thing]:
    """Whatever holds ``words``; where the choice narrows, only the entries asked for, and all of these where no words are given."""
    things: list[Thing] = list(report.entries) if words is None else holding(report, words)
    if choice.narrows:
        asked = {entry.id for entry in choose(report, choice).entries}
        things = [thing for thing in things if isinstance(thing, Entry) and thing.id in asked]
    if not things:
        key = "none_asked_for" if choice.narrows else "not_there"
        raise CommandFailure(say(language, f"explain.{key}", text=words))
    return things


def _all(report: Report, things: list[Thing], words: str | None, form: str, language: Language) -> str:
    """``things`` explained where they are few, else listed."""
    if form == "text" and len(things) > _IN_FULL:
        return listed(things, words, language)
    explainer = Explainer(report)
    found = [explainer.of(thing) for thing in things]
    if form == "json":
        return _json([one.to_dict() for one in found])
    return "\n".join(told(one, language) for one in found)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
