"""An explanation in plain sentences, for a terminal of 80 columns."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from luoshi.cli.messages import Language, say
from luoshi.cli.widths import filled, padded, short
from luoshi.explanation.names import Thing
from luoshi.explanation.reasons import Clause, Decision, Explanation, Field, Passed, Rule, TableRow, Weight
from luoshi.ledger.entry import Entry
from luoshi.ledger.export.labels import label, number
from luoshi.ledger.line import Line
from luoshi.ledger.silent import Silent
from luoshi.vocabulary.indicators import indicators

_WIDTH = 80
_QUOTE = 72
_WORDS = 44
_LONGEST_BAR = 8
_NAME = 14  # columns of a field's name
_FOUND_IN_LABELS = ("kind", "bound", "measure", "direction", "modality")


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    """``data/explain.toml``: group → code → language → words."""
    return tomllib.loads(files("luoshi.cli").joinpath("data/explain.toml").read_text(encoding="utf-8"))


def _word(group: str, code: str, language: Language) -> str:
    """The words for a code; the code itself where it has none."""
    return _words()[group].get(code, {}).get(language, code)


def told(explanation: Explanation, language: Language) -> str:
    """The explanation as lines of text."""
    return "".join(f"{line}\n" for line in _lines(explanation, language))


def listed(things: Sequence[Thing], words: str | None, language: Language) -> str:
    """One line for each thing that holds ``words``, or was asked for without any."""
    key = "explain.several_asked_for" if words is None else "explain.several"
    lines = [say(language, key, count=len(things), text=short(words or "", _WORDS))]
    for thing in things:
        what = _what(thing)
        name = thing.id if isinstance(thing, (Entry, Line)) else say(language, f"explain.{what}")
        lines.append(f"  {padded(name, _NAME + 4)} {short(thing.quote, _QUOTE - _NAME - 6)}")
    return "".join(f"{line}\n" for line in lines)


def _what(thing: Thing) -> str:
    if isinstance(thing, (Entry, Line)):
        return "entry" if isinstance(thing, Entry) else "line"
    return "silent" if isinstance(thing, Silent) else "unused"


def _lines(one: Explanation, language: Language) -> Iterator[str]:
    heading = say(language, f"explain.{one.what}", id=one.id)
    kinds = [label("kind", one.kind, language)] if one.kind else []
    kinds += [_bare(_word("short", one.grade, language))] if one.grade else []
    yield " · ".join([heading, *kinds])
    yield from filled(f"“{one.quote}”", _WIDTH)
    if one.decision is not None:
        yield ""
        yield say(language, "explain.why_silent" if one.what == "silent" else "explain.why_line")
        yield from _decided(one.decision, one, language)
    elif one.what in ("entry", "line"):
        yield ""
        yield say(language, "explain.why_line")
        yield from _paragraph(say(language, "explain.only_value"))
    if one.what == "entry" and one.line:
        yield from _paragraph(say(language, "explain.of_line", line=one.line))
    if one.what == "line" and one.entries:
        yield from _paragraph(say(language, "explain.values", entries=", ".join(one.entries)))
    if one.fields:
        yield ""
        yield say(language, "explain.why_value")
        for field in one.fields:
            yield from _field(field, language)
    if one.passed is not None:
        if one.what == "unused":
            yield ""
            yield say(language, "explain.why_unused")
        yield from _passed(one.passed, one.what, language)


def _bare(words: str) -> str:
    """``a deed`` → ``deed``."""
    return words.removeprefix("an ").removeprefix("a ")


def _decided(decision: Decision, one: Explanation, language: Language) -> Iterator[str]:
    sentences = [say(language, "explain.read_as", reading=_word("reading", decision.reading, language))]
    if decision.certainty is not None:
        share = round(100 * decision.certainty)
        sentences.append(say(language, "explain.surely" if share > 99 else "explain.certain", share=share))
    others = [
        say(
            language,
            "explain.alternative",
            reading=_word("short", other.reading, language) if other.reading in _words()["short"] else _word("reading", other.reading, language),
            share=_percent(other.likely),
        )
        for other in decision.alternatives
    ]  # fmt: skip
    sentences.append(
        say(language, "explain.otherwise", readings=("、" if language == "zh" else ", ").join(others))
    )
    if one.what != "silent":
        sentences.append(_extent(decision.clauses, language))
    if decision.lead.strip():
        sentences.append(say(language, "explain.lead", lead=decision.lead.strip()))
    yield from _paragraph(("" if language == "zh" else " ").join(sentences))
    most = max((abs(w.weight) for c in decision.clauses for w in c.speaks_for + c.speaks_against), default=1)
    yield ""
    for clause in decision.clauses:
        yield from _clause(clause, most, language)
    yield from _paragraph(say(language, "explain.weights"))


def _extent(clauses: Sequence[Clause], language: Language) -> str:
    """Where the line begins and ends."""
    if len(clauses) == 1:
        return say(language, "explain.one_clause")
    begin, end = (short(clause.quote, _WORDS // 2) for clause in (clauses[0], clauses[-1]))
    return say(language, "explain.clauses", count=len(clauses), begin=begin, end=end)


def _clause(clause: Clause, most: float, language: Language) -> Iterator[str]:
    yield from _paragraph(f"“{short(clause.quote, _QUOTE)}”")
    likelier = clause.instead_likely > clause.likely
    yield from _paragraph(
        say(
            language,
            "explain.together" if likelier else "explain.rather",
            label=_label(clause.label, language),
            share=_percent(clause.likely),
            instead=_label(clause.instead, language),
            instead_share=_percent(clause.instead_likely),
        ),
        4,
    )
    for key, weights in (("for", clause.speaks_for), ("against", clause.speaks_against)):
        head = say(language, f"explain.{key}")
        for weight in weights:
            bar = "▇" * max(1, round(_LONGEST_BAR * abs(weight.weight) / most))
            figure = f"{weight.weight:+.1f}".replace("-", "−")
            yield f"      {padded(head, 8)}{padded(bar, _LONGEST_BAR + 1)}{figure}  {_seen(weight, clause.role, language)}"
            head = ""


def _seen(weight: Weight, role: str, language: Language) -> str:
    where = _word("where", weight.where, language).format(role=label("role", role, language))
    return short(" … ".join(weight.words), _WORDS) + where


def _label(code: str, language: Language) -> str:
    kind = _word("short", code[2:], language) if len(code) > 1 else ""
    return _word("label", code[0], language).format(kind=kind)


def _percent(share: float) -> str:
    """``97%``, ``0.3%``, ``<0.1%``."""
    share *= 100
    if share < 0.1:
        return "<0.1%"
    if share > 99.9:
        return ">99.9%"
    return f"{share:.1f}%" if share < 1 or share >= 99.5 else f"{share:.0f}%"


def _field(field: Field, language: Language) -> Iterator[str]:
    name = _word("field", field.name, language)
    yield f"  {padded(name, _NAME)}{short(_value(field, language), _WIDTH - _NAME - 2)}"
    for row in field.rows:
        yield from _paragraph(_row(row, language), _NAME + 2)
    yield from _rule(field.rule, language, _NAME + 2)


def _value(field: Field, language: Language) -> str:
    if field.value == "true":
        return _word("yes", "true", language)
    if field.name in _FOUND_IN_LABELS:
        words = label(field.name, field.value, language)
        return words if words == field.value else f"{words} ({field.value})"
    if field.name == "indicator" and (listed := indicators().by_code.get(field.value)):
        return f"{listed.name} ({field.value})"
    if field.name == "stage":
        return _word("stage", field.value, language)
    if field.name == "number":
        return "–".join(map(number, field.value.split("–")))
    return field.value


def _row(row: TableRow, language: Language) -> str:
    return say(language, "explain.row", word=row.word, table=row.table, line=row.line)


def _rule(rule: Rule, language: Language, indent: int) -> Iterator[str]:
    """What the rule says, and its name."""
    name = f"{rule.module.removeprefix('luoshi.')}.{rule.name}"
    says = _words()["rule"].get(name, {}).get(language) or rule.says.replace("``", "")
    if says:
        yield from _paragraph(says, indent)
    yield f"{' ' * indent}[{name}]"


def _passed(passed: Passed, what: str, language: Language) -> Iterator[str]:
    group = "silent" if what == "silent" else "unused"
    yield from _paragraph(f"{passed.reason}: {_word(group, passed.reason, language)}")
    for row in passed.rows:
        yield from _paragraph(_row(row, language), 4)
    yield from _rule(passed.rule, language, 4)


def _paragraph(words: str, indent: int = 2) -> Iterator[str]:
    yield from filled(words, _WIDTH, indent)
