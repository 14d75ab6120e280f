"""What made each entry of a report, in a word: for holding two states of the rules against each other (``bench/compare.py``)."""

from bisect import bisect_right

from luoshi.explanation.again import Again, Sentence
from luoshi.explanation.explain import Explainer
from luoshi.explanation.fields import Trace
from luoshi.explanation.reasons import Rule
from luoshi.explanation.recorder import Recording, record
from luoshi.ledger.report import Report
from luoshi.statements.reader import read_sentence


def made_by(report: Report) -> dict[str, str]:
    """The rule of each entry by its id: ``learnt deed`` for a line without a value, else the functions that made the value and its subject."""
    again = Again(report)
    calls = record(again.reading, read_sentence).calls
    starts = [call.given["sentence"].start for call in calls]
    explainer = Explainer(report)
    found = {}
    for entry in report.entries:
        value = explainer.statement(entry)
        if value is None:
            found[entry.id] = learnt(entry.kind, entry.grade)
            continue
        number = bisect_right(starts, value.start) - 1
        sentence = Sentence(
            starts[number], calls[number].given["sentence"].end, Recording((calls[number],)), Recording(())
        )
        trace = Trace(again.view.text, sentence, value)
        subject = trace.subject_rule()
        found[entry.id] = _short(trace.maker()) + (f" of {_short(subject)}" if subject else "")
    return found


def learnt(kind: str, grade: str | None) -> str:
    """What a line without a value was learnt as."""
    return f"learnt {grade or kind}"


def _short(rule: Rule) -> str:
    return f"{rule.module.rpartition('.')[2]}.{rule.name}"
