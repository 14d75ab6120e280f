"""Rules tried before they are put in force: on what offices did in a stretch of time, and on an invented district. Nothing is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django_stubs_ext import StrOrPromise

from luoshi_web.accounts.models import Office
from luoshi_web.supervision.appraisal.engine import OfficeFacts, Standing, appraise
from luoshi_web.supervision.appraisal.facts import Window, collect
from luoshi_web.supervision.appraisal.invented import GROUP, district
from luoshi_web.supervision.appraisal.rules import RuleSet
from luoshi_web.supervision.appraisal.silence import Silence, silences
from luoshi_web.supervision.models import Group, Item
from luoshi_web.supervision.selectors.appraisals import groups_of


@dataclass(frozen=True, slots=True)
class TrialRow:
    """An office: what each line gave it (in the order of the trial's lines), what it got, and what silence would have given it."""

    name: StrOrPromise
    items: int
    lines: tuple[Decimal | None, ...]
    standing: Standing
    silence: Silence


@dataclass(frozen=True, slots=True)
class TrialGroup:
    """Offices that are compared, the best first; those that are not ranked last."""

    name: str
    rows: tuple[TrialRow, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """``lines``: codes of the lines that gave or took anything, the base and what belongs to no line first."""

    lines: tuple[str, ...]
    groups: tuple[TrialGroup, ...]


def last_year_or_this(today: date) -> tuple[date, date]:
    """The stretch that rules are tried on unless another is asked for: last year where items were held then, else this year up to yesterday."""
    first = date(today.year, 1, 1)
    if Item.objects.filter(assigned_at__date__lt=first).exists():
        return date(today.year - 1, 1, 1), first - timedelta(days=1)
    return first, max(first, today - timedelta(days=1))


def tried(rules: RuleSet, *, begins: date, ends: date, as_of: date) -> Trial:
    """On what offices did. Groups are those of the last day's year, or of the latest that has some; without any, all are one."""
    facts = collect(Window(begins, ends, as_of), every=rules.every, grace=rules.grace)
    years = Group.objects.filter(year__lte=as_of.year).order_by("-year").values_list("year", flat=True)
    year = ends.year if ends.year in set(years) else next(iter(years), None)
    groups = groups_of(year) if year else dict.fromkeys(facts, GROUP)
    for office in set(groups) - set(facts):
        facts[office] = OfficeFacts(office, {})
    offices = Office.objects.in_bulk(list(facts))
    names = {pk: str(office) for pk, office in offices.items()}
    named = dict(Group.objects.filter(pk__in=set(groups.values())).values_list("pk", "name")) if year else {}
    return _trial(rules, list(facts.values()), groups, names, named)


def tried_on_invented(rules: RuleSet) -> Trial:
    """On the invented district, from the best manner of working to the worst."""
    offices = district()
    names = {one.facts.office: one.manner.name for one in offices}
    facts = [one.facts for one in offices]
    return _trial(rules, facts, dict.fromkeys(names, GROUP), names, {})


def _trial(
    rules: RuleSet,
    facts: Sequence[OfficeFacts],
    groups: Mapping[int, int],
    names: Mapping[int, StrOrPromise],
    named: Mapping[int, str],
) -> Trial:
    standings = appraise(rules, facts, groups, {})
    quiet = silences(rules, facts, groups, standings)
    given = {one.office: _by_line(one) for one in standings}
    found = {code for lines in given.values() for code, points in lines.items() if points}
    order = [code for code in given_order(rules) if code in found]
    items = {one.office: one.items for one in facts}
    rows: dict[int | None, list[TrialRow]] = {}
    for one in sorted(standings, key=lambda one: (one.rank is None, one.rank or 0, one.office)):
        row = TrialRow(
            names[one.office],
            items[one.office],
            tuple(given[one.office].get(code) for code in order),
            one,
            quiet[one.office],
        )
        rows.setdefault(one.group, []).append(row)
    return Trial(tuple(order), tuple(_groups(rows, named)))


def given_order(rules: RuleSet) -> Iterable[str]:
    """Codes in the order of a sheet: the whole (base, cap), then the lines."""
    return ("whole", *(line.code for line in rules.lines))


def _by_line(standing: Standing) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for reason in standing.reasons:
        found[reason.line] = found.get(reason.line, Decimal(0)) + reason.points
    return found


def _groups(rows: Mapping[int | None, Sequence[TrialRow]], named: Mapping[int, str]) -> Iterable[TrialGroup]:
    for key in sorted(rows, key=lambda key: (key is None, named.get(key or 0, ""))):
        yield TrialGroup(named.get(key or 0, ""), tuple(rows[key]))
