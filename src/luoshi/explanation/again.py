"""A report read once more, with what reading it the first time threw away: the lines as tagged, the weights, the values in view offsets."""

from dataclasses import dataclass

from luoshi.explanation.recorder import Recording, record
from luoshi.ledger.build import own_names
from luoshi.ledger.repaired import repaired
from luoshi.ledger.report import Report
from luoshi.lines.features import Seen, look
from luoshi.lines.lattice import Chains, Floats, Likelihood, likelihood
from luoshi.lines.model import Model, installed
from luoshi.lines.reader import TaggedLines, decode
from luoshi.lines.units import cut
from luoshi.outline import read_outline
from luoshi.outline.stretches import Stretch, stretches
from luoshi.quantities import scan
from luoshi.statements.reader import Reading, read_sentence, read_statements
from luoshi.text import View, reading_view

_SILENT = frozenset(("boilerplate", "other"))  # where no line is looked for, as in luoshi.lines.reader


@dataclass(frozen=True, slots=True)
class Tagged:
    """The lines of a report with all that they were decided by."""

    lines: TaggedLines
    seen: Seen
    emissions: Floats
    likely: Likelihood
    model: Model


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, read with every function watched; ``numbers`` are the calls that found the numbers in it, with offsets into it."""

    start: int
    end: int
    calls: Recording
    numbers: Recording


class Again:
    """``report``, read once more as far as it is asked for."""

    def __init__(self, report: Report) -> None:
        self.report = report
        copy = repaired(report.source).copy
        self.view: View = reading_view(copy.text, copy.furniture)
        self.parts: list[Stretch] = stretches(self.view, read_outline(copy, self.view))

    def tagged(self, model: Model | None = None) -> Tagged:
        """The lines, and what was seen of each of their clauses."""
        model = model or installed()
        text = self.view.text
        units = cut(text, [part for part in self.parts if part.role not in _SILENT])
        seen = look(text, units, model.lexicon)
        emissions = model.emissions(seen)
        likely, _ = likelihood(emissions, model.transitions, Chains.of(units.firsts))
        return Tagged(decode(text, units, emissions, model), seen, emissions, likely, model)

    def reading(self) -> Reading:
        """The values and numbers."""
        return read_statements(self.view, self.parts, self.report.front.year, own_names(self.report.front))

    def sentence(self, position: int) -> Sentence | None:
        """The sentence at ``position`` of the view; None where nothing is read there."""
        calls = record(self.reading, read_sentence, lambda given: _holds(given["sentence"], position))
        if not calls.calls:
            return None
        start, end = calls.calls[0].given["sentence"][1:3]
        words = self.view.text[start:end]
        return Sentence(start, end, calls, record(lambda: scan(words), scan))

    def paragraph(self, position: int) -> Sentence:
        """The line of the view at ``position``, where no sentence is read: only its numbers are looked for."""
        text = self.view.text
        start = text.rfind("\n", 0, position) + 1
        end = text.find("\n", position)
        words = text[start : end if end >= 0 else len(text)]
        return Sentence(start, start + len(words), Recording(()), record(lambda: scan(words), scan))


def _holds(sentence: tuple[str, int, int], position: int) -> bool:
    return sentence[1] <= position < sentence[2]
