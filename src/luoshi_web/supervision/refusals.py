"""Why acts of this app are refused, in sentences."""

from luoshi_web.audit.refusal import SENTENCES
from luoshi_web.supervision.appraisal.refusals import SENTENCES as appraisal

SENTENCES.update(appraisal)
