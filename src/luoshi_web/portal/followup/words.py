"""What an office says in codes, in the words of the portal: they are the office's, and no verdict of ours."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def state_word(state: str) -> str:
    """Where an item stands, as the office says."""
    return {
        "assigned": pgettext("an item", "handed out"), "returned": pgettext("an item", "sent back by the unit"), "active": pgettext("an item", "under way"),
        "reported": pgettext("an item", "reported as done, not yet verified"), "closed_done": pgettext("an item", "closed as done, verified"),
        "closed_not_done": pgettext("an item", "closed as not done"), "merged": pgettext("an item", "merged into another"),
        "withdrawn": pgettext("an item", "withdrawn by those who gave it"),
    }.get(state, state)  # fmt: skip


def field_word(name: str) -> str:
    """What changed between two days."""
    return {
        "quote": _("words"), "kind": _("kind"), "reading": _("read as"), "subject": _("what is measured"), "indicator": _("indicator"),
        "measure": _("measure"), "state": pgettext("an item", "state"), "due": _("due"), "unit": _("unit that answers"), "helpers": _("units that help"),
        "title": _("title"), "ending": _("how it ended"), "progress": _("progress reports"), "evidence": _("evidence"), "checks": _("checks"),
        "verdicts": _("findings of the supervision office"), "changes": _("changes that were approved"), "line": _("line"),
    }.get(name, "")  # fmt: skip


def value_word(name: str, value: Any) -> str:
    """A value beside another: lists by what is new in them."""
    if value in (None, "", [], {}):
        return "–"
    if name == "state":
        return state_word(value)
    if name == "ending":
        return f"{state_word(value['kind'])}：{value['reason']}"
    if isinstance(value, list):
        return "；".join(_row_word(row) for row in value)
    if isinstance(value, dict):
        return "，".join(
            f"{key} {inner}" for key, inner in value.items() if not isinstance(inner, dict | list)
        )
    return str(value)


def _row_word(row: Any) -> str:
    if not isinstance(row, dict):
        return str(row)
    said = row.get("words") or row.get("name") or row.get("reason") or ""
    return " ".join(filter(None, (row.get("period") or row.get("on") or "", row.get("after") or "", said)))
