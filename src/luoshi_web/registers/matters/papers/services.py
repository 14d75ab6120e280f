"""A paper of a register is drafted by one person and signed by another; sixty letters are one act each time."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from luoshi_web.accounts.models import Person
from luoshi_web.accounts.rights import may
from luoshi_web.audit.actor import Actor
from luoshi_web.audit.races import one_wins
from luoshi_web.audit.refusal import Refusal
from luoshi_web.audit.services import record
from luoshi_web.registers.matters.models import Matter
from luoshi_web.registers.matters.papers.kinds import PAPER_KINDS, PaperKind
from luoshi_web.registers.matters.papers.models import PaperDraft
from luoshi_web.registers.matters.papers.numbers import running
from luoshi_web.supervision.models import Paper
from luoshi_web.supervision.papers.collected import Collected
from luoshi_web.supervision.papers.content import Content, digest, from_json, to_json
from luoshi_web.supervision.services.papers import issue
from luoshi_web.supervision.services.said import said

MOST = 200
"""Papers that one act drafts or signs."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a register collected: a paper and the matters that it speaks of. ``office_id`` is whom it is addressed to, None where it goes to all."""

    content: Content
    matters: tuple[int, ...]
    office_id: int | None = None


def digest_of(made: Sequence[Made]) -> str:
    """SHA-256 of all of them: what a preview showed is what is drafted."""
    return hashlib.sha256("".join(digest(each.content) for each in made).encode()).hexdigest()


@transaction.atomic
def draft(
    *, actor: Actor, kind: PaperKind, made: Sequence[Made], number: str, expected: str, instead_of: int | None = None, at: datetime
) -> list[PaperDraft]:  # fmt: skip
    """Lay papers before whoever signs them. ``number`` is the first one's; the others' follow it. ``expected`` is the digest of what the preview showed.

    Raises :class:`Refusal`: ``paper_without_items``; ``too_many_papers``; ``not_yours``, also where ``instead_of`` is another office's or went to
    another; ``paper_changed_meanwhile``; ``paper_needs_number``; ``no_running_number``; ``name_taken``; ``paper_day_to_come``; ``draft_decided`` where ``instead_of`` was not given back, or another took its place.
    """
    _demand_drafting(actor, kind, made, expected, at)
    numbers = _numbers(number, len(made))
    before = _given_back(actor, kind, made, instead_of)
    drafts = [
        PaperDraft(
            register=kind.register, kind=kind.code, number=numbers[place], title=each.content.title, content=to_json(each.content),
            digest=digest(each.content), secrecy=each.content.secrecy, office_id=each.office_id, sender_id=actor.office_id,
            version=before.version + 1 if before else 1, instead_of=before, drafted_by_id=actor.person_id, drafted_at=at,
        )
        for place, each in enumerate(made)
    ]  # fmt: skip
    for each, one in zip(made, drafts, strict=True):
        with one_wins("name_taken", name=one.number):
            one.save(force_insert=True)
        one.matters.set(each.matters)
    details = {
        "kind": kind.code, "numbers": numbers, "digests": [one.digest for one in drafts], "version": drafts[0].version,
        "matters": len({key for each in made for key in each.matters}),
    }  # fmt: skip
    record(actor=actor, verb="papers.draft", target=_only(drafts), details=details, at=at)
    return drafts


def _demand_drafting(
    actor: Actor, kind: PaperKind, made: Sequence[Made], expected: str, at: datetime
) -> None:
    if not made:
        raise Refusal("paper_without_items")
    if len(made) > MOST:
        raise Refusal("too_many_papers", most=MOST)
    if not all(_may(actor, kind, kind.drafts, each.matters, each.content.secrecy) for each in made):
        raise Refusal("not_yours")
    if digest_of(made) != expected:
        raise Refusal("paper_changed_meanwhile")
    if any(each.content.on > timezone.localdate(at) for each in made):
        raise Refusal("paper_day_to_come")


def _numbers(first: str, count: int) -> list[str]:
    if not first.strip():
        raise Refusal("paper_needs_number")
    numbers = running(first, count)
    if numbers is None:
        raise Refusal("no_running_number")
    taken = Paper.objects.filter(number__in=numbers).values_list("number", flat=True).first()
    waiting = PaperDraft.objects.filter(number__in=numbers, given_back_at=None).values_list("number", flat=True).first()  # fmt: skip
    if taken or waiting:
        raise Refusal("name_taken", name=taken or waiting)
    return numbers


def _given_back(
    actor: Actor, kind: PaperKind, made: Sequence[Made], instead_of: int | None
) -> PaperDraft | None:
    if instead_of is None:
        return None
    held = PaperDraft.objects.select_for_update(of=("self",)).filter(pk=instead_of, kind=kind.code).first()
    if held is None or held.given_back_at is None or hasattr(held, "replaced_by") or len(made) != 1:
        raise Refusal("draft_decided")
    of_another = kind.of_one and set(held.matters.values_list("pk", flat=True)) != set(made[0].matters)
    if held.sender_id != actor.office_id or held.office_id != made[0].office_id or of_another:
        raise Refusal("not_yours")
    return held


@transaction.atomic
def sign(*, actor: Actor, digests: Mapping[int, str], at: datetime) -> list[Paper]:
    """Another person signs drafts, by their keys, with the digests that the page showed: all go out, or none.

    Raises :class:`Refusal`: ``paper_without_items``; ``too_many_papers``; ``draft_decided``; ``not_yours``; ``own_paper``; ``paper_changed_meanwhile``;
    ``paper_outdated`` naming the matters of which it says what is no longer so; and what :func:`~luoshi_web.supervision.services.papers.issue` refuses.
    """
    if not digests:
        raise Refusal("paper_without_items")
    if len(digests) > MOST:
        raise Refusal("too_many_papers", most=MOST)
    held = PaperDraft.objects.select_for_update(of=("self",)).filter(pk__in=digests).order_by("pk")
    drafts = list(held.prefetch_related("matters"))
    if len(drafts) != len(digests) or any(one.state != "waiting" for one in drafts):
        raise Refusal("draft_decided")
    names = dict(
        Person.objects.filter(pk__in={one.drafted_by_id for one in drafts}).values_list("pk", "name")
    )
    return [_signed(actor, one, digests[one.pk], names[one.drafted_by_id], at) for one in drafts]


def _signed(actor: Actor, one: PaperDraft, expected: str, drafted_by: str, at: datetime) -> Paper:
    kind, matters = PAPER_KINDS[one.kind], tuple(matter.pk for matter in one.matters.all())
    if not _may(actor, kind, kind.signs, matters, one.secrecy):
        raise Refusal("not_yours")
    if one.drafted_by_id == actor.person_id:
        raise Refusal("own_paper")
    if one.digest != expected:
        raise Refusal("paper_changed_meanwhile")
    today, content = timezone.localdate(at), from_json(one.content)
    if settled := kind.settled(content, one.office_id, matters, today):
        raise Refusal("paper_outdated", paper=one.number, numbers="、".join(settled))
    content = content.dated(today) if kind.signed_day else content
    paper = issue(
        actor=actor, collected=Collected(content, (), office_id=one.office_id), number=one.number, expected=digest(content),
        sender_id=one.sender_id, outside=kind.outside, drafted_by=drafted_by, at=at,
    )  # fmt: skip
    one.paper, one.signed_by_id = paper, actor.person_id
    one.save(update_fields=["paper", "signed_by"])
    return paper


@transaction.atomic
def give_back(*, actor: Actor, draft_id: int, reason: str, at: datetime) -> PaperDraft:
    """It does not go out as it is, with the reason; whoever drafted it may take it back, too. Its number is free again.

    Raises :class:`Refusal`: ``draft_decided``; ``not_yours``; ``no_words``.
    """
    held = PaperDraft.objects.select_for_update(of=("self",)).filter(pk=draft_id).first()
    if held is None or held.state != "waiting":
        raise Refusal("draft_decided")
    kind, matters = PAPER_KINDS[held.kind], tuple(held.matters.values_list("pk", flat=True))
    right = kind.drafts if held.drafted_by_id == actor.person_id else kind.signs
    if not _may(actor, kind, right, matters, held.secrecy):
        raise Refusal("not_yours")
    held.given_back_by_id, held.given_back_at, held.given_back_why = actor.person_id, at, said(reason)
    held.save(update_fields=["given_back_by", "given_back_at", "given_back_why"])
    details = {"number": held.number, "version": held.version, "reason": held.given_back_why}
    record(actor=actor, verb="papers.give_back", target=held, details=details, at=at)
    return held


def may_sign(actor: Actor, one: PaperDraft) -> bool:
    """Whether the post has the right to sign it, and somebody else drafted it."""
    kind = PAPER_KINDS[one.kind]
    matters = tuple(matter.pk for matter in one.matters.all()) if kind.of_one else ()
    return one.drafted_by_id != actor.person_id and _may(actor, kind, kind.signs, matters, one.secrecy)


def _may(actor: Actor, kind: PaperKind, right: str, matters: Sequence[int], secrecy: int) -> bool:
    if secrecy > actor.clearance:
        return False
    if not kind.of_one:
        return may(actor, right)
    return all(may(actor, right, matter) for matter in Matter.objects.filter(pk__in=matters))


def _only(drafts: Sequence[PaperDraft]) -> PaperDraft | None:
    return drafts[0] if len(drafts) == 1 else None
