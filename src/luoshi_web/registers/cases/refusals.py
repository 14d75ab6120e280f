"""Why acts on applications and court cases are refused, and why their gates are shut, in sentences."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES
from luoshi_web.registers.refusals import REASONS

_REASONS: dict[str, str] = {
    "applied_late": _(
        "It was applied for after the time to apply, and nothing says why (Administrative Reconsideration Law, articles 20, 21 and 30)."
    ),
    "answer_missing": _(
        "The respondent has not answered, and its time to answer runs (Administrative Reconsideration Law, articles 48 and 54)."
    ),
    "not_heard": _("The parties were not heard (Administrative Reconsideration Law, article 49)."),
    "hearing_undetermined": _(
        "Hold a hearing, or have two persons determine that it is not needed (Administrative Reconsideration Law, article 50)."
    ),
    "committee_undetermined": _(
        "Ask the committee, or have two persons determine that it is not needed (Administrative Reconsideration Law, article 52)."
    ),
    "consent_missing": _(
        "The head of the body has not consented, and it was not decided collectively (Administrative Reconsideration Law, article 61)."
    ),
    "not_performed": _("What was decided is not performed yet (Administrative Reconsideration Law, article 77)."),
    "letter_open": _("An opinion letter is not answered yet (Administrative Reconsideration Law, article 76)."),
    "publication_undecided": _(
        "Say when it was published, or why it is not (Administrative Reconsideration Law, article 79)."
    ),
    "who_came_missing": _("Enter who came to each sitting of the court."),
    "judgment_not_performed": _("What was judged is not performed yet (Administrative Litigation Law, article 94)."),
    "advice_open": _("Advice of a court or procuratorate is not answered yet."),
}  # fmt: skip
_ACTS: dict[str, str] = {
    "no_party": _("Say who applies."),
    "name_in_words": _("The name of a party stands in words that others may read: leave it out."),
    "corrected_once": _("A correction is asked for once, with every point named (Administrative Reconsideration Law, article 31)."),
    "not_deemed": _("Nothing was deemed here that a decision in time could take the place of."),
    "simplified_why": _("Say why the simplified procedure applies (Administrative Reconsideration Law, article 53)."),
    "ordinary_already": _("It goes by the ordinary procedure already."),
    "no_copy": _("The copy was sent before, or it is too early to send it."),
    "hearing_too_soon": _("Notice of a hearing on %(hearing)s is given by %(day)s: choose another day (Administrative Reconsideration Law, article 51)."),
    "hearing_not_noticed": _("No notice was given of a hearing on that day (Administrative Reconsideration Law, article 51)."),
    "step_decided": _("This was approved already, or needs no approval."),
    "own_determination": _("That a step is not needed is approved by another person."),
    "step_is_needed": _("The law always asks for this step."),
    "not_suspended": _("It is not suspended."),
    "suspended_over": _("These days are suspended already."),
    "document_ground": _("Say whether the body may deal with the document itself: only ground 9 asks that."),
    "extended_already": _("Its time was made longer before, or that waits to be approved."),
    "simplified_not_extended": _("The time of the simplified procedure is not made longer (Administrative Reconsideration Law, article 62)."),
    "too_late_to_prolong": _("The time to decide ended on %(day)s; what has ended is not made longer."),
    "no_extension_asked": _("Nobody asked for more days to decide."),
    "own_extension": _("More days are approved by another person than the one who asked for them."),
    "worse_for_applicant": _("A changed act is not worse for the applicant (Administrative Reconsideration Law, article 63)."),
    "without_evidence": _("The respondent did not answer in time: the act has no evidence and is not upheld, unless a third party gave evidence (Administrative Reconsideration Law, article 70)."),
    "not_signed_by_all": _("A mediation takes effect once every party has signed it (Administrative Reconsideration Law, article 73)."),
    "not_an_outcome": _("This is no outcome of a decision."),
    "too_early_to_end": _("It may be terminated from %(day)s on: sixty full days (Administrative Reconsideration Law, article 41)."),
    "ground_not_lasting": _("Only what was suspended for ground 1, 2 or 4 is terminated for standing still (Administrative Reconsideration Law, article 41)."),
    "nothing_to_perform": _("There is nothing to perform."),
    "advice_waits": _("Advice of this kind waits for this office's answer already."),
    "no_open_advice": _("This was answered before."),
    "letters_from_the_body": _("Opinion letters come with an application, advice of a court or procuratorate with a court case."),
    "no_such_hearing": _("There is no such sitting of the court."),
    "hearing_twice": _("A sitting on that day is entered."),
    "no_head_why": _("Say why no head came."),
    "who_came_said": _("Say who came for the office."),
    "bad_excuse": _("The court excuses only for a good reason, and only where no head came."),
    "not_this_level": _("This is no outcome of this instance."),
    "no_appeal_here": _("Against this no appeal lies."),
    "appeal_runs": _("The time to appeal runs until %(day)s."),
    "no_such_case": _("There is no case %(number)s here."),
}  # fmt: skip
REASONS.update(_REASONS)
SENTENCES.update(_REASONS | _ACTS)
