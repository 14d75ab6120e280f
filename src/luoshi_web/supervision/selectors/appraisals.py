"""Questions about appraisals: who may read which, the rules of a day, groups of a year, what changed since the one before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Prefetch, Q, QuerySet

from luoshi_web.accounts.models import Office
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.models import Act
from luoshi_web.supervision.models import Appraisal, AppraisalRule, Group, Item, Objection, Score, ScoreLine

READS_ALL = frozenset({"supervision", "leader", "auditor"})


def rule_in_force(day: date) -> AppraisalRule | None:
    """The rules of a day: the last that began on it or before."""
    return AppraisalRule.objects.filter(in_force__lte=day).order_by("-in_force").first()


def groups_of(year: int) -> dict[int, int]:
    """Office → group of comparable offices in a year."""
    rows = Group.offices.through.objects.filter(group__year=year).values_list("office_id", "group_id")
    return dict(rows)


def appraisals_for(actor: Actor) -> QuerySet[Appraisal]:
    """What an actor may read: departments what has been published, superseded results too."""
    found = Appraisal.objects.select_related(
        "rule", "scored_by", "published_by", "supersedes", "object_limit"
    )
    if actor.role in READS_ALL:
        return found
    return found.exclude(state=Appraisal.State.SCORED)


def reads_lines(actor: Actor, score: Score) -> bool:
    """Whether an actor reads the lines of an office's score: their own, or all."""
    return actor.role in READS_ALL or score.office_id == actor.office_id


@dataclass(frozen=True, slots=True)
class Row:
    """One office in the table of an appraisal. ``moved``: places gained since the appraisal before, None where not ranked then."""

    score: Score
    moved: int | None
    before: Score | None

    @property
    def lost(self) -> int:
        """Places lost, nought where none were."""
        return max(0, -(self.moved or 0))


def table(appraisal: Appraisal) -> list[tuple[Group | None, list[Row]]]:
    """The scores by group, the first rank first, offices that are not ranked last."""
    scores = list(appraisal.scores.select_related("office", "group"))
    earlier = {score.office_id: score for score in _scores_before(appraisal)}
    corrected = (
        {score.office_id: score for score in appraisal.supersedes.scores.all()}
        if appraisal.supersedes
        else {}
    )
    groups: dict[int | None, tuple[Group | None, list[Row]]] = {}
    scores.sort(
        key=lambda one: (
            one.group is None,
            one.group and one.group.name,
            one.rank is None,
            one.rank or 0,
            one.office.order,
        )
    )
    for score in scores:
        old = earlier.get(score.office_id)
        same = old is not None and old.group and score.group and old.group.name == score.group.name
        moved = old.rank - score.rank if same and old and old.rank and score.rank else None
        rows = groups.setdefault(score.group_id, (score.group, []))[1]
        rows.append(Row(score, moved, corrected.get(score.office_id)))
    return list(groups.values())


def _scores_before(appraisal: Appraisal) -> Iterable[Score]:
    """Of the last published appraisal that ended before this one."""
    before = (
        Appraisal.objects.filter(state=Appraisal.State.PUBLISHED, ends__lt=appraisal.ends).order_by("-ends", "-edition").first()
    )  # fmt: skip
    return before.scores.select_related("group") if before else ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What a corrected result changed for an office."""

    office: Office
    points_before: Decimal
    points: Decimal
    rank_before: int | None
    rank: int | None
    grade_before: str
    grade: str


def differences(appraisal: Appraisal) -> list[Difference]:
    """Between a corrected result and the one whose place it took: offices whose points, rank or grade changed."""
    if appraisal.supersedes is None:
        return []
    before = {score.office_id: score for score in appraisal.supersedes.scores.all()}
    found = []
    for score in appraisal.scores.select_related("office").order_by("office__order"):
        old = before[score.office_id]
        if (old.points, old.rank, old.grade) != (score.points, score.rank, score.grade):
            found.append(
                Difference(
                    score.office, old.points, score.points, old.rank, score.rank, old.grade, score.grade
                )
            )
    return found


def lines_of(score: Score) -> QuerySet[ScoreLine]:
    """The lines of a score with what a page shows of them."""
    return score.lines.select_related("item", "by").order_by("order", "id")


def objections_of(appraisal: Appraisal, actor: Actor) -> QuerySet[Objection]:
    """Objections to an appraisal that an actor may read: their own office's, or all."""
    found = Objection.objects.filter(score__appraisal=appraisal).select_related(
        "score__office", "line", "by", "decided_by", "decide_limit"
    )
    if actor.role in READS_ALL:
        return found
    return found.filter(score__office=actor.office_id)


def recused(appraisal: Appraisal) -> frozenset[int]:
    """People who scored, published or gave points in any edition: they do not decide on objections (政府督查工作条例 art 17).

    The rows name the last ones; the log also knows those whose scoring or points were replaced before publishing.
    """
    people: set[int | None] = set()
    editions = []
    one: Appraisal | None = appraisal
    while one is not None:
        editions.append(one.pk)
        people |= {one.scored_by_id, one.published_by_id}
        one = one.supersedes
    acts = Act.objects.filter(object_kind="appraisal", object_id__in=editions, verb__startswith="appraisal.")
    people |= set(acts.order_by().values_list("person_id", flat=True))
    given = ScoreLine.objects.filter(score__appraisal__in=editions, kind="hand")
    people |= set(given.order_by().values_list("by_id", flat=True))
    return frozenset(person for person in people if person is not None)


def groups_with_offices(year: int) -> QuerySet[Group]:
    """The groups of a year with their offices."""
    return Group.objects.filter(year=year).prefetch_related(
        Prefetch("offices", queryset=Office.objects.order_by("order"))
    )


def counted(appraisals: QuerySet[Appraisal]) -> QuerySet[Appraisal]:
    """With how many objections they have, and how many wait; the latest window first."""
    return appraisals.order_by("-ends", "name", "-edition").annotate(
        objections=Count("scores__objections", distinct=True),
        waiting=Count("scores__objections", filter=Q(scores__objections__decision="open"), distinct=True),
    )


@dataclass(frozen=True, slots=True)
class Part:
    """What one appraisal made of an item: the score of the office that led it, and the lines that name the item.

    ``shared`` are lines in which it is one of several (a share of the items held): their points are of all together.
    """

    score: Score
    own: tuple[ScoreLine, ...]
    shared: tuple[ScoreLine, ...]

    @property
    def points(self) -> Decimal:
        """Of the lines that are this item's alone."""
        return sum((line.points for line in self.own), Decimal())


def part_of(item: Item, actor: Actor) -> list[Part]:
    """The rounds that counted an item, the latest first: those the actor may read, and of an office the lines of its own sheet alone.

    A round in which nothing happened to the item is not here: there it was one of the items held, no more.
    """
    lines = ScoreLine.objects.filter(score__appraisal__in=appraisals_for(actor).order_by().values("pk"))
    if actor.role not in READS_ALL:
        lines = lines.filter(score__office=actor.office_id)
    named = lines.filter(Q(item=item) | Q(item=None, score__office__in=_led_by(item), kind="share"))
    found: dict[int, tuple[Score, list[ScoreLine], list[ScoreLine]]] = {}
    rows = named.select_related("score__appraisal__rule", "score__office", "by")
    for line in rows.order_by(
        "-score__appraisal__ends", "-score__appraisal__edition", "score", "order", "id"
    ):
        several = [key for key, _number in line.inputs.get("items", ())]
        if line.item_id != item.pk and item.pk not in several:
            continue
        part = found.setdefault(line.score_id, (line.score, [], []))
        (part[1] if line.item_id == item.pk else part[2]).append(line)
    return [Part(score, tuple(own), tuple(shared)) for score, own, shared in found.values()]


def _led_by(item: Item) -> list[int]:
    return [item.office_id] if item.office_id is not None else []
