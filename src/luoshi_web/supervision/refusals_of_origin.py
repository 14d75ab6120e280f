"""Why acts on items that follow from instructions and decisions are refused, and those on what asks the same."""

from django.utils.translation import gettext_noop as _

ORIGIN: dict[str, str] = {
    "said_by_missing": _("Say which leader gave the instruction."),
    "document_of_another_source": _("This kind of document does not fit where the item comes from."),
    "said_to_come": _("The day of the instruction or decision has not come."),
    "count_out_of_range": _("The limit of this kind of document is between 1 and %(most)s days."),
    "due_past": _("%(day)s is past."),
    "no_lead": _("Nobody leads this item yet."),
    "not_established": _("This row goes out with the notice of its split."),
    "not_approved": _(
        "It is looked into only once the head of the government has approved it (Regulations on Government Supervision, article 11)."
    ),
    "origin_decided": _("This has been decided already."),
    "alike_undecided": _(
        "Others ask the same of this office (%(items)s). Merge it, link it, or say why it is no repetition (Regulations on Government Supervision, article 15)."
    ),
    "alike_decided": _("Somebody has said already what this is."),
    "not_alike": _("The two do not ask the same, or one of them is no longer open."),
    "decision_missing": _("Choose: merge, handle together, or no repetition."),
    "split_repeats": _(
        "%(count)s rows ask what other items ask of the same office already. Say of each what it is, before the notice goes out."
    ),
    "row_takes_others": _("Another row was merged into this one: it cannot be taken out."),
}
