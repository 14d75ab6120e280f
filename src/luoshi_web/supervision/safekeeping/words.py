"""What the machine's own messages say, in the reader's language."""

import json

from django.utils.translation import gettext as _

from luoshi_web.supervision.models import Message
from luoshi_web.supervision.urging.gathered import lines_of

MACHINES = frozenset({Message.Kind.LOG_HEAD, Message.Kind.FILES, Message.Kind.FAULTS})


def subject_of_machine(message: Message) -> str:
    """What such a message is called."""
    day = {"day": lines_of(message)[-1]["day"]}
    if message.kind == Message.Kind.LOG_HEAD:
        return _("Head of the log of %(day)s") % day
    if message.kind == Message.Kind.FILES:
        return _("Kept files are not what was stored (%(day)s)") % day
    return _("Faults of the program on %(day)s") % day


def said_by_machine(message: Message) -> list[str]:
    """Its lines; nothing for messages of other kinds."""
    if message.kind not in MACHINES:
        return []
    lines = lines_of(message)
    if message.kind == Message.Kind.LOG_HEAD:
        return [
            _(
                "Keep these lines where nobody of the office can change them. Saved as a file, each holds the log against itself by this command:"
            )
        ]
    if message.kind == Message.Kind.FILES:
        return [
            _("%(day)s: %(changed)s files were changed on the disk, %(gone)s are gone: %(places)s") % line for line in lines
        ]  # fmt: skip
    return [
        _("%(day)s: %(times)s faults of %(kinds)s kinds: %(named)s. “Background work” has the particulars.")
        % line
        for line in lines
    ]


def typed_by_machine(message: Message) -> list[str]:
    """What is for a machine to read, in no language: the command and the lines that it takes; nothing for messages of other kinds."""
    if message.kind != Message.Kind.LOG_HEAD:
        return []
    return ["manage.py verify_log --head FILE …", "\n".join(_head(line) for line in lines_of(message))]


def _head(line: dict[str, str]) -> str:
    """As ``log_head`` prints it: what an auditor saves is what ``verify_log`` reads."""
    return json.dumps({"day": line["day"], "number": int(line["number"]), "digest": line["digest"]})
