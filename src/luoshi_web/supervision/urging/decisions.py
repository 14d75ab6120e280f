"""What was decided on an office's item, in a sentence: made where it is read, in the reader's language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_noop as _

from luoshi_web.supervision.models import Item, Message
from luoshi_web.supervision.urging.gathered import lines_of

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
    "text_changed": _("a corrected copy of the report changed the sentence that it goes by"),
    "text_gone": _("a corrected copy of the report no longer has the sentence that it goes by"),
    "upheld": _("the objection was upheld"),
    "partly": _("the objection was partly upheld"),
    "rejected": _("the objection was rejected"),
    "instructed": _("a leader has written an instruction on it"),
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


def decisions_in(
    message: Message, items: QuerySet[Item]
) -> Iterator[tuple[dict[str, str], Item | None, str]]:
    """The decisions that a message tells of: each its line, its item where that is among ``items``, and its sentence."""
    lines = lines_of(message) if message.kind == Message.Kind.DECISION else []
    there = items.in_bulk([int(line["item"]) for line in lines if "item" in line])
    for line in lines:
        yield line, there.get(int(line.get("item", 0))), sentence_of(line)
