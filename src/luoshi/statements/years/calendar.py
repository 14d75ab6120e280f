"""Which years are spoken of as a report goes along.

A review of several years and of the last year changes from the one to the other with words at the head of a heading
or sentence (``“十四五”时期``, ``五年来``, ``刚刚过去的2025年``), and what they set holds until the next such words. In the part on
future work they hold for their own sentence.
"""

import re

from luoshi.outline.section import Section
from luoshi.statements.statement import Period
from luoshi.statements.years.cues import Years, compares, cues, since, tells_time
from luoshi.text.late import late
from luoshi.vocabulary.indicators import indicators

_PAST = re.compile(r"[\s—“]*(?:特别是|其中|尤其是)?(?:去年|上年|过去的?一年|(\d{4})年(?!以?来|以前|前))")
# 目前我市城镇化水平比全省低12个百分点: how things stand, in a part on what is to be done
_NOW = re.compile(
    r"[\s—“]*(?:目前|现在)(?![^。！？\n]*(?:要|必须|力争|确保|将|应|今后|今年|争取|努力|不能|希望|加以|是一项))"
)
_BEFORE_NOW = frozenset(" \n\t\r\u3000—“目现")  # what such a sentence begins with
_AHEAD = re.compile(r"[\s—“]*(?:今年|新的一年|下一步|我们将|要|\d{4}年)")
_ADDRESS = re.compile(
    r"\s*(?:各位(?:代表|委员|领导|来宾)|同志们|[^，。；\d]{1,8}的是，|[、，：！])+"
)  # 各位代表，刚刚过去的2020年，…; 特别需要指出的是，刚刚过去的2020年，…
# 2025年是“十四五”规划的最后一年: what is told next are the five years all the same
_LAST_OF_PLAN = late(
    r"\d{4}年，?(?:既)?是(?:实施)?“?十[一二三四五六]五”?[^，。]{0,8}(?:最后|收官|完成|决胜|末)"
)
# 2025年2月，省政府宣布…; 2030年前实现达峰: a day and a limit are those of one sentence
_PASSING = re.compile(r"[^，年]{0,6}\d{4}年(?:\d{1,2}月|前)")
# In a part on several years 2025年优良天数达到280天 dates its own sentence; 2025年，… opens a passage.
_BARE_YEAR = re.compile(r"(?:19|20)\d\d年(?=[^，\s])")
# 落实2030年国家自主贡献目标: the year of somebody's goal is that of nothing else
_OF_A_GOAL = re.compile(r"(?:落实|按照|对标|锚定|围绕|依据|根据)[^，年]{0,6}\d{4}年")
_LONGEST_STRETCH = 6  # 建市20年来 is no part of the report
# 累计完成485处矿山修复, in a part on several years: all of them again
_SUMS_UP = re.compile(r"[\s—]*(?:五年来?，?)?(?:我们)?累计")
_HEAD = 30  # words of time open a sentence; further on they belong to a clause
_NEAR = 8
_PARAGRAPH = 1000  # the farthest back that the beginning of one is looked for
_LONG = 9  # 三十年来，… looks back once; what follows is told of the years before again


def paragraph_end(text: str, position: int) -> int:
    """Where the paragraph at ``position`` ends."""
    stop = text.find("\n", position)
    return stop if stop >= 0 else len(text)


def paragraph_begin(text: str, position: int) -> int | None:
    """Where the paragraph at ``position`` begins; None where no break is near, in a copy without breaks."""
    opens = text.rfind("\n", max(0, position - _PARAGRAPH), position) + 1
    return None if opens == 0 and position > _PARAGRAPH else opens


_ENDS = ("。", "！", "；", "？")


class Calendar:
    """The years in force; told of each section and each sentence in reading order."""

    def __init__(self, year: int | None) -> None:
        self._year = year
        self._part: str | None = None
        self._section: str | None = None  # the innermost one
        self._seen: set[str] = set()
        self._years = Years(None)
        self._stretch: Years | None = None  # the several years that the part speaks of, if it does
        self._past_end = self._paragraph = -1
        self._aside_end = -1  # of the paragraph for which one named year stands in a review of several
        self._before = Years(None)  # what was in force before it
        self._opens = (
            False  # a review of the term of a government (本届政府) whose first sentence is still to come
        )

    def enter(self, section: Section, path: tuple[Section, ...]) -> None:
        """A section begins or goes on; ``path`` holds the sections around it and it, the outermost first."""
        year = self._year
        if year is None:
            return
        if section.id == self._section:
            return  # goes on behind its heading, or behind a section inside it
        self._section = section.id
        if self._aside_end >= 0:
            self._years, self._aside_end = self._before, -1
        outermost = path[0]
        part = f"{outermost.id} {section.role == 'review'}"
        if part != self._part:
            self._part = part
            self._stretch = None
            self._opens = "届政府" in (outermost.title or "")
            self._set(self._default(section, outermost))
        for one in path:
            if one.id in self._seen:
                continue
            self._seen.add(one.id)
            titled = one.title if one is not outermost and section.role in ("review", "outlook") else None
            if titled and (said := self._said(titled, section.role)) is not None:
                self._set(said)

    def begin(self, role: str) -> None:
        """A part without a heading begins: a single passage, read on its own."""
        year = self._year
        if year is not None:
            past = role in ("review", "other")
            self._years = Years(Period(year - 1, year - 1)) if past else Years(Period(year, year))

    def _default(self, section: Section, outermost: Section) -> Years:
        year = self._year
        assert year is not None
        said = self._said(outermost.title or "", section.role)
        if section.role in ("review", "other"):
            return said or Years(Period(year - 1, year - 1))
        if section.role == "outlook":
            plan = Period(year, year + 4)
            return said or Years(plan, plan)
        return Years(Period(year, year))

    def _said(self, title: str, role: str) -> Years | None:
        """What a heading sets: the first words of time that fit its role."""
        year = self._year
        for _, years in cues(title, year):
            if years.period is None or year is None:
                continue
            past = years.period.first < year
            if past == (role in ("review", "other")):
                return years
        return None

    def sentence(self, text: str, start: int, end: int, role: str) -> Years:
        """The years that an undated statement of the sentence speaks of."""
        year = self._year
        if year is None:
            return Years(None)
        if -1 < self._aside_end <= start:
            self._years, self._aside_end = self._before, -1
        opens = self._opens
        if opens and text[start:end].rstrip().endswith(_ENDS):
            self._opens = False  # a heading is no sentence
        near = end if end < start + _HEAD else start + _HEAD
        if not tells_time(text[start:near]):
            if role == "review" and self._stretch is not None and _SUMS_UP.match(text, start, end):
                self._years = self._stretch
            return self._years
        if address := _ADDRESS.match(text, start, end):
            start = address.end()
        head = text[start : min(end, start + _HEAD)].split("，")[0]
        if _OF_A_GOAL.match(head):
            return self._years
        if role in ("review", "other") and (years := since(head, year)) is not None:
            return self._since(years, opens=opens)
        return self._first_told(text, start, end, role, head, year)

    def _since(self, years: Period, *, opens: bool) -> Years:
        told = Years(years, years)
        if opens and self._stretch is not None and self._years == self._stretch:
            self._set(told)  # 2022年以来，全市上下…, at the head of a review of a term: it began then
        return told

    def _first_told(self, text: str, start: int, end: int, role: str, head: str, year: int) -> Years:
        """What the first words of time in the ``head`` of a sentence set."""
        first = next(((at, years) for at, years in cues(head, year) if at <= _NEAR), None)
        if first is None or first[1].period is None:
            return self._years
        at, said = first
        if compares(head):
            return said
        assert said.period is not None
        if (said.period.last < year) != (role in ("review", "other")):
            return self._years
        if _PASSING.match(head):
            return said
        if (
            role == "review"
            and (known := self._last_of_several(text, start, end, head, at, said)) is not None
        ):
            return known
        return self._as_told(text, end, role, head, said, year)

    def _last_of_several(
        self, text: str, start: int, end: int, head: str, at: int, said: Years
    ) -> Years | None:
        """What the last year of a review of several years sets, named at ``at`` of ``head``; None where it is no such year."""
        around = self._years.several or self._years.around
        if around is None or said.period != Period(around.last, around.last):
            return None
        if _LAST_OF_PLAN.match(head):
            return self._years
        if indicators().at_end(head[:at]) is not None:
            return self._years  # 国内生产总值2025年达到2.4万亿元，平均每年增长7%: the year of that value
        one = Years(said.period, None, around)
        if self._years.several is not None and _BARE_YEAR.match(head):
            return one
        if head[at].isdigit() and text[start - 1] != "\n":
            return self._one_year(one, text, end)
        return None

    def _as_told(self, text: str, end: int, role: str, head: str, said: Years, year: int) -> Years:
        """Years that a sentence says: those of what follows too, where they are years of its section."""
        assert said.period is not None
        around = self._years.several or self._years.around
        long = said.several is not None and said.several.last - said.several.first >= _LONG
        lasts = not long and (said.several is not None or said.period.last >= year - 1)
        aside = self._years.several is not None and _BARE_YEAR.match(head)
        if role in ("review", "outlook") and lasts and not aside:
            if said.several is None and around is not None and end <= self._paragraph:
                said = Years(said.period, None, around)
            self._set(said)
            self._told_in(text, end)
        return said

    def _told_in(self, text: str, end: int) -> None:
        """Words of time have been read in this paragraph; one year named in it leaves the several years around."""
        self._paragraph = paragraph_end(text, end)

    def _set(self, years: Years) -> None:
        self._years, self._aside_end = years, -1
        several = years.several
        if several is not None and several.last - several.first < _LONGEST_STRETCH:
            self._stretch = years

    def _one_year(self, years: Years, text: str, end: int) -> Years:
        """综合实力跨上新台阶。预计2025年，生产总值…: the last year of a review of several, to the end of its paragraph."""
        if self._aside_end < 0:
            self._before = self._years
        self._years, self._aside_end = years, paragraph_end(text, end)
        return years

    def past(self, text: str, start: int, end: int) -> Period | None:
        """The past year that a sentence on the future opens with (``去年``, ``2025年`` in 2026), or None.

        ``全年`` is no such word: in a part on the year's work it is the year to come.
        """
        year = self._year
        if year is None:
            return None
        found = _PAST.match(text, start, end) if text.find("年", start, end) >= 0 else None
        if found is None:
            if text[start] in _BEFORE_NOW and _NOW.match(text, start, end):
                return Period(year - 1, year - 1)
            if end <= self._past_end and not _AHEAD.match(text, start, end):
                return Period(year - 1, year - 1)
            self._past_end = -1
            return None
        said = int(found[1]) if found[1] else year - 1
        if not year - 5 <= said < year:
            return None
        if found[0].endswith(("过去一年", "过去的一年")):
            self._past_end = paragraph_end(text, end)
        return Period(said, said)
