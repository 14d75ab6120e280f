"""Which rule made each field of a value: found in a recording of its sentence.

A value is made once and then handed on, so the rule of a field is the function that gave it back first: the innermost. What is a word of a
table (a unit, a bound, an indicator, a predicate) has its row beside it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from luoshi.explanation.again import Sentence
from luoshi.explanation.reasons import Field, Rule, TableRow
from luoshi.explanation.recorder import Call, rule
from luoshi.explanation.rows import bound_row, indicator_row, phrase_row, unit_row
from luoshi.quantities.measure import finished
from luoshi.quantities.quantity import Quantity
from luoshi.quantities.scanner import scan
from luoshi.statements.reader import read_sentence
from luoshi.statements.sentence.headlines import Headlines
from luoshi.statements.statement import Period, Statement, Subject
from luoshi.statements.words.measures import Setting
from luoshi.statements.words.openings import Opening
from luoshi.statements.years.calendar import Calendar
from luoshi.vocabulary.phrases import Phrase
from luoshi.vocabulary.units import Unit

_AS_TOLD = ("measure", "direction", "period", "modality", "relation")
"""What a statement has of its own, beside its number and its subject."""


class Trace:
    """The making of ``value``, one statement of a sentence of the view ``text``."""

    def __init__(self, text: str, sentence: Sentence, value: Statement) -> None:
        self._text, self._sentence, self._value = text, sentence, value
        self._calls = list(sentence.calls)
        self._maker = self._first(lambda call: _same_value(value, call.value))
        within = list(self._maker.within()) if self._maker else []
        self._made_of = within or self._calls
        self._quantity = self._number()

    def maker(self) -> Rule:
        """The rule that made the statement as a whole."""
        return self._maker.rule() if self._maker else rule(read_sentence)

    def subject_rule(self) -> Rule | None:
        """The rule that found the subject."""
        subject = self._value.subject
        call = self._first(lambda call: _has_subject(call.value, subject)) if subject else None
        return call.rule() if call else None

    def fields(self) -> Iterator[Field]:
        """All that the ledger says of the value, in its order."""
        value, subject = self._value, self._value.subject
        yield self._kind()
        if value.headline:
            yield Field("headline", "true", rule(Headlines.judge))
        if subject is not None:
            yield Field("subject", subject.text, self.subject_rule() or self.maker())
            yield from self._of_subject(subject)
        yield from self._of_number()
        for name in _AS_TOLD:
            if (told := getattr(value, name)) is not None:
                yield Field(name, _written(told), self._told(told, name), tuple(self._rows(name, told)))

    def _first(self, fits: Callable[[Call], bool], calls: list[Call] | None = None) -> Call | None:
        """The call that returned first among those that fit: the innermost."""
        return next((call for call in (self._calls if calls is None else calls) if fits(call)), None)

    def _kind(self) -> Field:
        past = self._first(lambda call: call.name == "Calendar.past" and call.value is not None)
        if past is not None and self._value.kind == "result":
            return Field("kind", "result", rule(Calendar.past))
        return Field("kind", self._value.kind, rule(read_sentence))

    def _of_subject(self, subject: Subject) -> Iterator[Field]:
        code = subject.indicator
        if code is not None:
            call = self._first(lambda call: _gives_code(call, code)) or self._first(
                lambda call: isinstance(call.value, Subject) and call.value.indicator == code
            )
            rows = tuple(indicator_row(code, subject.text, self._calls))
            yield Field("indicator", code, call.rule() if call else self.maker(), rows)
        if subject.scope is not None:
            call = self._first(lambda call: _has(call.value, Opening, "scope", subject.scope)) or self._first(
                lambda call: _has(call.value, Subject, "scope", subject.scope)
            )
            rows = tuple(self._phrases(lambda phrase: phrase.word == subject.scope))
            yield Field("scope", subject.scope, call.rule() if call else self.maker(), rows)
        if subject.partial:
            call = self._first(
                lambda call: _has(call.value, Subject, "text", subject.text) and call.value.partial
            )
            yield Field("partial", "true", call.rule() if call else self.maker())

    def _of_number(self) -> Iterator[Field]:
        value, quantity = self._value, self._quantity
        if value.low is not None or value.high is not None:
            numbers = "–".join(
                dict.fromkeys(format(n, "f") for n in (value.low, value.high) if n is not None)
            )
            made = self._scanned(lambda call: isinstance(call.value, Quantity) and _own(call.value, quantity))
            if made is not None and made.name == finished.__name__ and made.caller is not None:
                made = made.caller  # what is counted there, and not how every number is finished
            yield Field("number", numbers, made.rule() if made else self.maker())
        if value.unit:
            rows = tuple(unit_row(unit)) if (unit := self._unit(value.unit)) else ()
            found = self._scanned(lambda call: _gives_unit(call, unit)) if unit else None
            own = self._first(lambda call: call.value == value.unit and call.name == "unit_of", self._made_of)
            made_by = found or own
            yield Field("unit", value.unit, made_by.rule() if made_by else self.maker(), rows)
        if value.bound is not None:
            yield self._bound(value.bound)

    def _bound(self, bound: str) -> Field:
        """The bound: of the number's own words, or what its neighbours or its statement made of it."""
        quantity = self._quantity
        if quantity is not None and quantity.bound == bound:
            number = self._scanned(
                lambda call: isinstance(call.value, Quantity) and _own(call.value, quantity)
            )
            words = [
                call
                for call in (number.within() if number else ())
                if isinstance(call.value, tuple) and call.value[:1] == (bound,)
            ]
            rows = tuple(bound_row(quantity.span.of(self._sentence_text()), bound))
            if words:
                return Field("bound", bound, words[0].rule(), rows)
            return Field("bound", bound, number.rule() if number else rule(scan), rows)
        spread = self._first(lambda call: _spread(call, self._value, bound))
        made = spread or self._first(lambda call: call.value == bound, self._made_of)
        rows = tuple(bound_row(self._text[self._value.start : self._value.end], bound))
        return Field("bound", bound, made.rule() if made else self.maker(), rows)

    def _told(self, told: Any, name: str) -> Rule:
        """The rule of a field that the statement has of its own."""
        made = self._first(lambda call: type(call.value) is type(told) and call.value == told, self._made_of)
        if made is not None:
            if name == "period" and (origin := self._origin_of_period(made, told)) is not None:
                return origin.rule()
            return made.rule()
        first = self._maker.value if self._maker else None
        if self._maker and isinstance(first, Statement) and getattr(first, name) != told:
            changed = self._first(
                lambda call: not _above(call, self._maker) and _changed(call.value, self._value, name, told)
            )
            later = changed or self._maker.caller or self._maker
            return later.rule()
        return self.maker()

    def _origin_of_period(self, made: Call, told: Period) -> Call | None:
        """Where the years came from that the setting of the sentence only handed on."""
        setting = made.given.get("setting")
        if not isinstance(setting, Setting) or told not in (setting.period, setting.several, setting.around):
            return None
        return self._first(lambda call: call.module.endswith(".calendar") and _speaks_of(call.value, told))

    def _rows(self, name: str, told: Any) -> Iterator[TableRow]:
        """The rows of the predicates and openers that say so: 增长 (up), 确保 (ensure)."""
        if name == "direction":
            yield from self._phrases(lambda phrase: (phrase.sense or "").split(" ")[0] == told)
        elif name == "modality" and told != "expect":
            yield from self._phrases(lambda phrase: phrase.sense == told)
        elif name == "measure" and told in ("growth", "growth_average", "change"):
            yield from self._phrases(lambda phrase: phrase.kind in ("grow", "rate"))
        elif name == "measure" and told == "share":
            yield from self._phrases(lambda phrase: phrase.kind == "share")

    def _phrases(self, fits: Callable[[Phrase], bool]) -> Iterator[TableRow]:
        """The row of the last word that fits among those that were looked up and stand in the quote."""
        quote = self._text[self._value.start : self._value.end]
        before = self._made_of[-1] if self._maker else None
        found: Phrase | None = None
        for call in self._calls:
            if isinstance(call.value, Phrase) and fits(call.value) and call.value.word in quote:
                found = call.value
            if call is before:
                break
        if found is not None:
            yield from phrase_row(found)

    def _sentence_text(self) -> str:
        return self._text[self._sentence.start : self._sentence.end]

    def _number(self) -> Quantity | None:
        """The number of the value as it was scanned, in offsets into the sentence."""
        begin, value = self._sentence.start, self._value
        given = self._maker.given.get("quantity") if self._maker else None
        numbers = [call.value for call in self._sentence.numbers if isinstance(call.value, Quantity)]
        if isinstance(given, Quantity):
            core = (given.core.start - begin, given.core.end - begin)
            numbers = [number for number in numbers if number.core == core] or numbers
        inside = [
            n for n in numbers if value.start - begin <= n.core.start and n.core.end <= value.end - begin
        ]
        told = {value.low, value.high} - {None}
        return next((number for number in inside if told & {number.low, number.high}), None)

    def _scanned(self, fits: Callable[[Call], bool]) -> Call | None:
        return self._first(fits, list(self._sentence.numbers))

    def _unit(self, canonical: str) -> Unit | None:
        """The alias of the unit as it stands behind the number."""
        quantity = self._quantity
        if quantity is None:
            return None
        for call in self._sentence.numbers:
            if call.name == "Units.at" and call.value is not None:
                unit: Unit = call.value[0]
                inside = quantity.core.start <= call.given["start"] <= quantity.core.end
                if inside and (unit.canonical == canonical or canonical.startswith(f"{unit.canonical}/")):
                    return unit
        return None


def _statements_in(value: Any) -> Iterator[Statement]:
    """The statements that a function gave back: itself, or in a list or a tuple."""
    if isinstance(value, Statement):
        yield value
    elif isinstance(value, (list, tuple)) and not isinstance(value, Quantity):
        for one in value:
            if isinstance(one, Statement):
                yield one
            elif isinstance(one, list):
                yield from (other for other in one if isinstance(other, Statement))


def _same_value(value: Statement, given: Any) -> bool:
    """Whether ``given`` is, or holds, the statement that became ``value``: its number and its subject are never changed."""
    return any(
        (one.start, one.end, one.low, one.high, one.unit) == (value.start, value.end, value.low, value.high, value.unit)
        and (one.subject and one.subject.text) == (value.subject and value.subject.text)
        and one.measure == value.measure
        for one in _statements_in(given)
    )  # fmt: skip


def _changed(given: Any, value: Statement, name: str, told: Any) -> bool:
    return any(
        (one.start, one.end, one.low, one.high) == (value.start, value.end, value.low, value.high)
        and getattr(one, name) == told
        for one in _statements_in(given)
    )


def _above(call: Call, maker: Call | None) -> bool:
    """Whether ``maker`` ran within ``call``, or is it."""
    while maker is not None:
        if maker is call:
            return True
        maker = maker.caller
    return False


def _has(given: Any, kind: type, name: str, told: Any) -> bool:
    return isinstance(given, kind) and getattr(given, name) == told


def _has_subject(given: Any, subject: Subject | None) -> bool:
    """Whether ``given`` is, or holds, the subject where it stands."""
    several = given if isinstance(given, (list, tuple)) and not isinstance(given, Subject) else (given,)
    return subject is not None and any(
        isinstance(one, Subject)
        and (one.start, one.end, one.text) == (subject.start, subject.end, subject.text)
        for one in several
    )


def _gives_code(call: Call, code: str) -> bool:
    got = call.value[0] if isinstance(call.value, tuple) and call.value else call.value
    return call.module.endswith(".indicators") and got == code


def _gives_unit(call: Call, unit: Unit) -> bool:
    return call.name == "Units.at" and call.value is not None and call.value[0] is unit


def _own(found: Quantity, quantity: Quantity | None) -> bool:
    return quantity is not None and found.core == quantity.core


def _spread(call: Call, value: Statement, bound: str) -> bool:
    """Whether a function gave the number of ``value`` its bound: that of its neighbour, or of what it promises."""
    several = call.value if isinstance(call.value, list) else ()
    return call.module.endswith(".distribution") and any(
        isinstance(one, Quantity) and one.bound == bound and (one.low, one.high) == (value.low, value.high)
        for one in several
    )


def _speaks_of(given: Any, period: Period) -> bool:
    return given == period or (isinstance(given, tuple) and period in given)


def _written(told: Any) -> str:
    if isinstance(told, Period):
        return str(told.first) if told.first == told.last else f"{told.first}–{told.last}"
    if isinstance(told, str):
        return told
    return str(told.by if told.assigned else " ".join(filter(None, (told.compare, told.to))))
