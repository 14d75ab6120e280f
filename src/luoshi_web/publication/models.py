"""A release: what is to become public, who looked through it, who let it out, what became of it. Its state follows from these facts."""

from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi_web.accounts.models import Person, Secrecy
from luoshi_web.ledgerstore.models import Report
from luoshi_web.publication.reasons import Redacted, Withdrawn
from luoshi_web.supervision.models import Appraisal, Item, Split


class State(models.TextChoices):
    """Where a release stands."""

    PROPOSED = "proposed", pgettext_lazy("a release", "proposed")
    CHECKED = "checked", _("checked for secrets")
    EMBARGOED = "embargoed", _("approved, not to be shown yet")
    RELEASED = "released", _("released")
    SUPERSEDED = "superseded", pgettext_lazy("a release", "superseded")
    WITHDRAWN = "withdrawn", pgettext_lazy("a release", "taken back")
    REFUSED = "refused", pgettext_lazy("a release", "not released")


class Release(models.Model):
    """One thing at one time, as it may become public.

    ``content`` is taken from the office when it is proposed and is what everybody after that looks at: what was approved goes out, whatever changed
    meanwhile. A machine proposes (``proposed_by`` null) what changed in the office since it was released. ``number`` counts what was
    released of a place. Nothing but an act changes a row, and what was decided is never changed.
    """

    class Kind(models.TextChoices):
        REPORT = "report", _("report")
        SPLIT = "split", _("split")
        ITEM = "item", _("item")
        APPRAISAL = "appraisal", _("results of an appraisal")

    kind = models.CharField(max_length=10, choices=Kind)
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="releases")
    split = models.ForeignKey(Split, models.PROTECT, null=True, blank=True, related_name="releases")
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="releases")
    appraisal = models.ForeignKey(Appraisal, models.PROTECT, null=True, blank=True, related_name="releases")
    name = models.CharField(max_length=300)
    place = models.CharField(max_length=60)
    place_key = models.CharField(
        max_length=16, blank=True, help_text="of the place in the portal, once it is released"
    )
    year = models.PositiveSmallIntegerField()
    parts = models.JSONField(
        default=list, blank=True, help_text="of an item: progress, evidence, checks, verdicts"
    )
    content = models.JSONField()

    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField()
    checked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    check_words = models.CharField(max_length=300, blank=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    not_before = models.DateField(null=True, blank=True)
    refused_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_for = models.CharField(max_length=300, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_for = models.CharField(max_length=20, choices=Withdrawn, blank=True)
    withdrawn_words = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(
        default=0, help_text="counts acts: what a page shows must be what it acts on"
    )

    class Meta:
        ordering = ["-proposed_at", "-id"]
        indexes = [models.Index(fields=["kind", "-proposed_at"], name="release_by_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="report", report__isnull=False, split=None, item=None, appraisal=None)
                | Q(kind="split", split__isnull=False, report=None, item=None, appraisal=None)
                | Q(kind="item", item__isnull=False, report=None, split=None, appraisal=None)
                | Q(kind="appraisal", appraisal__isnull=False, report=None, split=None, item=None),
                name="release_is_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(checked_by__isnull=False), name="approved_after_a_check"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | (~Q(approved_by=F("checked_by")) & (Q(proposed_by=None) | ~Q(approved_by=F("proposed_by")))),
                name="releases_take_two",
            ),
            models.CheckConstraint(
                condition=Q(released_at=None, number=None) | Q(approved_by__isnull=False, number__isnull=False, released_at__isnull=False),
                name="released_after_an_approval",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | (Q(released_at__isnull=False) & ~Q(withdrawn_for="")), name="withdrawals_say_why"
            ),
            models.CheckConstraint(condition=Q(refused_at=None) | ~Q(refused_for=""), name="refused_releases_say_why"),
            models.CheckConstraint(
                condition=Q(refused_at=None) | Q(released_at=None), name="refused_releases_are_not_public"
            ),
            models.CheckConstraint(
                condition=Q(superseded_by=None) | Q(released_at__isnull=False), name="superseded_after_release"
            ),
            models.UniqueConstraint(fields=["place", "number"], name="releases_of_a_place_are_counted"),
            *(
                models.UniqueConstraint(
                    fields=[kind], condition=Q(released_at=None, refused_at=None), name=f"one_open_release_of_{kind}"
                )
                for kind in ("report", "split", "item", "appraisal")
            ),
            *(
                models.UniqueConstraint(
                    fields=[kind],
                    condition=Q(released_at__isnull=False, superseded_by=None, withdrawn_at=None),
                    name=f"one_{kind}_in_force",
                )
                for kind in ("report", "split", "item", "appraisal")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> State:
        """What the facts amount to."""
        if self.refused_at:
            return State.REFUSED
        if self.withdrawn_at:
            return State.WITHDRAWN
        if self.superseded_by_id:
            return State.SUPERSEDED
        if self.released_at:
            return State.RELEASED
        if self.approved_at:
            return State.EMBARGOED
        return State.CHECKED if self.checked_at else State.PROPOSED

    def get_state_display(self) -> str:
        return str(self.state.label)

    @property
    def secrecy(self) -> int:
        """Of the item that it is of, as it is now: what has become secret is seen by those alone who are cleared for it."""
        return self.item.secrecy if self.item is not None else Secrecy.OPEN

    @property
    def subject(self) -> models.Model:
        """What it is of."""
        found: models.Model = getattr(self, self.kind)
        return found

    def is_due(self, day: date) -> bool:
        """Whether an approved release may go out on a day."""
        return self.state == State.EMBARGOED and (self.not_before is None or self.not_before <= day)


class Redaction(models.Model):
    """Words, or a whole part, that do not go out with a release, and why. ``part`` is a place in its content; empty, everywhere. No ``words``: the part."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="redactions")
    part = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    reason = models.CharField(max_length=12, choices=Redacted)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(part="") | ~Q(words=""), name="redactions_say_what"),
            models.CheckConstraint(condition=~Q(reason=""), name="redactions_say_why"),
        ]

    def __str__(self) -> str:
        return self.words or self.part


class Handover(models.Model):
    """What the portal's own database has still to be told: written in the transaction of the act, told after it, in this order, until the portal has it.

    ``call`` and ``said`` are those of :mod:`luoshi_web.publication.to_portal.calls`. ``key`` is left in the portal's database by what was done, so that
    nothing is done twice. Delivered, it is a row without words: the release has them. ``refused`` is the code of why the portal did not do it.
    """

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    call = models.CharField(max_length=20)
    said = models.JSONField(default=dict)
    place = models.CharField(max_length=60)
    release = models.ForeignKey(Release, models.PROTECT, null=True, blank=True, related_name="handovers")
    at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=500, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    refused = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["id"], condition=Q(delivered_at=None), name="handover_waiting")]

    def __str__(self) -> str:
        return f"{self.call} {self.place}"


class Settlement(models.Model):
    """What becomes of something that the portal shows and behind which no release stands: what somebody of the office said, and whether a second person agreed.

    A line that left is another line (``line``), or is closed with ``words`` that everybody reads: at once, by one person. To take something out of
    the public (``remove``) takes two. ``key`` is its name in the portal. ``name`` is what it is called as long as it is to be decided: words that are taken back do not stay here.
    """

    class Kind(models.TextChoices):
        LINE = "line", _("line that left")
        REPORT = "report", _("report")
        ITEM = "item", _("item")
        SHEET = "sheet", _("table")

    class Deed(models.TextChoices):
        LINE = "line", _("it is another line")
        CLOSE = "close", _("closed")
        REMOVE = "remove", _("taken out of the public")

    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=200)
    place = models.CharField(max_length=60)
    name = models.CharField(max_length=300, blank=True)
    deed = models.CharField(max_length=10, choices=Deed)
    line = models.CharField(max_length=24, blank=True)
    reason = models.CharField(max_length=20, choices=Withdrawn, blank=True)
    words = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    declined = models.BooleanField(default=False)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(decided_at=None), name="one_settlement_waits"
            ),
            models.CheckConstraint(
                condition=~Q(deed="remove")
                | Q(decided_at=None)
                | Q(declined=True)
                | Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by")),
                name="removals_take_two",
            ),
            models.CheckConstraint(
                condition=Q(deed="remove") | Q(kind="line", decided_at__isnull=False),
                name="removals_alone_wait",
            ),
            models.CheckConstraint(condition=~Q(deed="remove") | ~Q(reason=""), name="removals_say_why"),
        ]

    def __str__(self) -> str:
        return self.key


class HandoverPage(models.Model):
    """A page of a file that goes along, until it is delivered."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="pages")
    mark = models.CharField(max_length=10)
    number = models.PositiveSmallIntegerField()
    picture = models.BinaryField()

    class Meta:
        ordering = ["handover", "mark", "number"]
