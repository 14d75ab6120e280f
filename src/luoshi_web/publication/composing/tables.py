"""A split that went out, and the published results of an appraisal, as tables."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from luoshi_web.accounts.models import Role, Secrecy
from luoshi_web.accounts.selectors import posts_of
from luoshi_web.audit.refusal import Refusal
from luoshi_web.publication.composing.items import facts_of, line_of
from luoshi_web.supervision.models import Appraisal, Item, Split
from luoshi_web.supervision.states import State

Content = dict[str, Any]


def of_split(split: Split, *, public: Mapping[str, str]) -> Content:
    """The rows that are open and whose lines are ``public``, in the order of the notice; how many are not is said, and nothing else of them.

    Raises :class:`Refusal` (``still_a_draft``) before the split is issued.
    """
    if split.state != Split.State.ISSUED or split.issued_at is None:
        raise Refusal("still_a_draft", name=split.title)
    named = [(item, line_of(item)) for item in rows_of(split)]
    rows = [facts_of(item, public.get(name, "")) for item, name in named if not name or name in public]
    return {
        "kind": split.kind, "title": split.title, "paper": split.number, "year": split.year,
        "rows": rows,
    }  # fmt: skip


def rows_of(split: Split) -> QuerySet[Item]:
    """Its open items, in the order of the notice."""
    return (
        Item.objects.filter(split=split, secrecy=Secrecy.OPEN)
        .exclude(state__in=[State.DRAFT, State.MERGED, State.WITHDRAWN])
        .select_related("office", "entry__copy")
        .order_by("order", "pk")
    )


def of_appraisal(appraisal: Appraisal) -> Content:
    """Points, rank and grade of each office, by group; the rules that were in force and the office that judged by them. Raises :class:`Refusal` (``not_published``) before the office published it."""
    if appraisal.state != Appraisal.State.PUBLISHED or appraisal.published_at is None:
        raise Refusal("not_published")
    scores = appraisal.scores.select_related("office", "group").order_by(
        "group__name", "rank", "office__order", "pk"
    )
    return {
        "title": appraisal.name, "year": appraisal.year, "begins": appraisal.begins.isoformat(), "ends": appraisal.ends.isoformat(),
        "edition": appraisal.edition, "rule": appraisal.rule.name, "rule_since": appraisal.rule.in_force.isoformat(),
        "judged_by": _judges(appraisal), "published": timezone.localdate(appraisal.published_at).isoformat(),
        "rows": [
            {
                "unit": score.office.name, "unit_key": score.office.code, "group": score.group.name if score.group else "",
                "rank": score.rank, "points": format(score.points.normalize(), "f"), "grade": score.grade,
            }
            for score in scores
        ],
    }  # fmt: skip


def _judges(appraisal: Appraisal) -> str:
    """The office of who scored it, on the day of the scoring; the person is not named."""
    posts = posts_of(appraisal.scored_by, at=timezone.localdate(appraisal.scored_at))
    judging = [post for post in posts if post.role == Role.SUPERVISION] or posts
    return judging[0].office.name if judging else ""
