"""The columns of people and of posts as workbooks."""

from django.utils.translation import gettext_lazy as _

from luoshi_web.console.workbooks.lists import Column, Listing

PEOPLE = Listing(
    _("People"),
    (
        Column(_("Name of the person"), lambda person: person.name),
        Column(_("Name to log in with"), lambda person: person.username),
        Column(_("Posts today"), lambda person: "、".join(str(holding.post) for holding in person.held), 40),
        Column(_("May log in"), lambda person: _("yes") if person.is_active else _("no")),
        Column(_("Second factor"), lambda person: _("yes") if person.second_factor else _("no")),
        Column(_("Last login"), lambda person: person.last_login, 17),
    ),
)
POSTS = Listing(
    _("Offices and posts"),
    (
        Column(_("Office"), lambda row: row[0].office.name, 30),
        Column(_("Post"), lambda row: row[0].title, 20),
        Column(_("Role"), lambda row: row[0].get_role_display(), 16),
        Column(_("Reads up to"), lambda row: row[0].get_clearance_display()),
        Column(_("Held by"), lambda row: row[1].name if row[1] else ""),
        Column(_("In use"), lambda row: _("yes") if row[0].active else _("no"), 8),
    ),
)
"""Each row is a post and who holds it."""
