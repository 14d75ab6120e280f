"""What people are told of matters of registers, in a sentence: made where it is read, in the reader's language.

A line names its register, matter and number, a ``code`` of :data:`SENTENCES` and what that sentence says; a register adds its own sentences when it is
loaded. ``limit`` and ``limit_en`` are the name of a limit.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_noop as _

SENTENCES: dict[str, str] = {
    "near": _("“%(limit)s” ends on %(day)s (working days left: %(left)s)"),
    "today": _("“%(limit)s” ends today, %(day)s"),
    "late": _("“%(limit)s” ended on %(day)s: it is overdue"),
    "lapsed": _("“%(limit)s” ran out on %(day)s"),
    "exception_asked": _("an exception is asked for: %(reason)s"),
    "exception_approved": _("an exception was approved until %(day)s"),
    "more": _("and %(count)s more; the list of the register has them all"),
}


def words_of(line: Mapping[str, str]) -> str:
    """The sentence of a line, in the language in use."""
    chinese = (get_language() or "zh").startswith("zh")
    named = line.get("limit", "") if chinese else line.get("limit_en", "")
    return translate(SENTENCES[line["code"]]) % {**line, "limit": named}


def subject_of_matters(lines: Sequence[Mapping[str, str]]) -> str:
    """What a message is called: its one matter and sentence, or how many there are."""
    if len(lines) == 1 and "title" in lines[0]:
        return f"{lines[0]['number']}: {words_of(lines[0])}"
    count = sum(int(line.get("count", "1")) for line in lines)
    return ngettext("%(count)s matter of a register", "%(count)s matters of registers", count) % {
        "count": count
    }
