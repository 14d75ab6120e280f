"""Why an entry, a line, a silent clause or an unused number is what it is: :func:`explain`, :func:`explain_at`."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from luoshi.explanation.again import Again, Sentence, Tagged
from luoshi.explanation.fields import Trace
from luoshi.explanation.names import Thing, holding, named
from luoshi.explanation.passed import by_role, of_number, of_silence
from luoshi.explanation.reasons import Decision, Explanation, Field, Passed
from luoshi.explanation.recorder import rule, rule_of
from luoshi.explanation.rows import stage_row, wish_row
from luoshi.explanation.weights import Weights, unit_at
from luoshi.ledger.entered import entered
from luoshi.ledger.entry import Entry, Unused
from luoshi.ledger.line import Line
from luoshi.ledger.report import Report
from luoshi.ledger.silent import Silent
from luoshi.lines.objects import lacking, thing_of
from luoshi.statements.reader import Reading
from luoshi.statements.statement import Statement
from luoshi.vocabulary.stages import stage_of


def explain(report: Report, name: str) -> Explanation:
    """Why the entry or line of this id, or of the only id that begins so, is what it is.

    The report is read once more for it; reading it the first time notes nothing and costs nothing.

    :raises luoshi.explanation.names.UnknownIdError: where no entry or line has such an id.
    """
    return Explainer(report).of(named(report, name))


def explain_at(report: Report, words: str) -> tuple[Explanation, ...]:
    """Why the entries, lines, silent clauses and unused numbers whose quote holds ``words`` are what they are."""
    explainer = Explainer(report)
    return tuple(explainer.of(thing) for thing in holding(report, words))


class Explainer:
    """Explains things of one report: what is read once more is read once for all of them."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._sentences: list[Sentence] = []

    def of(self, thing: Thing) -> Explanation:
        """Why ``thing``, which is of the report, is what it is."""
        if isinstance(thing, Entry):
            return self._entry(thing)
        if isinstance(thing, Line):
            return self._line(thing)
        if isinstance(thing, Silent):
            return self._silent(thing)
        return self._unused(thing)

    @cached_property
    def _again(self) -> Again:
        return Again(self._report)

    @cached_property
    def _tagged(self) -> Tagged:
        return self._again.tagged()

    @cached_property
    def _weights(self) -> Weights:
        return Weights(self._again.view.text, self._tagged)

    @cached_property
    def _reading(self) -> Reading:
        return self._again.reading()

    def _sentence(self, position: int) -> Sentence | None:
        for known in self._sentences:
            if known.start <= position < known.end:
                return known
        if (sentence := self._again.sentence(position)) is not None:
            self._sentences.append(sentence)
        return sentence

    def _entry(self, entry: Entry) -> Explanation:
        line = next(line for line in self._report.lines if line.id == entry.line)
        fields = self._of_value(entry) or (*self._of_words(line), *_of_plain(entry))
        return Explanation(
            "entry", entry.id, entry.quote, entry.span, entry.kind, entry.grade, entry.line,
            decision=self._decision(line), fields=fields,
        )  # fmt: skip

    def _line(self, line: Line) -> Explanation:
        entries = tuple(entry.id for entry in self._report.entries if entry.line == line.id)
        return Explanation(
            "line", line.id, line.quote, line.span, line.kind, line.grade, line.id, entries,
            self._decision(line), self._of_words(line),
        )  # fmt: skip

    def _decision(self, line: Line) -> Decision | None:
        """What was learnt that made the line; None where only a value did."""
        if line.certainty is None:
            return None
        span = self._again.view.span
        for tagged in self._tagged.lines.lines:
            if tagged.kind == line.kind and span(tagged.start, tagged.end) == line.span:
                return self._weights.of_line(tagged)
        return None

    def _of_value(self, entry: Entry) -> tuple[Field, ...]:
        """The fields of an entry that is a value; none where it is a line without one."""
        value = self.statement(entry)
        sentence = self._sentence(value.start) if value else None
        return tuple(Trace(self._again.view.text, sentence, value).fields()) if value and sentence else ()

    def statement(self, entry: Entry) -> Statement | None:
        """The value that an entry was made of; None where it is a line without one."""
        alike = [value for value in self._reading.statements if self._is_of(value, entry)]
        # 办结率和满意率均为100%: two entries of one quote and one value, told apart by their subjects
        own = (value for value in alike if value.subject and value.subject.text == entry.subject)
        return next(own, alike[0] if alike else None)

    def _is_of(self, value: Statement, entry: Entry) -> bool:
        return (
            (value.kind, value.measure, value.bound, value.unit) == (entry.kind, entry.measure, entry.bound, entry.unit)
            and (value.subject.indicator if value.subject else None) == entry.indicator
            and [_number(value.low), _number(value.high)] == [_number(entry.low), _number(entry.high)]
            and self._again.view.span(value.start, value.end) == entry.span
        )  # fmt: skip

    def _of_words(self, line: Line) -> tuple[Field, ...]:
        """What the words of a line say beside its kind: what it is about, and how far that has come."""
        found = []
        if line.object is not None and (line.grade is not None or line.kind == "problem"):
            about = lacking if line.kind == "problem" else thing_of
            found.append(Field("object", line.object, rule(about)))
        if line.stage is not None:
            found.append(Field("stage", line.stage, rule(stage_of), tuple(stage_row(line.quote, line.stage))))
        return tuple(found)

    def _silent(self, silent: Silent) -> Explanation:
        position = self._again.view.position(silent.span.start)
        unit = unit_at(self._tagged, position)
        decision = None if unit is None else self._weights.of_clause(unit)
        end = len(self._again.view.text) if unit is None else int(self._tagged.lines.units.ends[unit])
        return Explanation(
            "silent", None, silent.quote, silent.span, decision=decision,
            passed=of_silence(silent, self._again.view.text[position:end]),
        )  # fmt: skip

    def _unused(self, unused: Unused) -> Explanation:
        return Explanation("unused", None, unused.quote, unused.span, passed=self._why_unused(unused))

    def _why_unused(self, unused: Unused) -> Passed:
        view = self._again.view
        position = view.position(unused.span.start)
        sentence = self._sentence(position) or self._again.paragraph(position)
        told = of_number(unused, sentence, view.text, position)
        return told or by_role(unused.reason)


def _of_plain(entry: Entry) -> Iterator[Field]:
    """The years and the wish of an entry without a value."""
    made = entered.__module__
    if (period := entry.period) is not None:
        years = dict.fromkeys((period.first, period.last))
        yield Field("period", "–".join(map(str, years)), rule_of(made, "_Periods.of"))
    if entry.modality is not None:
        yield Field(
            "modality", entry.modality, rule_of(made, "_modality"), wish_row(entry.quote, entry.modality)
        )


def _number(number: object) -> str | None:
    """A number as it compares: 5 and 5.0 are one."""
    return None if number is None else str(Decimal(str(number)).normalize())
