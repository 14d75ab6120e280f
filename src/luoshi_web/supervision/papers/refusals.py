"""Why a paper is not made or not issued."""

from django.utils.translation import gettext_noop as _

SENTENCES = {
    "paper_without_items": _("There is nothing that this paper could speak of."),
    "paper_of_several_offices": _(
        "A notice is addressed to one lead unit: these items are led by several, or by none."
    ),
    "paper_changed_meanwhile": _(
        "What stands in this paper has changed since its preview. Look at it again."
    ),
    "paper_of_a_draft": _("What this paper is made of is still a draft; it can be issued once that is out."),
    "paper_needs_number": _("A paper is issued under a number."),
    "paper_withdrawn": _("This paper has been withdrawn already."),
    "paper_day_to_come": _("A paper cannot bear a day that has not come."),
}
