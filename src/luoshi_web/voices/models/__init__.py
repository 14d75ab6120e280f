"""The tables."""

from luoshi_web.voices.models.comment import VISIBLE, Appeal, Comment, Complaint
from luoshi_web.voices.models.correction import SERIOUS, Correction, Hiding
from luoshi_web.voices.models.outbox import Forwarded
from luoshi_web.voices.models.record import Act, Series
from luoshi_web.voices.models.tries import Salt, Spent, Try

__all__ = [
    "SERIOUS", "VISIBLE", "Act", "Appeal", "Comment", "Complaint", "Correction", "Forwarded", "Hiding", "Salt", "Series", "Spent", "Try",
]  # fmt: skip
