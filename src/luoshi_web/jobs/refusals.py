"""Why acts of this app are refused, in sentences."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES

SENTENCES.update({"job_not_failed": _("This job has not failed, or somebody has tried it again already.")})
