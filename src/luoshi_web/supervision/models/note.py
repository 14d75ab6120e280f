"""What leaders write on an item (批示), and what they and the supervision office note beside it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi_web.accounts.models import Person, Post
from luoshi_web.supervision.models.item import Item
from luoshi_web.supervision.models.told import told


@told("words")
class Note(models.Model):
    """Words on an item. An instruction is read by whoever reads the item; an annotation stays among leaders, supervision office and auditors."""

    class Kind(models.TextChoices):
        INSTRUCTION = "instruction", _("instruction (批示)")
        ANNOTATION = "annotation", _("annotation")

    item = models.ForeignKey(Item, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=12, choices=Kind)
    words = models.TextField()
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["item", "kind"], name="notes_of_item")]

    def __str__(self) -> str:
        return f"{self.item} · {self.get_kind_display()}"
