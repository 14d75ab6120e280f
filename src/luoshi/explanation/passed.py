"""Why a clause stands in no line, and why a number became no entry."""

from luoshi.explanation.again import Sentence
from luoshi.explanation.reasons import Passed
from luoshi.explanation.recorder import Call, rule
from luoshi.explanation.rows import number_word_row, silence_row
from luoshi.ledger import silent as silences
from luoshi.ledger.build import reason_of_role
from luoshi.ledger.entry import Unused
from luoshi.ledger.silent import Silent
from luoshi.quantities.quantity import NotQuantity, Quantity
from luoshi.quantities.scanner import scan
from luoshi.statements.nouns.size_classes import counts_class
from luoshi.statements.sentence.coordination import origins
from luoshi.statements.sentence.structures import structure_from

_ASKED = {
    "size_class": counts_class.__name__,
    "origin": origins.__name__,
    "ratio": structure_from.__name__,
}
"""The function that a group of numbers asks before it passes over one for that reason."""


def of_silence(silent: Silent, clause: str) -> Passed:
    """Why the ``clause`` stands in no line, in words: a row of the table, or where it stands."""
    row = silence_row(clause.lstrip(" \u3000“—-"), silent.reason)
    return Passed(silent.reason, rule(silences.reason), tuple(row))


def of_number(unused: Unused, sentence: Sentence, text: str, position: int) -> Passed | None:
    """Why the number at ``position`` of the view became no entry; None where no rule passed over it."""
    for call in sentence.calls:
        if call.value == unused.reason and _stands_at(call.given.get("quantity"), position):
            # what only said yes (is_size_class) is the rule, and not the function that asked it
            asked = next((one for one in reversed(call.made) if one.value is True), call)
            return Passed(unused.reason, asked.rule())
    if _passed_over(sentence, position, unused.reason):
        reads = next(one for one in sentence.calls if one.name == "SentenceReader.read")
        group = next((one for one in reads.made if _group_of(one, position)), reads)
        question = _ASKED.get(unused.reason)
        told = next((one for one in group.within() if one.name == question and one.value), group)
        return Passed(unused.reason, told.rule())
    return _no_quantity(unused, sentence, text, position)


def _no_quantity(unused: Unused, sentence: Sentence, text: str, position: int) -> Passed | None:
    """What only looks like a number: a date, a name, an ordinal."""
    at = position - sentence.start
    for call in sentence.numbers:
        found = call.value
        if isinstance(found, NotQuantity) and found.reason == unused.reason and found.span.start == at:
            made = call.caller if call.name == "Page.other" and call.caller else call
            behind = position + len(unused.quote)
            rows = [
                row
                for start in range(position, behind + 1)
                for row in number_word_row(text, start, unused.reason)
            ]
            return Passed(unused.reason, made.rule(), tuple(rows[-1:]))
    if unused.reason in ("date", "name", "ordinal", "heading", "document", "phase", "idiom"):
        return Passed(unused.reason, rule(scan))
    return None


def by_role(reason: str) -> Passed:
    """A number that no rule used or passed over: its section says why."""
    return Passed(reason, rule(reason_of_role))


def _stands_at(quantity: object, position: int) -> bool:
    return isinstance(quantity, Quantity) and quantity.span.start == position


def _passed_over(sentence: Sentence, position: int, reason: str) -> bool:
    """Whether the sentence passed over the number for that reason."""
    for call in sentence.calls.calls:
        passed: dict[tuple[int, int], str] = call.value[2]
        return any(span[0] == position and told == reason for span, told in passed.items())
    return False


def _group_of(call: Call, position: int) -> bool:
    """Whether this call read the group of numbers that begins at ``position``."""
    values = call.given.get("values")
    return call.name.endswith("_read_group") and _stands_at(
        values[call.given["index"]] if values else None, position
    )
