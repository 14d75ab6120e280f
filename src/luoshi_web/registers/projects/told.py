"""What people are told of projects, beside what all registers say."""

from django.utils.translation import gettext_noop as _

from luoshi_web.supervision.urging.matters import SENTENCES

SENTENCES.update(
    {
        "projects.happened": _("%(who)s says that something happened with it: confirm it or take it back"),
        "projects.taken_back": _("what your unit said of it was taken back: %(reason)s"),
        "projects.handed_over": _("handed over to your unit"),
    }
)
