"""What kind of document a text is: a work report, or one of the papers that speak of the same place and year beside it.

Each January the congress gets three papers: the work report, the report on the plan (国民经济和社会发展计划执行情况与计划草案的报告) and that on the
budget (预算执行情况和预算草案的报告); in spring the statistics office prints what the year came to (统计公报). Title and first sentence tell them
apart. A page's list of links names the others too, so a title counts only where it is whole (with its year), and not where the speaker says
that he reports on the government's work.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from luoshi.text.late import late

DocumentKind = Literal["work_report", "communique", "plan_report", "budget_report"]
KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)

_HEAD = 4000  # characters in which a document says what it is
_LINES = 160
_MOST = 3  # lines of one title
_YEAR = r"[12二一][\d〇零OＯ○o一二三四五六七八九]{3}年"
# `青川区2025年国民经济和社会发展统计公报[1]`, `2025年青川区统计公报`, `关于1998年国民经济和社会发展的统计公报`
_COMMUNIQUE = late(
    rf"(?:标题：)?[^，。；：？]{{0,24}}{_YEAR}[^，。；：？]{{0,24}}?统计公报(?:\W{{0,2}}\d{{1,2}}\W)?"
)
# `关于青川区2025年国民经济和社会发展计划执行情况与2026年国民经济和社会发展计划（草案）的报告`, `…计划执行情况的报告`
_PLAN = late(
    rf"(?:标题：)?[^，。；：？]{{0,24}}{_YEAR}国民经济(?:和|与)社会发展(?:年度)?计划[^，。；：？]{{0,8}}(?:执行|完成)情况[^，。；：？]{{0,40}}报告"
)
# `关于青川区2025年预算执行情况和2026年预算草案的报告`, `…2025年全区和区级财政预算执行情况及…（草案）的报告`
_BUDGET = late(
    rf"(?:标题：)?[^，。；：？]{{0,24}}{_YEAR}[^，。；：？]{{0,14}}预算(?:收支)?执行情况[^，。；：？]{{0,36}}报告"
)
_TITLES: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = (
    ("communique", _COMMUNIQUE), ("plan_report", _PLAN), ("budget_report", _BUDGET),
)  # fmt: skip
# `受区人民政府委托，现将青川区2025年预算执行情况…提请…审查`
_SUBMITS = late(
    r"(?:受|代表)[^。，]{1,20}(?:委托|政府)[^。]{0,30}?(?:(?P<plan>社会发展(?:年度)?计划)|预算)[^。]{0,8}(?:执行|完成)情况"
)
_WORK = late(
    r"报告政府工作|(?:大会|会议)(?:作)?(?:政府工作)?报告(?:政府)?工作|作[^。，]{0,12}政府工作(?:的)?报告"
)
_MENTIONED = ("统计公报", "执行情况", "完成情况")
# A copy without its title: `一、综合⏎初步核算，全年…`, and no house that is addressed.
_RECKONED = late(r"(?:初步|统一)核算[^。]{0,24}生产总值")
_CHAPTER = late(
    r"^[一二三四五六七八九十]{1,3}、(?:综合|农业|农林牧渔业|工业|建筑业|工业和建筑业|服务业|固定资产投资|国内贸易|对外经济|财政|金融|财政和?金融|人口|人民生活|居民收入|教育|科学技术|交通|资源|房地产)",
    re.MULTILINE,
)
_CHAPTERS = 4
_BLANK = late(r"[\s\u200b]+")


class Titled(NamedTuple):
    """A document's kind, and its title as one line where it has one."""

    kind: DocumentKind
    title: str | None


def kind_of(text: str) -> DocumentKind:
    """The kind of a document with the reading view's ``text``; what is nothing else is read as a work report."""
    return titled(text).kind


def titled(text: str) -> Titled:
    """The kind, with the title of those that are no work report."""
    head = text[:_HEAD]
    if not any(word in head for word in _MENTIONED):
        return Titled("communique" if _is_communique(text) else "work_report", None)
    formula = _SUBMITS.search(head)
    if _WORK.search(head) is not None and formula is None:
        return Titled("work_report", None)
    said: DocumentKind | None = None
    if formula is not None and _WORK.search(formula[0]) is None:
        said = "plan_report" if formula["plan"] else "budget_report"
    for kind, title in _titles(head.split("\n")[:_LINES]):
        if said in (None, kind):
            return Titled(kind, title)
    if said is None and _is_communique(text):
        return Titled("communique", None)
    return Titled(said or "work_report", None)


def _titles(lines: Sequence[str]) -> Iterator[tuple[DocumentKind, str]]:
    """Titles that stand whole on a line, or on some lines one below the other."""
    bare = [_BLANK.sub("", line) for line in lines]
    bare = [line for line in bare if line]
    for index in range(len(bare)):
        for count in range(1, _MOST + 1):
            whole = "".join(bare[index : index + count])
            for kind, pattern in _TITLES:
                if pattern.fullmatch(whole) is not None:
                    yield kind, whole.removeprefix("标题：")


def _is_communique(text: str) -> bool:
    if "核算" not in text[:_HEAD] or "各位代表" in text or _RECKONED.search(text, 0, _HEAD) is None:
        return False
    return len(set(_CHAPTER.findall(text))) >= _CHAPTERS


def title_lines(title: str, lines: Sequence[str]) -> tuple[int, int] | None:
    """Which of ``lines`` print ``title``: the first and the one past the last."""
    bare = [_BLANK.sub("", line) for line in lines]
    for index in range(len(bare)):
        for stop in range(index + 1, min(index + _MOST, len(bare)) + 1):
            if bare[index] and "".join(bare[index:stop]).removeprefix("标题：") == title:
                return index, stop
    return None
