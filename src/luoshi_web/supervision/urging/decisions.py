"""What was decided on an office's item, in a sentence: made where it is read, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_noop as _

SENTENCES: Mapping[str, str] = {
    "return_taken": _("the return was accepted; %(lead)s leads now"),
    "return_refused": _("the return was not accepted; the item stays with your office"),
    "reassigned": _("given to another unit; %(lead)s leads now"),
    "extension_granted": _("more time was granted; due on %(day)s now"),
    "extension_refused": _("more time was not granted; still due on %(day)s"),
    "change_approved": _("the change of the target was approved"),
    "change_refused": _("the change of the target was not approved"),
    "unfit": _("reported as done, and found not to be; it is to be done again"),
    "signing_refused": _("it was not signed off; it is to be done again"),
    "closed_done": _("closed as done"),
    "closed_not_done": _("closed as not done"),
    "merged": _("merged into %(into)s"),
    "withdrawn": _("withdrawn"),
    "reopened": _("reopened; it is to be done again"),
    "upheld": _("the objection was upheld"),
    "partly": _("the objection was partly upheld"),
    "rejected": _("the objection was rejected"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """``code`` of :data:`SENTENCES`, the ``answer`` that whoever decided gave, and the ``facts`` that the sentence names."""

    code: str
    answer: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def sentence_of(line: Mapping[str, str]) -> str:
    """The decision of a line of a message, in the language in use."""
    return translate(SENTENCES[line["code"]]) % line
