"""The steps and what they lack, in words, each with the page where it is made good."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from django_stubs_ext import StrOrPromise

STEPS: dict[str, tuple[StrOrPromise, StrOrPromise]] = {
    "offices": (_("Units"), _("Every unit that may lead an item, with the other names under which papers speak of it.")),
    "administrators": (_("Three administrators"), _("System, security and audit administrator are three people, none of whom can do what another does.")),
    "posts": (_("Posts and their holders"), _("A head for each unit, two people in the supervision office.")),
    "leaders": (_("Leaders and their charge"), _("Who heads the government, and which leader is in charge of which unit.")),
    "people": (_("Logins"), _("Everybody chooses a password of their own at the first login.")),
    "calendar": (_("Calendar"), _("The working days of the year, by the yearly notice on holidays.")),
    "rules": (_("Rules in force"), _("Rules of lights, urging and limits hold from the first day; those of appraisal are put in force here.")),
    "report": (_("First report"), _("Uploaded, reviewed, split among the units, issued.")),
    "work": (_("Background work"), _("Lights, reminders and letters are computed at night.")),
}  # fmt: skip
LACKS = {
    "no_unit": ngettext_lazy("There is no unit yet.", "There is no unit yet.", "count"),
    "supervisors": ngettext_lazy(
        "%(count)s more person is needed in the supervision office: who verifies does not sign off.",
        "%(count)s more people are needed in the supervision office: who verifies does not sign off.",
        "count",
    ),
    "no_auditor": ngettext_lazy(
        "Nobody holds a post of auditor.", "Nobody holds a post of auditor.", "count"
    ),
    "no_administrator": ngettext_lazy(
        "Nobody holds a post of system administrator.",
        "Nobody holds a post of system administrator.",
        "count",
    ),
    "no_security": ngettext_lazy(
        "Nobody holds a post of security administrator: until then the system administrator does those acts alone.",
        "Nobody holds a post of security administrator: until then the system administrator does those acts alone.",
        "count",
    ),
    "two_in_one": ngettext_lazy(
        "%(count)s person holds two of the three.", "%(count)s people hold two of the three.", "count"
    ),
    "headless": ngettext_lazy("%(count)s unit has no head.", "%(count)s units have no head.", "count"),
    "no_chief": ngettext_lazy(
        "No post is marked as heading the government, or nobody holds it.",
        "No post is marked as heading the government, or nobody holds it.",
        "count",
    ),
    "without_leader": ngettext_lazy(
        "No leader is in charge of %(count)s unit.", "No leader is in charge of %(count)s units.", "count"
    ),
    "given_password": ngettext_lazy(
        "%(count)s person has not chosen a password yet.",
        "%(count)s people have not chosen a password yet.",
        "count",
    ),
    "not_announced": ngettext_lazy(
        "The working days of %(count)s are not known: enter the notice in days.toml.",
        "The working days of %(count)s are not known: enter the notice in days.toml.",
        "count",
    ),
    "days_faulty": ngettext_lazy(
        "The file days.toml has a fault.", "The file days.toml has a fault.", "count"
    ),
    "no_appraisal_rules": ngettext_lazy(
        "No rules of appraisal are in force.", "No rules of appraisal are in force.", "count"
    ),
    "no_report": ngettext_lazy("No report has been read yet.", "No report has been read yet.", "count"),
    "to_review": ngettext_lazy(
        "%(count)s entry is not reviewed yet.", "%(count)s entries are not reviewed yet.", "count"
    ),
    "no_split": ngettext_lazy("No split has been issued yet.", "No split has been issued yet.", "count"),
    "no_worker": ngettext_lazy("No worker has ever run.", "No worker has ever run.", "count"),
    "no_night": ngettext_lazy("No night has been computed yet.", "No night has been computed yet.", "count"),
}
_PLACES = {
    "offices": ("people:bring_in", "accounts.manage"), "administrators": ("people:list", "accounts.manage"), "posts": ("people:list", "accounts.manage"),
    "leaders": ("people:list", "accounts.manage"), "people": ("people:people", "accounts.manage"), "calendar": ("limits:try", "item.list"),
    "rules": ("appraisal:rules", "rules.manage"), "report": ("reports:list", "report.read"), "work": ("background:show", "jobs.read"),
}  # fmt: skip


def place_of(step: str) -> tuple[str, str]:
    """Where a step is done, and the right that this asks for."""
    name, right = _PLACES[step]
    return reverse(name), right
