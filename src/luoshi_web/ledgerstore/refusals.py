"""Why acts of this app are refused, in sentences."""

from luoshi_web.audit.refusal import SENTENCES

SENTENCES.update({})
