"""The item: one promise held by one post."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Office, Post, Secrecy
from luoshi_web.ledgerstore.models import Entry
from luoshi_web.supervision.models.split import Split
from luoshi_web.supervision.models.told import told
from luoshi_web.supervision.states import WithStates

_LISTED = [
    "-year", "order", "id", "secrecy", "state", "kind", "source", "office", "leader", "lead", "due", "time_light", "gap_light",
    "hope_light", "last_reported_on", "number", "title",
]  # fmt: skip
"""All that the list of items is ordered, narrowed and searched by: its counts and keys come from the index alone, not from rows with their long texts."""


@told("title", "content", "measures", "quote", "public_reason")
class Item(WithStates):
    """One line of a 任务分解表.

    ``lead`` is the post that holds it ("the unit listed FIRST is the lead", 杭州 2020) and ``office`` that post's office, repeated for
    lists. ``due`` is the last day; ``original_due``, ``original_low`` and ``original_high`` are what was first promised and never change.
    ``entry`` is what it was drafted from, ``further`` the other values of the same line (新建小学3所，新增学位3600个), which its words hold too.
    ``low`` and ``high`` are the target in ``unit``; ``is_rate`` marks growth and shares, which are compared rate to rate and never by the
    part of the year that has passed. The ``…_light`` columns repeat the lights of the last run for lists.
    """

    class Kind(models.TextChoices):
        TARGET = "target", _("target")
        TASK = "task", _("task")

    class Source(models.TextChoices):
        REPORT = "report", _("work report")
        DECISION = "decision", _("decision of the government")
        INSTRUCTION = "instruction", _("leader's instruction")
        SUGGESTION = "suggestion", _("suggestion of the supervision office")

    number = models.CharField(max_length=40, unique=True)
    year = models.PositiveSmallIntegerField(db_index=True)
    kind = models.CharField(max_length=10, choices=Kind)
    source = models.CharField(max_length=20, choices=Source, default=Source.REPORT)
    split = models.ForeignKey(Split, models.PROTECT, null=True, blank=True, related_name="items")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, blank=True, related_name="items")
    further = models.ManyToManyField(Entry, blank=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    order = models.PositiveIntegerField(default=0)
    area = models.CharField(max_length=200, blank=True, help_text="the report's section (领域)")
    title = models.CharField(max_length=300)
    content = models.TextField(blank=True, help_text="what is to be done in particular (具体工作内容)")
    measures = models.TextField(blank=True, help_text="how the office means to do it (工作措施)")
    quote = models.TextField(blank=True)

    indicator = models.CharField(max_length=60, blank=True)
    is_rate = models.BooleanField(default=False)
    bound = models.CharField(max_length=20, blank=True)
    low = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    original_low = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    original_high = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)

    secrecy = models.PositiveSmallIntegerField(choices=Secrecy, default=Secrecy.OPEN)
    lead = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="leads")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True, related_name="items")
    leader = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="answers_for")
    due = models.DateField(null=True, blank=True)
    original_due = models.DateField(null=True, blank=True)

    assigned_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    public_reason = models.TextField(blank=True, help_text="why it ended as it did, for everybody to read")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    times_returned = models.PositiveIntegerField(default=0)
    times_urged = models.PositiveIntegerField(default=0)
    times_changed = models.PositiveIntegerField(default=0)
    times_reopened = models.PositiveIntegerField(default=0)
    times_relapsed = models.PositiveIntegerField(default=0)
    days_slipped = models.IntegerField(default=0)

    time_light = models.CharField(max_length=10, blank=True)
    gap_light = models.CharField(max_length=10, blank=True)
    hope_light = models.CharField(max_length=10, blank=True)
    lights_on = models.DateField(null=True, blank=True, help_text="the day from which it has shown these")
    last_value = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    last_reported_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(
        default=0, help_text="counts acts: what a page shows must be what it acts on"
    )

    class Meta:
        ordering = ["year", "order", "id"]
        indexes = [
            models.Index(fields=["year", "state", "due"], name="item_by_year_and_state"),
            models.Index(fields=["office", "year", "state"], name="item_by_office"),
            models.Index(fields=["lead", "state"], name="item_by_post"),
            models.Index(fields=["split", "order"], name="item_in_split_order"),
            models.Index(fields=_LISTED, name="item_listed"),
            models.Index(
                fields=[
                    "year",
                    "state",
                    "gap_light",
                    "time_light",
                    "hope_light",
                    "office",
                    "leader",
                    "secrecy",
                ],
                name="item_counted",
            ),
            models.Index(fields=["year", "order", "id"], name="item_in_order"),
            models.Index(fields=["due", "id"], name="item_by_due"),
            models.Index(fields=["gap_light", "due", "id"], name="item_by_gap_and_due"),
            models.Index(fields=["ended_at", "id"], name="item_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(state="merged") | Q(lead__isnull=False, due__isnull=False),
                name="issued_items_are_held_and_due",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["closed_done", "closed_not_done", "merged", "withdrawn"])
                | ~Q(public_reason=""),
                name="ended_items_say_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class CoUnit(models.Model):
    """An office that helps (配合单位, 责任单位), in the order of the paper."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="co_units")
    post = models.ForeignKey(Post, models.PROTECT, related_name="helps")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["item", "order"]
        constraints = [models.UniqueConstraint(fields=["post", "item"], name="co_unit_once_an_item")]

    def __str__(self) -> str:
        return str(self.post)


@told("words")
class Milestone(models.Model):
    """What is to be seen at the end of a quarter or month (节点目标、形象进度): a value in the item's unit, words, or both."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="milestones")
    due = models.DateField()
    value = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["item", "due"]
        constraints = [models.UniqueConstraint(fields=["item", "due"], name="milestone_once_a_day")]

    def __str__(self) -> str:
        return f"{self.due} {self.words or self.value}"


@told("reason", "answer")
class Return(models.Model):
    """An office sends an item back with its reason (退回), and what was decided."""

    class Decision(models.TextChoices):
        OPEN = "open", _("not yet decided")
        TAKEN = "taken", _("taken back")
        REFUSED = "refused", _("refused")

    item = models.ForeignKey(Item, models.CASCADE, related_name="returns")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()
    suggested = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.OPEN)
    decided_by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["item", "at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="returns_say_why"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(decided_at__gte=F("at")),
                name="return_decided_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
