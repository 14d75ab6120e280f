"""What a part of a report is for: told from its heading, from its place, from its words."""

import re
from collections.abc import Mapping

from luoshi.outline.course import NOTHING, Evidence, Side
from luoshi.outline.dates import years_in
from luoshi.outline.section import Role
from luoshi.vocabulary.alternatives import searcher

_YEAR = r"(?:[12]\d{3}|二[〇零OＯ0○o][〇零OＯ0○o一二三四五六七八九\d]{2})年"

_GOVERNMENT = re.compile(
    r"政府(?:系统)?(?:的)?自身(?:建设|改革)|^(?:切实|全面|着力|不断|持续|努力)?(?:加强|强化|推进|抓好|搞好)自身建设|人民满意(?:的|型)?[^，。]{0,10}政府"
    r"|(?:建设|打造|构建)[^，。]{0,16}(?:型|法治|法制|廉洁|高效|阳光|诚信|责任|清廉|有为|效能|勤政|务实)[^，。]{0,8}政府|政府(?:治理(?:创新|能力|效能|现代化|水平)|落实力|履职|效能|服务水平|执行力|公信力|履职|建设)"
    r"|风清气正|政风建设|行政能力建设|(?:转变|提升|强化)政府职能|提升政府|勤政|施政(?:水平|能力)|履职(?:水平|能力|尽责)|依法行政|政务环境"
)
# `二、2025年工作回顾`, `一、“十四五”时期发展成就`, `过去五年工作的主要成绩`.
_REVIEW = re.compile(
    r"回顾|工作总结|成就|成绩|成果显著|发展历程|完成情况|工作情况|执行情况|主要成效|基本经验|过去的?[一二三四五六七八九十两几]年|去年工作|上一年|伟大的?历史性|取得(?:了)?新?进展"
)
# `“十五五”时期的主要目标任务`, `今后五年的奋斗目标`, `关于“十五”计划`, `纲要（草案）的说明`.
_OUTLOOK = re.compile(
    r"(?:今后|未来)(?:的)?(?:五|几|三|四|十)年|[“\"]?十[一二三四五六七八九]?五[”\"]?(?:时期|期间|规划|计划|发展)|“十[一二三四五六七八九]?五”|规划纲要|纲要（草案）|远景目标|长远规划|下一届|新一届政府|[一二三四五六七八九]五计划|第[一二三四五六七八九十]{1,2}个五年[计规]划"
)
# `今年的主要任务`, `2026年重点工作`, `对今年政府工作的建议`.
_TASKS = searcher(
    rf"(?:今年|新的一年|{_YEAR})[^。]{{0,24}}(?:工作|任务|安排|部署|建议|打算|重点|措施|目标|意见|预算(?:（草案）|草案))|今年[^。]{{0,6}}(?:任务|工作)|(?:重点|主要)(?:工作|任务)|工作(?:安排|任务|打算|部署|重点|建议|措施)|的任务$"
)
# `一鼓作气，确保“十五五”开好局、起好步` is about the year, not about the plan.
_STARTS_WELL = re.compile(r"开好局|起好步|良好开局|开门红|开局之年")
# `“十四五”时期发展成就和“十五五”时期主要目标任务`: told as outlook, its first paragraphs look back.
_BOTH_PLANS = re.compile(
    r"十[一二三四五六七八九]?五[^，。]{2,20}(?:和|与|及|、)[^，。]{0,4}十[一二三四五六七八九]?五[^，。]{0,10}(?:目标|任务|思路|考虑)"
)
_REQUIREMENTS = re.compile(
    r"总体(?:要求|思路|考虑|部署|安排)|指导思想|基本思路|工作思路|总的要求|发展思路|基本要求|形势(?:分析|与任务|和任务)"
)
_TARGETS = searcher(r"(?:预期|主要|奋斗|发展|调控|工作)目标|目标$")
_PROBLEMS = re.compile(
    r"(?:存在|面临)的?[^，。]{0,12}(?:问题|困难|不足|差距|挑战)|^(?:主要)?(?:问题|困难|不足)"
)
_CLOSING = re.compile(r"^(?:结束语|结语|各位代表)")


def part_role(title: str) -> Role | None:
    """What the heading of a part says that it is, or None where the words do not tell."""
    if _CLOSING.search(title):
        return "closing"
    if _REVIEW.search(title):
        return "outlook" if _BOTH_PLANS.search(title) else "review"
    if _GOVERNMENT.search(title):
        return "government"
    future = _TASKS.search(title)
    if _STARTS_WELL.search(title):
        return "tasks"
    if _OUTLOOK.search(title) and not (future and years_in(title)):
        return "outlook"
    if _PROBLEMS.search(title):
        return "problems"
    if _REQUIREMENTS.search(title) and not re.search(r"任务|重点|工作安排|措施", title):
        return "requirements"
    if future:
        return "tasks"
    if _TARGETS.search(title):
        return "tasks" if "任务" in title else "targets"
    return None


_SIDE_OF: Mapping[Role, Side] = {
    "review": "past", "problems": "past", "outlook": "plan", "tasks": "year", "requirements": "year", "targets": "year",
    "government": "house",
}  # fmt: skip
ROLE_OF: Mapping[Side, Role] = {"past": "review", "plan": "outlook", "year": "tasks", "house": "government"}

# What a heading weighs against the words of its part: as much as some five stretches of 150 characters.
_NAMED, _WITH_YEAR, _OLD_YEAR = 8.0, 12.0, 5.0


def heading_says(title: str, latest: int | None) -> Evidence:
    """What a part's heading says for each side. ``latest``: the latest year that a part's heading names.

    `一、2007年政府的工作` beside `二、2008年政府工作的目标任务` looks back, whatever it is called.
    """
    role, years = part_role(title), years_in(title)
    old = bool(years) and latest is not None and max(years) < latest
    side = _SIDE_OF.get(role) if role is not None else None
    if old and side in (None, "year"):
        return NOTHING._replace(past=_NAMED if side else _OLD_YEAR)
    if side is None:
        return NOTHING._replace(house=-_NAMED)  # `九、推进祖国统一大业` behind `八、建设廉洁政府`
    return NOTHING._replace(**{side: _WITH_YEAR if years else _NAMED})


def role_on(side: Side, title: str | None) -> Role:
    """The role of a part that stands on ``side``: what its heading says, unless the whole report says otherwise."""
    role = part_role(title) if title else None
    return role if role is not None and _SIDE_OF.get(role) == side else ROLE_OF[side]


def sub_role(title: str, parent: Role) -> Role:
    """The role of a section inside a part: its parent's, unless its own heading says otherwise."""
    if parent in ("tasks", "requirements", "targets", "outlook"):
        head = title[:30]
        if parent != "outlook" and _GOVERNMENT_HEADING.search(head):
            return "government"
        if parent == "outlook":
            return parent
        if _REQUIREMENTS.search(head) and len(title) < 30 and not re.search(r"任务", head):
            return "requirements"
        if _TARGETS_HEADING.search(head) and len(title) < 30 and not _DEVOTION.search(title):
            return "targets"
        if parent != "tasks" and re.search(r"(?:主要|重点)(?:任务|工作)|工作重点", head):
            return "tasks"
    if parent == "review" and _PROBLEMS.search(title[:30]):
        return "problems"
    return parent


# `（八）加强自身建设，提升政府履职水平`: the theme, not a mention (`优化政务环境` is a task).
_GOVERNMENT_HEADING = re.compile(
    r"自身(?:能力|作风)?建设|(?<!数字)政府建设|人民满意[^，。]{0,10}政府|(?:建设|打造)[^，。]{0,12}(?:型|法治|廉洁|阳光|效能|勤政|务实)政府|^(?:加快)?转变政府职能|从严治政"
)
# `让群众满意就是我们的奋斗目标` sets out no targets.
_DEVOTION = re.compile(r"是[^，。]{0,8}目标$")
_TARGETS_HEADING = re.compile(r"(?:预期|主要|奋斗|调控|发展)目标(?!任务)|^目标")
