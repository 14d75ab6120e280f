"""Why acts of this app are refused, in sentences."""

from luoshi_web.audit.refusal import SENTENCES
from luoshi_web.supervision.urging import refusals as urging  # noqa: F401

SENTENCES.update({})
