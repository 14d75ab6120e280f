"""Where the report begins and ends in its copy, and what stands around it.

A page brings its own furniture: menus, font-size buttons, a crawler's header, a summary that repeats the opening,
share bars, lists of other articles, a licence, sometimes the whole report a second time. The report is what
lies between its title and its last exhortation; notes that explain its terms (名词解释) are kept apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from luoshi.outline.dates import years_in
from luoshi.outline.labels import read_label
from luoshi.outline.paragraphs import Paragraph
from luoshi.outline.passages import exhorts
from luoshi.outline.roles import part_role
from luoshi.text.late import late
from luoshi.vocabulary.furniture import at_the_edge, stands_anywhere, stands_at_the_edge

# `各位代表：` `各位代表、同志们：` `各位委员：` on a line of its own or at its start; `市长刘某各位代表：` too.
_ADDRESS = re.compile(r"(?:^|^[^，。：]{2,40}?)各位(?:代表|委员)(?:、?同志们)?[：！，]")
# `现在，我代表市人民政府向大会报告工作，请予审议…提出意见。`, also `我受国务院的委托`.
FORMULA = re.compile(
    r"(?:我(?:现在)?(?:代表|受)|根据[^。]{1,12}决定)[^。！]{2,60}?(?:报告|作[^。！]{0,30}说明|提出[^。！]{0,10}建议)"
    r"|受[^。，]{2,16}委托，(?:现|向大会)?将[^。！]{4,120}?(?:审[议查]|报告)"
)
_FORMULA_END = re.compile(r"(?:审议|意见|建议|审查|指正)[。！；]|报告[^，。]{0,12}[。！]")
_CUT_OFF = ("...", "…", "。.")
TITLE = re.compile(r"^[^，。；]{0,40}?(?<!作)(?:政府工作(?:的)?报告|工作报告|纲要的报告)(?:$|[（(—―─\d])")
_TITLE_HEAD = late(r"关于[\u4e00-\u9fff]{2,24}$")
_SESSION = re.compile(r"(?:人民代表大会|人大|政治协商会议|政协)[^，。]{0,14}次?会议")
_SPEAKER = re.compile(r"(?:省|市|县|区|旗|州|盟|镇|乡)(?:人民政府)?(?:代理?)?长|主席|总理")
_DATE = re.compile(r"^[（(]?\s*(?:[\d一二三四五六七八九十〇零OＯ]{2,4})年[\d一二三四五六七八九十]{1,3}月")

_CRAWLER = re.compile(r"^(?:标题：|年份：|发文(?:单位|时间)：|报告人：|来源URL|正文：?$|={5,}|内容摘要)")
# `名词解释`, `注释：`, `[1]“双百行动”：指…`, `1.“两重”：是指…`
_NOTES = re.compile(
    r"^(?:《?政府工作报告》?)?(?:有关)?(?:相关)?(?:名词|用语|词语)(?:解释|注释|说明)|^(?:注释|附注|注|附件|附|备注)[\d一二三]?[：:]?(?:名词(?:解释|注释))?$"
)
_NOTE = re.compile(
    r"\^?[\[［〔【]\d{1,3}[\]］〕】]|\d{1,3}[.、]?\s*[\[［〔【]|[①-⑳]"
    r"|\d{1,3}[.、][^，。“]{0,14}“[^”]{1,30}”[^。，]{0,14}(?:：|是|指|即)|\d{1,3}[.、][^，。]{2,24}(?:：|，)?(?:是指|指的?是|即|指)"
)
_FIGURE = re.compile(r"\d\s*(?:%|个百分点|[万亿]|公里|平方|家|个|户|项|所|人)")
_SENTENCE_END = "。！；？"
_LONG = 300  # the longest line that is told by a word in it
_SHORT = 120  # the longest that is told in the middle of a report
_ANSWERS = 60  # how many lines from the end the last exhortation is looked for


@dataclass(frozen=True, slots=True)
class Bounds:
    """Indices into the paragraphs: ``[opening, body)`` address, ``[body, end)`` report, ``[notes, tail)`` notes.

    Before ``opening`` and from ``tail`` on stands furniture. ``addressed`` says that an opening was found.
    """

    opening: int
    body: int
    end: int
    tail: int
    addressed: bool


def find_bounds(pieces: Sequence[Paragraph]) -> Bounds:
    """The report's place among the paragraphs of its copy."""
    anchor = _anchor(pieces)
    if anchor is None:
        opening = body = _first_text(pieces)
        opening = _opening_before(pieces, body)
    else:
        opening = _opening_before(pieces, anchor)
        body = _after_formula(pieces, anchor)
    limit = _second_copy(pieces, body)
    tail = _tail(pieces, body, limit)
    notes = _notes(pieces, body, tail)
    end = _tail(pieces, body, notes) if notes < tail else tail
    return Bounds(opening, body, max(end, body), max(tail, end, body), anchor is not None)


def breaks_off(text: str) -> bool:
    """A summary: it says so, or it ends in dots (`…请予审议，并请县政协委员......`)."""
    return text.startswith("内容摘要") or (len(text) < 400 and text.endswith(_CUT_OFF))


def _anchor(pieces: Sequence[Paragraph]) -> int | None:
    """The address, or the sentence in which the speaker begins; not a summary that breaks off."""
    formula = None
    for index, piece in enumerate(pieces[:160]):
        head = piece.text[:160]
        if breaks_off(piece.text):
            continue
        if _ADDRESS.match(head) and (len(piece) <= 48 or FORMULA.search(head)) and not exhorts(head):
            return formula if _in_the_middle(pieces, index) else index
        if formula is None and FORMULA.search(head):
            formula = index
        label = read_label(piece.text)
        if label is not None and label.style == "cn" and index > 0 and formula is None:
            break
    return formula


def _in_the_middle(pieces: Sequence[Paragraph], index: int) -> bool:
    """Whether the house is addressed in the course of the report (`各位代表，2025年是…`): no formula stands beside the
    address, and a paragraph of a report stands before it."""
    if any(FORMULA.search(piece.text[:300]) for piece in pieces[index : index + 3]):
        return False
    return any(_reports(piece.text) for piece in pieces[:index])


def _reports(text: str) -> bool:
    """A whole paragraph that is numbered or full of figures."""
    told = read_label(text) is not None or len(_FIGURE.findall(text)) >= 3
    return told and len(text) >= 60 and "。" in text and not breaks_off(text)


def _first_text(pieces: Sequence[Paragraph]) -> int:
    """Without an address: the first line that is no furniture and begins a heading or a sentence."""
    for index, piece in enumerate(pieces[:200]):
        if stands_at_the_edge(piece.text) or _is_run_on_menu(piece.text) or _front_line(piece.text):
            continue
        if breaks_off(piece.text):
            continue
        if read_label(piece.text) is not None or (len(piece) > 30 and "。" in piece.text):
            return index
        if len(piece) <= 30 and part_role(piece.text) == "review" and years_in(piece.text):
            return index
        following = pieces[index + 1].text if index + 1 < len(pieces) else ""
        if (
            len(piece) >= 5
            and len(following) > 60
            and "。" in following
            and not stands_at_the_edge(following)
        ):
            return index
    return 0


def _front_line(text: str) -> bool:
    """A line of the front matter: title, session, speaker, date, in any order."""
    if len(text) > 70:
        return False
    return bool(
        TITLE.search(text)
        or _SESSION.search(text)
        or _DATE.match(text)
        or (len(text) < 30 and _SPEAKER.search(text))
    )


def _opening_before(pieces: Sequence[Paragraph], anchor: int) -> int:
    """From the address back over speaker, session and dateline to the report's own title."""
    opening = anchor
    for index in range(anchor - 1, max(anchor - 16, -1), -1):
        text = pieces[index].text
        if _CRAWLER.search(text) or breaks_off(text):
            break
        # `政府工作报⏎告`, and `关于云岭省国民⏎经济和社会发⏎展第十个五年计划纲要的报告`
        if len(text) <= 70 and TITLE.search(text.replace(" ", "")) and "首页" not in text:
            return index - 1 if index and _TITLE_HEAD.match(pieces[index - 1].text) else index
        if _front_line(text):
            opening = index
    return opening


def _after_formula(pieces: Sequence[Paragraph], anchor: int) -> int:
    for index in range(anchor, min(anchor + 4, len(pieces))):
        text = pieces[index].text
        label = read_label(text)
        if label is not None and index > anchor:
            return index
        if FORMULA.search(text[:300]):
            return index + 1
        if index > anchor and len(text) > 60:
            return index
    return min(anchor + 1, len(pieces))


def formula_end(text: str) -> int | None:
    """Where the opening sentence ends in a paragraph that goes on with the report (a copy without line breaks)."""
    match = FORMULA.search(text, 0, 300)
    if match is None:
        return None
    end = _FORMULA_END.search(text, match.end(), match.end() + 260)
    if end is None:
        return None
    again = re.compile(r"[^。！]{0,60}(?:意见|审议|建议)[。！]").match(text, end.end(), end.end() + 70)
    return again.end() if again and "请" in again.group() else end.end()


def _second_copy(pieces: Sequence[Paragraph], body: int) -> int:
    """The index from which the copy only repeats itself, or the number of paragraphs."""
    seen: dict[str, int] = {}
    first = None
    repeated = fresh = 0
    for index in range(body, len(pieces)):
        text = pieces[index].text
        if len(text) < 30:
            continue
        key = text[:200]
        if key in seen:
            repeated += 1
            if first is None:
                first, fresh = index, 0
        else:
            seen[key] = index
            fresh += first is not None
    if first is None or repeated < 5 or fresh > repeated:
        return len(pieces)
    opening = _opening_before(pieces, first)
    return opening if opening > body else first


def _notes(pieces: Sequence[Paragraph], body: int, limit: int) -> int:
    """The first of the notes that explain the report's terms, or ``limit``."""
    for index in range(body + (limit - body) // 4, limit):
        text = pieces[index].text
        if len(text) < 20 and _NOTES.match(text):
            return index
        if _NOTE.match(text) and index + 1 < limit and _NOTE.match(pieces[index + 1].text):
            return index
    return limit


def _tail(pieces: Sequence[Paragraph], body: int, limit: int) -> int:
    """Back from ``limit`` over furniture to the last line of the report."""
    index = limit
    while index > body and (
        _is_furniture(pieces[index - 1].text) or _among_furniture(pieces, body, index - 1)
    ):
        index -= 1
    closing = _closing(pieces, body, index)
    behind = pieces[closing:limit]
    if closing == body or not any(stands_at_the_edge(piece.text) for piece in behind):
        return limit  # a copy that breaks off mid-sentence has no page foot
    return closing


def _closing(pieces: Sequence[Paragraph], body: int, end: int) -> int:
    """The place behind the last exhortation where only a page's words follow it, else ``end``.

    `…而努力奋斗！⏎山里人家⏎报告写得很实在，年底再来看看。`: whoever answers the report stands behind its last word.
    """
    for index in range(end - 1, max(end - _ANSWERS, body), -1):
        text = pieces[index].text
        if read_label(text) is not None or _NOTE.match(text) or _NOTES.match(text) or len(text) > _LONG:
            return end
        if exhorts(text) and text[-1] in "！。" and (len(text) > 40 or "让我们" in text):
            return index + 1 if index + 1 < end else end
    return end


def _among_furniture(pieces: Sequence[Paragraph], body: int, index: int) -> bool:
    """A short line with furniture close before it: half a sentence of a licence, say."""
    if len(pieces[index]) >= 60 or read_label(pieces[index].text) is not None:
        return False
    for before in range(index - 1, max(index - 7, body), -1):
        text = pieces[before].text
        if stands_at_the_edge(text):
            return True
        if len(text) >= 80 or text[-1] in "！":
            return False
    return False


def _is_furniture(text: str) -> bool:
    if stands_at_the_edge(text):
        return True
    if read_label(text) is not None or len(text) >= 60:
        return False
    return text[-1] not in _SENTENCE_END and not text.startswith("各位")


def _is_run_on_menu(text: str) -> bool:
    """A page's head whose lines ran together: `网站首页登录注册政务公开政务服务…` has no sentence."""
    return len(text) >= _LONG and "。" not in text and at_the_edge().stand_in(text[:200])


@lru_cache(maxsize=256)  # asked for each line before the repair, and again for the outline
def is_injected(text: str) -> bool:
    """A line of the site between the report's own: `上一页 1 2 3 下一页`, `更多范文请访问写作网`."""
    return (
        len(text) < _SHORT
        and read_label(text) is None
        and not text.startswith("各位")
        and not _front_line(text)
        and stands_anywhere(text)
    )


def is_above_the_text(text: str) -> bool:
    """A line of the site between title and address: `来源：云岭日报 时间：2026-01-26`."""
    own = _front_line(text) or text.startswith("各位") or FORMULA.search(text) is not None
    return len(text) < _SHORT and not own and stands_at_the_edge(text)
