"""Who may do what with a release. That two people decide is no right: ``services.approve`` compares persons, and the table refuses one alone."""

from luoshi_web.accounts.rights import RIGHTS, audits, cleared, leads, supervises

RIGHTS.add_rule("release.read", (supervises | leads | audits) & cleared)
RIGHTS.add_rule("release.propose", supervises & cleared)
RIGHTS.add_rule("release.check", supervises & cleared)
RIGHTS.add_rule("release.approve", (supervises | leads) & cleared)
RIGHTS.add_rule("release.withdraw", supervises & cleared)
