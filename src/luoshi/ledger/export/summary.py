"""How much of a report was read: the numbers behind the last line of ``luoshi read``."""

from collections import Counter
from dataclasses import dataclass

from luoshi.ledger.report import Report
from luoshi.ledger.silent import Coverage

# Reasons of numbers that measure something and stand in no entry; all others have nothing to say.
_NO_DAMAGE = frozenset(("boilerplate", "not_a_report"))
_GAPS = frozenset(("unread", "ratio"))


@dataclass(frozen=True, slots=True)
class Summary:
    """``coverage`` tells how many clauses of the plans and of the past stand in lines. ``used`` entries carry a number; ``unused`` numbers became no entry, by reason; ``notices`` tell what is wrong
    with the copy, by kind (the site's own words are nothing wrong)."""

    lines: int
    coverage: Coverage
    entries: int
    headline: int
    kinds: dict[str, int]
    used: int
    unused: dict[str, int]
    notices: dict[str, int]

    @property
    def numbers(self) -> int:
        return self.used + sum(self.unused.values())

    @property
    def unread(self) -> int:
        """Numbers that may measure something and were not understood."""
        return sum(count for reason, count in self.unused.items() if reason in _GAPS)

    @property
    def share(self) -> int:
        """Of the numbers that measure something, how many per cent stand in entries; rounded down, so that 100 is all."""
        measuring = self.used + self.unread
        return 100 * self.used // measuring if measuring else 100


def summarise(report: Report) -> Summary:
    """Count a report's lines."""
    kinds = Counter(entry.kind for entry in report.entries)
    unused = Counter(line.reason for line in report.unused)
    return Summary(
        lines=len(report.lines),
        coverage=report.coverage,
        entries=len(report.entries),
        headline=sum(entry.headline for entry in report.entries),
        kinds={kind: kinds[kind] for kind in ("target", "task", "result", "problem")},
        used=sum(entry.low is not None or entry.high is not None for entry in report.entries),
        notices=dict(Counter(n.kind for n in report.notices if n.kind not in _NO_DAMAGE)),
        unused=dict(sorted(unused.items(), key=lambda item: (-item[1], item[0]))),
    )
