"""docs/permissions.md, made from the table: ``pytest tests/web/permissions --regenerate``."""

from collections.abc import Iterable
from itertools import groupby

from tests.web.permissions.walk import ROLES, Row

_HEAD = """# Who may do what

Made from `tests/web/tables/permissions.tsv` (`pytest tests/web/permissions --regenerate`), which the tests walk cell by cell: a real request
by somebody of that role, and the answer.

An item of the table is led by one department, helped with by another, and in the charge of one leader. `yes`: let in, and shown what the row is
about, or the act done and logged; `no`: told so (403), nothing changed; `hidden`: as if nothing were there (404, or a list without it), so that an
address gives nothing away; `login`: to the login first.

Each row is about something that is there, made as people make it: an item in a state, a claim, a round of appraisal. Behind it may stand:

- `internal`, `confidential`, `secret`: how secret its item is; without a word it is open. The departments of the table are cleared for what is
  internal, the auditor for what is confidential, the leaders and the supervision office for everything.
- `uncleared`: nobody is cleared for more than internal.
- `successor`, `predecessor`: every post has changed hands today, after the thing was made; whoever holds it now asks, or whoever held it before.
- `moved`: the lead office is in the charge of another leader since today, while the item still names the first.

Rights go with a post, at a date; a person who holds two posts acts from one at a time. What asks for a second *person* is not in this table:
docs/closing.md.
"""
_SHORT = {
    "supervision": "supervision office",
    "leader_in_charge": "leader in charge",
    "leader_not_in_charge": "another leader",
    "head_of_lead": "head, lead office",
    "officer_of_lead": "officer, lead office",
    "head_of_co_unit": "head, office that helps",
    "head_of_other": "head, other office",
    "auditor": "auditor",
    "administrator": "administrator",
    "without_post": "without a post",
    "not_logged_in": "not logged in",
}


def document(rows: Iterable[Row]) -> str:
    """The whole page, a section an area."""
    parts = [_HEAD]
    head = ["page", "", "of", *(_SHORT[role] for role in ROLES), "right", "remark"]
    by_area = sorted(rows, key=lambda row: row.page.partition(":")[0] if ":" in row.page else "")
    for area, of_area in groupby(
        by_area, key=lambda row: row.page.partition(":")[0] if ":" in row.page else ""
    ):
        parts += [
            f"\n## {area or 'frame, and rights without a page'}\n",
            _line(head),
            _line(["---"] * len(head)),
        ]
        for row in of_area:
            page = row.page.split(" ")[0]
            cells = [
                f"`{page}`",
                row.method,
                row.thing.replace(":", ", "),
                *row.cells.values(),
                f"`{row.right}`",
                row.why,
            ]
            parts.append(_line(cells))
    return "\n".join(parts) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
