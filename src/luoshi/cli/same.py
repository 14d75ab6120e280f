"""``luoshi same A B``: whether two files are copies of one report, and where they differ."""

import json
import os
import sys
from collections.abc import Iterator, Sequence

import click

from luoshi.cli.command import Command, file_argument, option
from luoshi.cli.failure import CommandFailure
from luoshi.cli.messages import Language, say
from luoshi.cli.streams import STANDARD, read_source_text, write_bytes
from luoshi.copies import Comparison, Copy, Difference, Marks, Reading, compare
from luoshi.copies.difference import KINDS

_SHOWN = 20
_LONGEST = 60
_MARKS = 6


def command(language: Language) -> click.Command:
    @click.pass_context
    def run(context: click.Context, a: str, b: str, form: str, every: bool) -> None:
        if a == b == STANDARD:
            raise CommandFailure(say(language, "errors.two_inputs"))
        outcome = compare(read_source_text(a, language), read_source_text(b, language))
        if form == "json":
            text = json.dumps(outcome.to_dict(), ensure_ascii=False, indent=1) + "\n"
        elif form == "jsonl":
            rows = (difference.to_dict() for difference in outcome.differences)
            text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        else:
            text = "".join(f"{line}\n" for line in _lines(outcome, language, None if every else _SHOWN))
        write_bytes(text.encode("utf-8", "backslashreplace"), language)
        if not outcome.are_copies:
            context.exit(1)

    choice = click.Choice(["table", "json", "jsonl"])
    form = option(language, "same.format", "--format", "form", type=choice, default="table")
    every = option(language, "same.all", "--all", "every", is_flag=True)
    return Command("same", language, run, [file_argument("a"), file_argument("b"), form, every])


def _lines(outcome: Comparison, language: Language, most: int | None) -> Iterator[str]:
    """The comparison for a reader: the verdict, the numbers behind it, then what differs."""
    yield _bold(say(language, f"same.verdict_{outcome.relation or outcome.verdict}"))
    yield _copy(outcome.a, "A", "B", outcome.shared.a_in_b, language)
    yield _copy(outcome.b, "B", "A", outcome.shared.b_in_a, language)
    if not outcome.are_copies:
        yield say(language, "same.needed", needed=_share(outcome.needed))
        return
    for field in outcome.stated_differently:
        a, b = getattr(outcome.a, field), getattr(outcome.b, field)
        yield say(language, f"same.stated_{field}", a=_line(str(a)), b=_line(str(b)))
    for kind in KINDS:
        differences = [d for d in outcome.differences if d.kind == kind]
        if differences:
            yield from _group(kind, differences, language, most)
    if not outcome.differences and outcome.verdict != "same":
        yield ""
        yield say(language, "same.no_differences")
    yield from _counted("marks", outcome.marks, language)
    yield from _counted("spellings", outcome.spellings, language)


def _copy(copy: Copy, side: str, other: str, share: float, language: Language) -> str:
    comma = "，" if language == "zh" else ", "
    facts = " ".join(str(fact) for fact in (copy.place, copy.year) if fact)
    return say(
        language,
        "same.copy",
        side=side,
        other=other,
        name=_line(copy.path or STANDARD),
        facts=f"{_line(facts)}{comma}" if facts else "",
        count=f"{copy.characters:,}",
        share=_share(share),
    )


def _share(share: float) -> str:
    """``99.9%``; all is said of all only."""
    return f"{int(share * 1000) / 10:g}%"


def _group(kind: str, differences: list[Difference], language: Language, most: int | None) -> Iterator[str]:
    yield ""
    yield _bold(say(language, f"same.{kind}", count=len(differences)))
    for number, difference in enumerate(differences[:most], 1):
        yield from _difference(number, difference, language)
    if most is not None and len(differences) > most:
        yield "  " + say(language, "same.more", count=len(differences) - most)


def _difference(number: int, difference: Difference, language: Language) -> Iterator[str]:
    kind = difference.kind
    before, after = difference.before, difference.after
    around = f"{'…' if before else ''}{before}【　】{after}{'…' if after else ''}"
    yield f"{number:>3}  {_line(around)}"
    if kind != "missing_in_a":
        yield "       " + _reading("A", difference.a, language)
    if kind != "missing_in_b":
        yield "       " + _reading("B", difference.b, language)
    if kind != "number":
        return
    for evidence in difference.evidence:
        side = evidence.supports.upper()
        yield "     · " + say(
            language, "same.supported", side=side, reason=_line(evidence.sentence(language))
        )
    if not difference.evidence:
        yield "     · " + say(language, "same.unsupported")
    elif difference.supported is None:
        yield "     · " + say(language, "same.contradictory")


def _reading(side: str, reading: Reading, language: Language) -> str:
    quote = _short(reading.quote) or say(language, "same.nothing")
    place = {"start": reading.span.start, "end": reading.span.end}
    return say(language, "same.reading", side=side, quote=_bold(quote), **place)


def _counted(key: str, marks: Sequence[Marks], language: Language) -> Iterator[str]:
    if not marks:
        return
    comma = "；" if language == "zh" else "; "
    nothing = say(language, "same.nothing")
    listed = [
        say(language, "same.mark", a=_short(m.a) or nothing, b=_short(m.b) or nothing, count=m.count)
        for m in marks[:_MARKS]
    ]
    if len(marks) > _MARKS:
        listed.append("…")
    yield ""
    yield say(language, f"same.{key}", count=sum(m.count for m in marks), list=comma.join(listed))


def _bold(text: str) -> str:
    return click.style(text, bold=True) if sys.stdout.isatty() and "NO_COLOR" not in os.environ else text


def _short(text: str) -> str:
    line = _line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]}……{line[-_LONGEST // 3 :]}"


def _line(text: str) -> str:
    """Without line ends and control characters, which would speak to the terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
