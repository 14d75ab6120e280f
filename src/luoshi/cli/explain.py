"""``luoshi explain FILE ID``: why an entry, a line, a clause or a number is read as it is."""

import json
import os

import click

from luoshi.cli.command import Command, file_argument, option
from luoshi.cli.explained import listed, told
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.streams import read_report_text, write_bytes
from luoshi.explanation.explain import Explainer, explain
from luoshi.explanation.names import UnknownIdError, holding
from luoshi.explanation.reasons import Explanation
from luoshi.ledger.build import read_source
from luoshi.ledger.report import Report

_IN_FULL = 3  # more places than these are listed, and not explained one by one


def command(language: Language) -> click.Command:
    def run(file: str, id: str | None, words: str | None, form: str) -> None:
        if (id is None) == (words is None):
            raise CommandFailure(say(language, "explain.one_of_two"))
        source = read_report_text([file], language)
        report = read_source(source, file_name=os.path.basename(source.path) if source.path else None)
        if id is not None:
            found = [_explained(report, id, language)]
            text = _json(found[0].to_dict()) if form == "json" else told(found[0], language)
        else:
            text = _at(report, words or "", form, language)
        write_bytes(text.encode("utf-8", "backslashreplace"), language)

    return Command(
        "explain",
        language,
        run,
        [
            file_argument("file"),
            click.Argument(["id"], metavar="[ID]", required=False),
            option(language, "explain.at", "--at", "words", metavar="TEXT"),
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


def _at(report: Report, words: str, form: str, language: Language) -> str:
    """Whatever holds ``words``: explained where it is little, else listed."""
    things = holding(report, words)
    if not things:
        raise CommandFailure(say(language, "explain.not_there", text=words))
    if form == "text" and len(things) > _IN_FULL:
        return listed(things, words, language)
    explainer = Explainer(report)
    found = [explainer.of(thing) for thing in things]
    if form == "json":
        return _json([one.to_dict() for one in found])
    return "\n".join(told(one, language) for one in found)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
