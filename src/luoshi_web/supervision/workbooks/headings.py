"""Where the headings of a worklist (工作台账) stand and what its columns mean: guessed, shown, and put right by whoever brings it in. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from luoshi_web.supervision.workbooks.grid import Cell, Sheet

MEANINGS = ("no", "title", "content", "area", "lead", "helpers", "leader", "due", "progress", "measures")
"""What a column can mean. What means nothing here is kept with the row's origin all the same."""
SEARCHED = 20
"""Rows in which headings are looked for: titles, units and dates stand above them."""
_HEADINGS: tuple[tuple[str, str], ...] = (
    ("no", r"^(序号|编号|项目序号|号)$"),
    ("progress", r"进展|推进情况|完成情况|落实情况|办理情况|工作动态"),
    ("leader", r"(分管|牵头|责任|包保|挂帅|包联|区级|县级|市级|联系)领导|领导$"),
    ("helpers", r"(配合|协办|协同|参与|协作|参加)(单位|部门)|^配合$"),
    ("lead", r"(牵头|主办|责任|承办|主责|主体责任)(单位|部门)|^(牵头|责任|承办|主办)$|^单位$"),
    ("due", r"时限|期限|完成时间|截止|时间节点|办结时间|^时间$"),
    ("measures", r"(工作|推进|具体|主要|保障)?(措施|举措)"),
    ("area", r"^(类别|领域|板块|方面|分类|项目类别|任务类别|工作领域)$"),
    (
        "title",
        r"(工作|任务|督办|督查|主要|重点|目标)(内容|任务|事项|要点|目标|名称)|^(重点工作|目标任务|任务|事项|项目名称|工作目标|议定事项)$|事项$",
    ),
    ("content", r"具体(内容|任务|工作)|细化|年度目标|工作要求|阶段目标|^内容$"),
)
_COMPILED = tuple((meaning, re.compile(pattern)) for meaning, pattern in _HEADINGS)
_MARKS = re.compile(r"[\s（(][^（）()]*[)）]$|[\s:：]")


@dataclass(frozen=True, slots=True)
class Layout:
    """``head`` counts rows from 1: the last line of headings; what follows are rows. ``columns``: meaning → place from 0; ``names``: every heading."""

    head: int
    columns: Mapping[str, int]
    names: tuple[str, ...]


def bare(heading: str) -> str:
    """A heading without blanks, colon and what stands in brackets at its end: 投资额（万元）."""
    return _MARKS.sub("", heading.replace("\n", ""))


def meaning_of(heading: str) -> str:
    """What a heading means; an empty text for one that means nothing here."""
    plain = bare(heading)
    return next((meaning for meaning, pattern in _COMPILED if pattern.search(plain)), "")


@dataclass(frozen=True, slots=True)
class Reading:
    """How headings of a kind of list are understood. ``needs``: one of these meanings at least has to be named, and one thing more."""

    meaning: Callable[[str], str]
    columns: Callable[[Sequence[str]], dict[str, int]]
    needs: AbstractSet[str]


def guess(sheet: Sheet, reading: "Reading | None" = None) -> Layout | None:
    """The layout of a sheet; None where no line reads like headings."""
    reading = reading or WORKLIST
    best: tuple[int, int] | None = None
    for place, row in enumerate(sheet.rows[:SEARCHED]):
        found = {meaning for cell in row if len(cell.text) <= 20 and (meaning := reading.meaning(cell.text))}
        count = len(found)
        if count >= 2 and reading.needs & found and (best is None or count > best[0]):
            best = (count, place)
    if best is None:
        return None
    last = _second_line(sheet, best[1])
    return lay_out(sheet, last + 1, first=best[1], reading=reading)


def lay_out(
    sheet: Sheet,
    head: int,
    *,
    first: int | None = None,
    chosen: Mapping[str, int] | None = None,
    reading: "Reading | None" = None,
) -> Layout:
    """The layout with the headings up to line ``head``; ``chosen`` says what the columns mean, else it is guessed."""
    reading = reading or WORKLIST
    top = head - 1 if first is None else first
    names = tuple(
        _name(sheet, place, top, head - 1, reading)
        for place in range(len(sheet.rows[0]) if sheet.rows else 0)
    )
    return Layout(head, dict(chosen) if chosen is not None else reading.columns(names), names)


def _columns(names: Sequence[str]) -> dict[str, int]:
    """Each meaning once: the first column that has it; 责任单位 beside 牵头单位 helps, and further words of the work are its particulars."""
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        meaning = meaning_of(name)
        if meaning == "lead" and "lead" in found:
            other = found["lead"]
            if "牵头" in name and "牵头" not in names[other]:
                found["lead"] = place
                found.setdefault("helpers", other)
                continue
            meaning = "helpers"
        if meaning == "title" and "title" in found:
            meaning = "content"
        if meaning:
            found.setdefault(meaning, place)
    if "title" not in found and "content" in found:
        found["title"] = found.pop("content")
    return found


def _second_line(sheet: Sheet, top: int) -> int:
    """The last line of the headings: the next one belongs to them where a heading reaches down into it, or over several of its columns."""
    if top + 1 >= len(sheet.rows):
        return top
    below = sheet.rows[top + 1]
    names = {cell.name for cell in sheet.rows[top]}
    reached = [cell for cell in below if sheet.merged.get(cell.name) in names]
    if not reached:
        return top
    own = [cell for cell in below if cell.text]
    return top + 1 if all(len(cell.text) <= 20 and not cell.text.isdigit() for cell in own) else top


def _name(sheet: Sheet, place: int, first: int, last: int, reading: Reading) -> str:
    """A column's heading: the lowest line's own words, behind those above them where they say nothing alone (工作进展·截至目前)."""
    said = []
    for line in range(first, last + 1):
        cell = sheet.rows[line][place]
        text = cell.text or (_at(sheet, over).text if (over := sheet.merged.get(cell.name)) else "")
        text = text.replace("\n", "")
        if text and text not in said:
            said.append(text)
    if not said or reading.meaning(said[-1]):
        return said[-1] if said else ""
    return "·".join(said)


WORKLIST = Reading(meaning_of, _columns, frozenset({"title", "content"}))


def _at(sheet: Sheet, name: str) -> Cell:
    for row in sheet.rows:
        for cell in row:
            if cell.name == name:
                return cell
    return Cell(name)
