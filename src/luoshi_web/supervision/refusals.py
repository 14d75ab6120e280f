"""Why acts of this app are refused, in sentences."""

from luoshi_web.audit.refusal import SENTENCES
from luoshi_web.supervision import refusals_progress

SENTENCES.update(refusals_progress.SENTENCES)
