"""The front matter: title, place, year, session, date, speaker, from whatever the copy prints."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from luoshi.outline.bounds import TITLE, breaks_off
from luoshi.outline.dates import DAY, day_of, years_in
from luoshi.outline.file_name import read_name
from luoshi.outline.kinds import DocumentKind, Titled, titled
from luoshi.outline.place import find_place
from luoshi.outline.recognise import is_retold
from luoshi.outline.section import Front, Section
from luoshi.outline.year import counted_year, find_year
from luoshi.text import SourceText, View, reading_view
from luoshi.text.late import late

_ORDINAL = "[一二三四五六七八九十]{1,3}"
# `第十六届人民代表大会第四次会议`, `易县十七届人民代表大会第六次会议`, `第十四届全国人民代表大会第一次会议`.
_SESSION = re.compile(rf"第?({_ORDINAL}届)\s*((?:全国)?人民代表大会)\s*第?({_ORDINAL}次会)[议議]")
_SHORT_SESSION = late(rf"第?({_ORDINAL}届)人大第?({_ORDINAL}次会)议")
_MEETING = re.compile(r"人民代表大会|人大[一二三四五六七八九十]+次会议|会议上")
# `县长李保森`, `区长？？李英英`, `（市长张惠强）`, `国务院总理李克强`, `自治区人民政府主席包钢`, `报告人：季允石`.
_OFFICE = r"(?:代理?)?(?:省长|市长|县长|区长|旗长|州长|盟长|镇长|乡长|主席|总理)"
# Those who give the reports on plan and budget: `青川区发展和改革局局长  陆景行`.
_BUREAU = r"(?:(?:发展(?:和|与)?改革|财政|计划)[委局厅部][^，。\s]{0,6}?(?:主任|局长|厅长|部长))"


class _Offices(NamedTuple):
    """How a speaker is named behind the words for his office, and those words alone at the end of a line."""

    speaker: re.Pattern[str]
    alone: re.Pattern[str]

    @classmethod
    def named(cls, office: str) -> "_Offices":
        name = r"[\u4e00-\u9fff·•]{2,14}?"
        return cls(
            re.compile(rf"{office}(?:同志)?[？?：:\s]*({name})(?:同志)?(?:[）)\s]|$|各位代表|（)"),
            re.compile(rf"{office}[？?：:\s]*$"),
        )


_GOVERNMENT = _Offices.named(_OFFICE)
_OF_A_BUREAU = _Offices.named(_BUREAU)
_OFFICES: Mapping[DocumentKind, _Offices] = {
    "work_report": _GOVERNMENT,
    "communique": _GOVERNMENT,
    "plan_report": _OF_A_BUREAU,
    "budget_report": _OF_A_BUREAU,
}
_LOST_BLANKS = re.compile(
    r"[？?]{2,}\s*"
)  # `县长？？林？？岸`: blanks that a wrong encoding turned into marks
_NAME = re.compile(r"^[（(]?([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,7}[·•][\u4e00-\u9fff]{2,7})[）)]?$")
_REPORTER = re.compile(r"^(?:报告人|作者)：(?:.*?" + _OFFICE + r")?[\s？?]*([\u4e00-\u9fff·]{2,12})$")
_NOT_NAMES = re.compile(
    r"[省市县区旗州盟镇乡]长|主席|总理|作|在|的|报告|政府|会议|代表|关于|以|工作|热线|信箱|之|质量|负责"
)
_PUBLISHED = re.compile(r"^(?:时间|发布|发表|来源|信息来源|发文时间|浏览|更新)")


def read_front(
    source: SourceText, sections: Sequence[Section], *, file_name: str | None = None, view: View | None = None
) -> Front:
    """The front matter of a report whose outline is ``sections``.

    ``file_name`` is asked last: for the place, where the text does not tell it, and as one voice in the vote on the year; what it
    alone gave stands in ``Front.guessed``.
    """
    view = view or reading_view(source.text, source.furniture)
    lines, opening_lines = _front_lines(view, sections)
    told = titled(view.text)
    title = _title(lines) if told.kind == "work_report" else told.title
    date = _date(opening_lines) or _date([line[3:] for line in lines if line.startswith("标题：")])
    session = _session(lines, opening_lines)
    if told.kind == "communique":
        voted = counted_year(view.text, title, date, file_name)
    else:
        voted = find_year(view, lines, sections, title, date, file_name)
    year = voted.year
    guessed = ["year"] if voted.guessed else []
    front = "\n".join(lines) if title is None or told.kind == "work_report" else "\n".join((title, *lines))
    place = find_place(view.text, front, year, told.kind)
    if file_name is not None and place is None:
        named = read_name(file_name, year)
        if named.place is not None:
            place, guessed = named.place, [*guessed, "place"]
    return Front(
        title,
        place,
        year,
        session,
        date,
        _speaker(lines, _OFFICES[told.kind]),
        _is_complete(told, sections) and not is_retold(view.text),
        tuple(sorted(guessed)),
        voted.notices,
        told.kind,
    )


def _is_complete(told: Titled, sections: Sequence[Section]) -> bool:
    """Opening, plans and closing; of a communiqué, which has no closing, its title and chapters from the first on."""
    parts = [s for s in sections if s.level == 1]
    if told.kind == "communique":
        numbered = [s.label for s in parts if s.label is not None]
        return told.title is not None and len(numbered) >= _CHAPTERS and numbered[0].startswith("一")
    roles = {s.role for s in parts}
    return {"opening", "closing"} <= roles and not roles.isdisjoint(("tasks", "outlook", "requirements"))


_CHAPTERS = 5


def _front_lines(view: View, sections: Sequence[Section]) -> tuple[list[str], list[str]]:
    """The lines before the report's body: all of them, and those of its own opening."""
    opening = next((s for s in sections if s.role == "opening"), None)
    body = next((s for s in sections if s.level == 1 and s.role not in ("opening", "boilerplate")), None)
    end = opening.span.end if opening else (body.span.start if body else 0)
    start = opening.span.start if opening else 0
    edge, stop = view.position(start), view.position(end) if end < len(view.source) else len(view.text)
    every = [line.strip() for line in view.text[max(0, stop - 6000) : stop].split("\n")]
    own = [line.strip() for line in view.text[edge:stop].split("\n")]
    return [x for x in every if x], [x for x in own if x]


def _title(lines: Sequence[str]) -> str | None:
    """The fullest title line: a crawler's `标题：`, else one with place or year, else the bare `政府工作报告`."""
    best: tuple[int, str] | None = None
    whole = _rejoined(lines)
    for line in whole:
        if breaks_off(line):
            continue
        if line.startswith("标题："):
            return line[3:].strip() or None
        match = _TITLE_LINE.match(line)
        if match is None:
            continue
        title = match.group(1)
        weight = (
            1
            + (2 if years_in(title) else 0)
            + (2 if re.search(r"[\u4e00-\u9fff]{2,}(?:省|市|县|区|旗|州|盟)", title) else 0)
        )
        if best is None or weight > best[0]:
            best = (weight, title)
    return best[1] if best else None


_TITLE_LINE = re.compile(
    r"^(?:来源：[^ ，。]{0,14}?(?: +|[网报台社])|资料[:：])?((?:[^，。：；？>]{0,24}?(?:人民)?政府工作(?:的)?报告)|关于[^，。]{4,40}纲要的报告)(?=$|[（(—―─\d])"
)


def _rejoined(lines: Sequence[str]) -> list[str]:
    """`政府工作报\\n告` is one line."""
    out: list[str] = []
    for line in lines:
        if len(line) == 1 and out and line in "告上":
            out[-1] += line
        else:
            out.append(line)
    return out


def _session(lines: Sequence[str], own: Sequence[str]) -> str | None:
    for pool in (own, lines):
        text = "".join(line for line in pool if not breaks_off(line))
        match = _SESSION.search(text)
        if match is not None:
            return f"第{match.group(1)}{match.group(2)}第{match.group(3)}议"
        short = _SHORT_SESSION.search(text) if pool is own else None
        if short is not None:
            return f"第{short.group(1)}人民代表大会第{short.group(2)}议"
    return None


def _date(own: Sequence[str]) -> str | None:
    """The day of delivery: beside the session, or on a line of its own; never a day of publication."""
    bare = None
    for line in own[:20]:
        if _PUBLISHED.match(line) or (len(line) > 90 and not _MEETING.search(line)):
            continue
        match = DAY.search(line[:160])
        if match is None:
            continue
        if _MEETING.search(line) or TITLE.search(line) or _DATED.match(line):
            return day_of(match)
        if bare is None and len(line) <= len(match.group()) + 3 and not _CLOCK.search(line):
            bare = day_of(match)
    return bare


_CLOCK = re.compile(r"\d{1,2}[:：]\d\d|时")
# `（2011年1月12日 江一帆）`, `——2009年1月8日`: set by the speaker's side; a bare day may be the page's.
_DATED = re.compile(rf"[（(—―─–-]+\s*{DAY.pattern}\s*[，,]?\s*(?P<name>[\u4e00-\u9fff·]{{2,12}})?\s*[）)]?$")


def _speaker(lines: Sequence[str], offices: "_Offices") -> str | None:
    for index, line in enumerate(lines):
        reporter = _REPORTER.match(line)
        if reporter is not None:
            return _clean_name(reporter.group(1))
        if len(line) > 70:
            continue
        dated = _DATED.match(line)
        if dated is not None and dated.group("name"):
            name = _clean_name(dated.group("name"))
            if name is not None:
                return name
        line = _LOST_BLANKS.sub("", line)
        for match in offices.speaker.finditer(line):
            name = _clean_name(match.group(1))
            if name is not None:
                return name
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if (offices.alone.search(line) and len(line) < 30) or _MEETING.search(line):
            alone = _NAME.match(following)
            if alone is not None:
                name = _clean_name(alone.group(1))
                if name is not None and not following.startswith("各位"):
                    return name
    return None


def _clean_name(name: str) -> str | None:
    name = name.strip("·•")
    if _NOT_NAMES.search(name) or not len(name) >= 2:
        return None
    if len(name) > 4 and "·" not in name and "•" not in name:
        return None
    return name
