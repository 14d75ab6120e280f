"""Words that readers no longer see: what is kept for an appeal, and what is gone at once."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from luoshi_web.voices import clock
from luoshi_web.voices.conf import conf
from luoshi_web.voices.models import Appeal, Comment, Complaint, Correction, Forwarded


def take_from_readers(comment: Comment, *, erase: bool, at: datetime, left: str = "") -> None:
    """Take a comment's words away and leave ``left``. Without ``erase`` they wait for an appeal, seen by whoever decides on it alone.

    What had gone on to the office is taken back there; its answer, which may quote them, goes with them. The caller saves the comment.
    """
    whole = comment.withheld or comment.text
    comment.text = left
    if erase:
        comment.withheld, comment.erase_at = "", None
        Complaint.objects.filter(comment=comment).update(text="")
    else:
        comment.withheld = whole
        days = clock.due(at, conf().appeal_days) - clock.day_of(at)
        comment.erase_at = at + days + timedelta(days=1)
    if not left:
        comment.name = ""
        Forwarded.objects.filter(comment=comment).exclude(state=Forwarded.State.ANSWERED).update(
            state=Forwarded.State.RECALLED
        )
        if erase:
            Forwarded.objects.filter(comment=comment).update(answer="")
            Appeal.objects.filter(comment=comment).update(text="")


def forget_about(things: Iterable[tuple[str, str]]) -> None:
    """Lines, reports or comments (kind and key) are gone: nothing that was said of them or decided on keeps their words."""
    for kind, key in things:
        about = {"subject_kind": kind, "subject_key": key}
        for row in Correction.objects.filter(**about).exclude(sentence=""):
            if any(repeats(row.sentence, words) for words in (row.quote, row.old, row.new)):
                Correction.objects.filter(pk=row.pk).update(sentence="")
        Correction.objects.filter(**about).update(
            quote="", old="", new="", text="", claimed="", review_text=""
        )
        Comment.objects.filter(**about).update(quote="")


_REPEATED = 8
"""So many characters in a row are a quotation, not a coincidence."""


def repeats(sentence: str, words: str) -> bool:
    """Whether a sentence quotes from words that are to be gone."""
    return any(words[n : n + _REPEATED] in sentence for n in range(len(words) - _REPEATED + 1))


def erase_withheld(*, at: datetime) -> int:
    """The night's part: words whose appeal nobody made in time are gone."""
    rows = Comment.objects.filter(erase_at__lte=at)
    Complaint.objects.filter(comment__in=rows).update(text="")
    return rows.update(withheld="", erase_at=None)
