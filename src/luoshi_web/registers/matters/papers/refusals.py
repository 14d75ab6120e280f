"""Why a paper of a register is not drafted or not signed."""

from django.utils.translation import gettext_noop as _

from luoshi_web.audit.refusal import SENTENCES

SENTENCES.update(
    {
        "draft_decided": _("One of these papers was signed or given back meanwhile."),
        "own_paper": _("Who drafted a paper does not sign it: another person does."),
        "too_many_papers": _("At most %(most)s papers at a time."),
        "no_running_number": _("Several papers are numbered through: give a number that ends in 号, such as 云政督函〔2026〕9号."),
        "paper_outdated": _("%(paper)s says what is no longer so of %(numbers)s: give it back and draft it again."),
    }
)  # fmt: skip
