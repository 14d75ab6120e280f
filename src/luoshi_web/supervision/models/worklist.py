"""A worklist that an office kept before (工作台账), as it was brought in, and what became of each of its rows."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Secrecy
from luoshi_web.ledgerstore.models import Report
from luoshi_web.supervision.models.item import Item
from luoshi_web.supervision.models.told import told


@told("content")
class Worklist(models.Model):
    """One file. ``layouts`` says of each sheet that is taken where its headings end and what its columns mean; ``names`` which office or leader a
    name means that no register knows: asked once, not row by row. Rows without a line of a report follow from the document ``number``
    of ``said_on`` (政府督查工作条例 art 11).
    """

    class State(models.TextChoices):
        SEEN = "seen", _("being looked at")
        TAKEN = "taken", _("taken over")
        DROPPED = "dropped", _("put aside")

    filename = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(help_text="the file as it came")
    year = models.PositiveSmallIntegerField()
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="worklists")
    number = models.CharField(
        max_length=120, blank=True, help_text="of the document that the list goes by (文号)"
    )
    said_on = models.DateField()
    secrecy = models.PositiveSmallIntegerField(choices=Secrecy, default=Secrecy.OPEN)
    layouts = models.JSONField(default=dict)
    names = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State, default=State.SEEN)
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="taken") | Q(taken_at__isnull=False), name="taken_worklists_say_when"
            )
        ]

    def __str__(self) -> str:
        return self.filename


@told("cells", "progress")
class WorklistRow(models.Model):
    """Where an item comes from: file, sheet, lines, and every cell as it stood. Without ``item`` a cell is wrong, and ``faults`` says which.

    ``faults`` are (cell, code, what stands there); an item may have some too: what could not be read was left empty. ``how`` says whether the
    item was made from the row, was a draft that the row filled in, or was there already.
    """

    class How(models.TextChoices):
        MADE = "made", _("new item")
        FILLED = "filled", _("row of the split, filled in")
        THERE = "there", _("issued already, left as it is")
        WRONG = "wrong", _("not taken: a cell is wrong")

    worklist = models.ForeignKey(Worklist, models.CASCADE, related_name="rows")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="worklist_rows")
    how = models.CharField(max_length=8, choices=How)
    sheet = models.CharField(max_length=60)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    progress = models.TextField(blank=True, help_text="what the list said of progress (进展)")
    faults = models.JSONField(default=list)

    class Meta:
        ordering = ["worklist", "id"]
        constraints = [
            models.UniqueConstraint(fields=["worklist", "sheet", "first"], name="worklist_row_once")
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.first}"
