"""Who may bring in and review reports."""

from luoshi_web.accounts.rights import RIGHTS, audits, in_department, leads, supervises

RIGHTS.add_rule("report.read", supervises | leads | audits | in_department)
RIGHTS.add_rule("report.upload", supervises)
RIGHTS.add_rule("entry.review", supervises)
