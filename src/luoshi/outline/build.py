"""Paragraphs and headings → sections that nest, with a role each."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi.outline import passages
from luoshi.outline.behind_targets import role_behind
from luoshi.outline.headings import Heading
from luoshi.outline.labels import FIXED
from luoshi.outline.leads import looks_back
from luoshi.outline.paragraphs import Paragraph
from luoshi.outline.parts import cut_into_parts, set_apart
from luoshi.outline.roles import part_role, sub_role
from luoshi.outline.section import Role
from luoshi.vocabulary.sides import leaning

_REVIEWED = ("review", "problems")
_PLANNED = ("tasks", "requirements", "targets")
_ITEMS = ("shi", "num", "pnum")
_SHORTEST = 12  # characters of a passage
_CHAPTERS = ("paren", "dash", "num", "lost")


@dataclass(slots=True)
class Draft:
    """A section while it is being built; offsets count into the view, ``end`` is open until it is closed."""

    level: int
    role: Role
    start: int
    heading: Heading | None = None
    end: int | None = None
    style: str = ""
    leads_on: bool = False  # ends with a colon: its items follow
    children: list["Draft"] = field(default_factory=list)


def build_parts(
    pieces: Sequence[Paragraph], headings: Sequence[Heading], begun: bool = True, *, past: bool = False
) -> list[Draft]:
    """The report's parts with their sections, for the paragraphs of its body. ``begun``: its opening is there; ``past``: all of it looks back."""
    if not pieces:
        return []
    headings = set_apart(headings)
    pieces, spans = cut_into_parts(pieces, headings, begun, past=past)
    edges = [p.start for p in pieces]
    marks = [h.start for h in headings]
    parts = []
    for begin, end, opener, role in spans:
        part = Draft(1, role, begin, opener, end)
        own = pieces[bisect_left(edges, begin) : bisect_left(edges, end)]
        below = headings[bisect_left(marks, begin) : bisect_left(marks, end)]
        _Filler(part, own, [h for h in below if h is not opener]).fill()
        parts.append(part)
    return parts


class _Filler:
    """Fills one part: sections by their headings, and the passages that have a role and no heading."""

    def __init__(self, part: Draft, pieces: Sequence[Paragraph], headings: Sequence[Heading]) -> None:
        self.part = part
        self.pieces = pieces
        self.by_start = {heading.start: heading for heading in headings}
        self.last_chapter = max((h.start for h in headings if h.style in _CHAPTERS), default=-1)
        self.stack: list[Draft] = [part]
        self.seen: set[str] = set()
        # A part that is named after one matter (`三、加快农业发展`) sets out no requirements for the whole year.
        self.sets_out = part.heading is None or part_role(part.heading.title) is not None
        self.listing: Draft | None = None
        self.on_plan = False  # the paragraphs on the coming years, in a part on those and on the year
        self.chapters = 0
        self.listed = False

    def fill(self) -> None:
        for index, piece in enumerate(self.pieces):
            heading = self.by_start.get(piece.start)
            is_part_title = self.part.heading is not None and piece.start == self.part.heading.start
            if heading is not None:
                self.listing = self.listing if self._continues_list(piece) else None
                if self.listing is None:
                    self._open(heading)
                if len(piece) - (heading.end - heading.start) > 60:
                    self._passages(piece, heading.end - piece.start, index)
            elif is_part_title:
                title = self.part.heading
                if title is not None and piece.end - title.end > 40:
                    self._passages(piece, title.end - piece.start, index)
            else:
                self._plain(piece, index)
        self._close(0, self.part.end or 0)

    def _continues_list(self, piece: Paragraph) -> bool:
        return (
            self.listing is not None
            and self.listing.role == "targets"
            and passages.is_target_item(piece.text)
            and piece.text[-1] in "；。"
        )

    def _lists_on(self, piece: Paragraph) -> bool:
        """A line of the list; or the whole list in the paragraph behind `…主要预期目标是：`."""
        if passages.is_target_item(piece.text):
            return True
        first = self.listing is not None and self.listing.start + 80 > piece.start
        if first and passages.counts_as_list(piece.text):
            self.listing, self.listed = None, True
            return True
        return False

    def _plain(self, piece: Paragraph, index: int) -> None:
        if self.listing is not None:
            if self.listing.role == "targets" and self._lists_on(piece):
                return
            self.listing = None
        text = piece.text
        if passages.pledges(text) and any(draft.role == "problems" for draft in self.stack[1:]):
            self._close(1, piece.start)  # what will be done about the shortfalls is none of them
            return
        if self._begins_year(text, index):
            self._close(1, piece.start)
            self._push(Draft(2, self.part.role, piece.start, None, None, "year"))
            return
        if text.startswith("各位代表"):
            # `各位代表！今年将办好十件实事：` `一是…` leads on inside the chapter
            leads_on = (
                text.endswith("：") and self.part.role != "review" and self._style_behind(index) in _ITEMS
            )
            self._close(self._chapter_depth() if leads_on else 1, piece.start)
        elif self.stack[-1].style == "passage" and not self._in_own_house():
            plain = self.stack[-1].role == "requirements" and self.stack[1].style in FIXED
            self._close(self._chapter_depth() if plain else 1, piece.start)
        elif self.part.role == "review" and looks_back(text):
            self._close(self._chapter_depth(), piece.start)
        self._passages(piece, 0, index)

    def _style_behind(self, index: int) -> str:
        """The style of the heading on the next paragraph, if it begins with one."""
        following = self.pieces[index + 1].start if index + 1 < len(self.pieces) else -1
        heading = self.by_start.get(following)
        return heading.style if heading is not None else ""

    def _chapter_depth(self) -> int:
        """How much of the stack is the part and its numbered chapters."""
        depth = 1
        while depth < len(self.stack) and (
            self.stack[depth].style in FIXED or self.stack[depth].style == "year"
        ):
            depth += 1
        return depth

    def _begins_year(self, text: str, index: int) -> bool:
        """`刚刚过去的2025年，是…的一年。` behind the review of several years, before `这一年，…` `这一年，…`."""
        told = self.part.role == "review" and self.part.children and passages.calls_year(text)
        return bool(told) and self._style_behind(index) == "time"

    def _in_own_house(self) -> bool:
        """Behind the last chapter, what follows on the government's own building belongs to it to the end."""
        return len(self.stack) > 1 and self.stack[1].style == "passage" and self.stack[1].role == "government"

    def _open(self, heading: Heading) -> None:
        style = heading.style
        if style == "time":
            keep = self._chapter_depth()
        elif style in FIXED:
            order = FIXED[style]
            keep = 1
            for depth, draft in enumerate(self.stack[1:], 1):
                if draft.style in FIXED and FIXED[draft.style] < order:
                    keep = depth + 1
                elif draft.style == style:
                    break
        else:
            keep = len(self.stack)
            for depth, draft in enumerate(self.stack[1:], 1):
                if draft.style == style:
                    keep = depth
                    break
            else:
                begins = style == "shi" and heading.number == 1
                while keep > 1 and self._gives_way(self.stack[keep - 1], style, begins):
                    keep -= 1
        self._close(keep, heading.start)
        parent = self.stack[-1]
        role = sub_role(heading.title, parent.role)
        if parent.role == "outlook" and self._is_over(heading.title):
            role = "review"
        self.on_plan = self.on_plan and style not in FIXED
        if self.on_plan and role == "tasks":
            role = "outlook"
        self._push(Draft(len(self.stack) + 1, role, heading.start, heading, None, style))
        if style in FIXED:
            self.chapters += 1

    @staticmethod
    def _gives_way(top: Draft, style: str, begins: bool) -> bool:
        if top.style == "passage":
            items = style in ("shi", "di", "dash", "num")
            listed = top.role == "problems" or (top.role == "requirements" and top.leads_on)
            return not (top.role == "government" or (items and listed))
        if top.style == "lead":
            return not begins  # `合理调整收入分配。` `一是…` `二是…`: the items belong to the lead
        return style == "bare" and top.style not in FIXED

    def _push(self, draft: Draft) -> None:
        self.stack[-1].children.append(draft)
        self.stack.append(draft)

    def _close(self, keep: int, end: int) -> None:
        while len(self.stack) > max(keep, 0):
            draft = self.stack.pop()
            if draft.end is None or draft.end > end:
                draft.end = end

    def _passages(self, piece: Paragraph, offset: int, index: int) -> None:
        """Sections for the passages in ``piece`` behind ``offset``."""
        if len(piece) - offset < _SHORTEST:
            return
        text = piece.text[offset:]
        found: list[tuple[int, int, Role]] = []
        if self.part.role in _REVIEWED:
            found = passages.of_a_review(text, self._list_behind(index)) or self._ahead(text, piece)
        elif self.part.role in _PLANNED:
            found = self._plan_passages(text, index)
        elif self.part.role == "outlook":
            found = self._looking_back(text) or self._year_inside_plan(text) or self._plain_requirements(text)
        elif (
            self.part.role == "government"
            and self.chapters == 0
            and looks_back(text)
            and leaning(text).past > 0
        ):
            found = [(0, len(text), "review")]
        for start, end, role in found:
            if role == "problems" and not self._near_end(piece):
                continue
            if role == "targets" and passages.counts_as_list(text[start:end]):
                self.listed = True
            self._passage(piece, offset + start, offset + end, role)

    def _ahead(self, text: str, piece: Paragraph) -> list[tuple[int, int, Role]]:
        """`今年政府工作的总要求是：…` at the end of `一、2025年工作回顾和2026年总要求`."""
        span = passages.states_requirements(text) if "今年" in text and self._near_end(piece) else None
        return [(*span, "requirements")] if span is not None else []

    def _list_behind(self, index: int) -> list[str]:
        """The numbered items right behind the paragraph (`一是…` `二是…`)."""
        items = []
        for piece in self.pieces[index + 1 : index + 9]:
            heading = self.by_start.get(piece.start)
            if heading is None or heading.style not in ("shi", "di", "dash", "num"):
                break
            items.append(piece.text)
        return items

    def _sets_out_years(self, text: str) -> bool:
        """`“十五五”时期是…` in a part on that plan and on the year's work (`“十五五”时期主要目标和2026年重点工作`)."""
        title = self.part.heading.title if self.part.heading is not None else ""
        if passages.latest_plan(title) is None and "今后五年" not in title:
            return False
        return "今年" not in text[:60] and (
            self.on_plan or passages.latest_plan(text[:60]) is not None or "今后五年" in text[:40]
        )

    def _is_over(self, title: str) -> bool:
        """A plan that ends where the part's begins: `“十四五”时期的主要情况` under `关于“十五五”规划纲要的说明`."""
        if self.part.heading is None:
            return False
        planned, named = passages.latest_plan(self.part.heading.title), passages.latest_plan(title)
        return planned is not None and named is not None and named < planned

    def _looking_back(self, text: str) -> list[tuple[int, int, Role]]:
        """A paragraph on the plan that ends, inside the part on the plan that begins."""
        title = self.part.heading.title if self.part.heading is not None else ""
        planned, named = passages.latest_plan(title), passages.plan_number(text[:16])
        earlier = planned is not None and named is not None and named < planned
        if (earlier or text.startswith(("过去五年", "五年来", "这五年"))) and leaning(text).past > 0:
            return [(0, len(text), "review")]
        return []

    def _year_inside_plan(self, text: str) -> list[tuple[int, int, Role]]:
        """`今年生产总值计划增长百分之八` in a part on five years."""
        span = passages.find_targets(text) if "今年" in text and not self.listed else None
        if span is None or "今年" not in text[span[0] : span[1]][:60]:
            return []
        return [(*span, "targets")]

    def _plan_passages(self, text: str, index: int) -> list[tuple[int, int, Role]]:
        found: list[tuple[int, int, Role]] = []
        top = self.stack[-1]
        if self.chapters == 0 and not self.seen and self._sets_out_years(text):
            self.on_plan = True
            return [(0, len(text), "outlook")]
        self.on_plan = False
        early = self.chapters == 0 or (
            len(self.stack) > 1 and self.stack[1].role in ("requirements", "targets")
        )
        if "targets" not in self.seen or early:
            span = passages.find_targets(text)
            if span is None and early and "targets" not in self.seen and passages.lists_targets(text):
                span = (0, len(text))
            if (
                span is not None
                and top.role != "targets"
                and (not self.listed or passages.counts_as_list(text[span[0] : span[1]]))
            ):
                found.append((*span, "targets"))
        if early and self.sets_out and top.role not in ("requirements", "targets"):
            again = "requirements" in self.seen
            need = passages.states_requirements(text) if again else passages.find_requirements(text)
            if need is not None:
                limit = found[0][0] if found and found[0][0] > need[0] else need[1]
                if not found or need[0] < found[0][0] or need[0] >= found[0][1]:
                    found.append((need[0], min(need[1], limit), "requirements"))
        elif not early or top.role == "requirements":
            found = found or self._plain_requirements(text)
        if not found and self.chapters == 0 and "targets" in self.seen and self.sets_out:
            role = role_behind(text)
            found += [(0, len(text), role)] if role is not None else []
        if (
            not found
            and self.chapters > 0
            and "government" not in self.seen
            and top.role != "government"
            and self._late(index)
            and (passages.names_government(text) or self._opens_own_house(text, index))
        ):
            found.append((0, len(text), "government"))
        self.seen.update(role for _, _, role in found)
        return sorted(found)

    def _plain_requirements(self, text: str) -> list[tuple[int, int, Role]]:
        """`总体要求是：…` in the first chapter, or in a part on several years or on the requirements themselves."""
        span = passages.states_requirements(text) if self.chapters <= 1 else None
        if span is None or "requirements" in self.seen:
            return []
        self.seen.add("requirements")
        return [(*span, "requirements")]

    def _opens_own_house(self, text: str, index: int) -> bool:
        """Behind the last chapter, a paragraph on the government's own conduct; a short one with what follows it."""
        if not passages.may_open_government(text) or self.pieces[index].start < self.last_chapter:
            return False
        for piece in self.pieces[index + 1 : index + 7] if len(text) < 200 else ():
            if piece.text.startswith("各位"):
                break
            text += piece.text
        return passages.speaks_of_government(text)

    def _near_end(self, piece: Paragraph) -> bool:
        """Shortfalls are admitted when the results have been told: no chapter follows, or most of the part is over."""
        start, end = self.part.start, self.part.end or self.part.start
        if piece.start - start >= 0.6 * (end - start):
            return True
        return piece.start > self.last_chapter

    def _late(self, index: int) -> bool:
        return index * 2 > len(self.pieces)

    def _passage(self, piece: Paragraph, start: int, end: int, role: Role) -> None:
        if end - start < _SHORTEST:
            return
        if self.stack[-1].role == role and (role != "requirements" or len(self.stack) > 1):
            return
        begin = piece.start + start
        if len(self.stack) > 1 and not self._inside_chapter(role, begin):
            self._close(1, begin)
        else:
            self._close_passages(begin)
        draft = Draft(len(self.stack) + 1, role, begin, None, None, "passage", piece.text.endswith("："))
        self._push(draft)
        if end == len(piece.text):
            if piece.text.endswith("：") or (role == "problems" and piece.text.endswith("；")):
                self.listing = draft
        else:
            self._close(len(self.stack) - 1, piece.start + end)

    def _inside_chapter(self, role: Role, begin: int) -> bool:
        if len(self.stack) < 2 or self.stack[1].style not in FIXED:
            return False
        heading = self.stack[-1].heading
        bodiless = heading is not None and begin - heading.end <= 4
        return role in ("targets", "requirements") or (role == "government" and bodiless)

    def _close_passages(self, end: int) -> None:
        keep = len(self.stack)
        while keep > 1 and self.stack[keep - 1].style in ("passage", "lead"):
            keep -= 1
        self._close(keep, end)
