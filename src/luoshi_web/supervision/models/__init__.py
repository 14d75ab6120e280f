"""Facts of supervision, one module a part of the year."""

from luoshi_web.supervision.models.appraisal import (
    Appraisal,
    AppraisalRule,
    Group,
    Objection,
    Score,
    ScoreLine,
)
from luoshi_web.supervision.models.change import Change
from luoshi_web.supervision.models.clock import Extension, Limit, Suspension
from luoshi_web.supervision.models.ending import Ending
from luoshi_web.supervision.models.item import CoUnit, Item, Milestone, Return
from luoshi_web.supervision.models.light import Judgement, Light, LightRule
from luoshi_web.supervision.models.note import Note
from luoshi_web.supervision.models.notice import Notice
from luoshi_web.supervision.models.origin import Origin, Resemblance
from luoshi_web.supervision.models.paper import Paper
from luoshi_web.supervision.models.progress import Attachment, Evidence, Update
from luoshi_web.supervision.models.reading import SecretReading
from luoshi_web.supervision.models.split import Split
from luoshi_web.supervision.models.text_change import TextChange
from luoshi_web.supervision.models.urging import Ladder, Message, Urge
from luoshi_web.supervision.models.verification import Check, CheckPlan, Completion, Verdict
from luoshi_web.supervision.models.worklist import Worklist, WorklistRow

__all__ = [
    "Appraisal",
    "AppraisalRule",
    "Attachment",
    "Change",
    "Check",
    "CheckPlan",
    "CoUnit",
    "Completion",
    "Ending",
    "Evidence",
    "Extension",
    "Group",
    "Item",
    "Judgement",
    "Ladder",
    "Light",
    "LightRule",
    "Limit",
    "Message",
    "Milestone",
    "Note",
    "Notice",
    "Objection",
    "Origin",
    "Paper",
    "Resemblance",
    "Return",
    "Score",
    "ScoreLine",
    "SecretReading",
    "Split",
    "Suspension",
    "TextChange",
    "Update",
    "Urge",
    "Verdict",
    "Worklist",
    "WorklistRow",
]  # fmt: skip
