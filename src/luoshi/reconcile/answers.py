"""Which entry of the later report answers a target: exactly one, or none."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from luoshi.ledger.entry import Entry
from luoshi.reconcile.candidate import Candidate, rank, variant_of
from luoshi.reconcile.judge import Judgement, judge
from luoshi.reconcile.mentions import Mention, mention_of
from luoshi.reconcile.parts import PARTS, WHOLE, names_both, together
from luoshi.reconcile.record import Record
from luoshi.reconcile.relative import judge_relative


@dataclass(frozen=True, slots=True)
class Answer:
    """``realised`` and how it fits; ``others`` speak of the target too: another measure, another vintage, a part.

    ``against`` is the figure that a relative target is held against: 与经济增长同步. ``mention`` is the clause that speaks of the
    target in words where no value answers it.
    """

    realised: Entry | None
    how: Candidate | None
    others: tuple[Entry, ...]
    judgement: Judgement
    against: Entry | None = None
    mention: Mention | None = None


class Answers:
    """The results of a later report, laid out so that a target finds those that speak of it."""

    def __init__(self, later: Record, year: int, targets: Sequence[Entry]) -> None:
        self._later = later
        self._year = year
        self._by_indicator: dict[str | None, list[tuple[int, Entry]]] = defaultdict(list)
        for order, entry in enumerate(later.entries):
            if entry.kind == "result":
                self._by_indicator[entry.indicator].append((order, entry))
        # What has a target of its own is no poor answer to another: 全社会固定资产投资 beside a target for 城镇.
        self._claimed = frozenset((t.indicator, variant_of(t)) for t in targets if t.indicator)

    def to(self, target: Entry) -> Answer:
        """What answers ``target``, and the verdict."""
        found = self._ranked(target, self._by_indicator.get(target.indicator, ()))
        if target.indicator == WHOLE and not any(how.comparable for how, _ in found):
            found = sorted([*found, *self._of_both(target)], key=lambda pair: pair[0])
            found = found or self._of_parts(target)
        if target.bound == "relative":
            return self._relative(target, found)
        if not found:
            return self._in_words(target)
        how, realised = found[0]
        judgement = judge(target, realised, how)
        if judgement.verdict in ("met", "near", "missed") and self._is_contradicted(target, found, judgement):
            judgement = Judgement("incomparable", "two_variants")
        return Answer(realised, how, tuple(entry for _, entry in found[1:]), judgement)

    def _in_words(self, target: Entry) -> Answer:
        """No value answers: whether the report speaks of the target all the same."""
        judgement = judge(target, None, None)
        mention = mention_of(target, self._later.mentions) if judgement.verdict == "unreported" else None
        if mention is not None:
            judgement = Judgement("stated_otherwise", "words_alone")
        return Answer(None, None, (), judgement, mention=mention)

    def _relative(self, target: Entry, found: list[tuple[Candidate, Entry]]) -> Answer:
        """A target without a number of its own: both figures have to be there."""
        how, realised = found[0] if found else (None, None)
        others = tuple(entry for _, entry in found[1:])
        against = None
        if how is not None and how.comparable and target.relation and target.relation.to_indicator:
            asked = target._replace(indicator=target.relation.to_indicator, subject=None, scope=None)
            against = next(
                (
                    e
                    for h, e in self._ranked(asked, self._by_indicator.get(asked.indicator, ()))
                    if h.comparable
                ),
                None,
            )
        judgement = judge_relative(target, realised if against else None, against)
        return Answer(realised, how, others, judgement, against)

    def _ranked(self, target: Entry, entries: Iterable[tuple[int, Entry]]) -> list[tuple[Candidate, Entry]]:
        own = variant_of(target)
        found = []
        for order, entry in entries:
            how = rank(target, entry, self._year, order, self._later.role_of(entry))
            if how is None:
                continue
            if (
                how.variant
                and variant_of(entry) != own
                and (entry.indicator, variant_of(entry)) in self._claimed
            ):
                continue
            found.append((how, entry))
        found.sort(key=lambda pair: pair[0])
        return found

    def _of_both(self, target: Entry) -> list[tuple[Candidate, Entry]]:
        """Town and country as one answer: comparable only where the target names both."""
        towns, countries = (self._of_part(target, part) for part in PARTS)
        variant = 0 if names_both(target) else 2
        both = []
        for how, town in towns:
            for _, country in countries:
                entry = together(town, country)
                if entry is not None:
                    both.append((replace(how, variant=variant), entry))
        return both

    def _of_parts(self, target: Entry) -> list[tuple[Candidate, Entry]]:
        """Town and country where they stand apart: shown, since the report does speak of them, and never judged."""
        parts = [pair for part in PARTS for pair in self._of_part(target, part)]
        return sorted(
            ((replace(how, variant=2), entry) for how, entry in parts),
            key=lambda pair: pair[0],
        )

    def _of_part(self, target: Entry, part: str) -> list[tuple[Candidate, Entry]]:
        """What is stated for the residents of towns, or of the country, as if ``target`` had asked for them."""
        asked = target._replace(indicator=part, subject=None, scope=None)
        return self._ranked(asked, self._by_indicator.get(part, ()))

    def _is_contradicted(
        self, target: Entry, found: list[tuple[Candidate, Entry]], judgement: Judgement
    ) -> bool:
        """Whether a bare name fits two variants whose verdicts differ: 财政收入 beside 总收入 and 一般公共预算收入."""
        best, realised = found[0]
        if best.variant != 1:
            return False
        own = variant_of(realised)
        return any(
            how.variant == 1
            and how.comparable
            and variant_of(entry) != own
            and judge(target, entry, how).verdict != judgement.verdict
            for how, entry in found[1:]
        )
