"""Why acts of this app are refused, in sentences."""

from luoshi_web.audit.refusal import SENTENCES
from luoshi_web.supervision.papers import refusals as papers

SENTENCES.update(papers.SENTENCES)
