"""The year's work in a part that is named after its targets: 二、工作总体要求和主要目标, and then （一）抢抓机遇，…."""

from collections.abc import Sequence

from luoshi.outline.build import Draft

_A_SERIES = 3  # headings behind the list that make it the year's work


def name_the_work(parts: Sequence[Draft]) -> None:
    """Where no part of the report is the year's work, the headings behind its list of targets are."""
    if any(part.role == "tasks" for part in parts):
        return
    for part in parts:
        if part.role not in ("requirements", "targets"):
            continue
        lists = [number for number, child in enumerate(part.children) if child.role == "targets"]
        if not lists:
            continue
        behind = [c for c in part.children[lists[-1] + 1 :] if c.heading is not None and c.role == part.role]
        if len(behind) >= _A_SERIES:
            for child in behind:
                _work(child, part.role)


def _work(draft: Draft, inherited: str) -> None:
    """This section and those below it that had their role from the part."""
    draft.role = "tasks"
    for child in draft.children:
        if child.role == inherited:
            _work(child, inherited)
