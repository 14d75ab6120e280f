"""Lead sentences: the short, closed sentence at a paragraph's start that names its theme.

Three kinds count. One that reads like a heading by itself (`做强主导产业。`), one with parallel paragraphs beside it
(`突出科技支撑，我们…。` `突出开放支撑，我们…。`), and one that looks back with the same words as its kin
(`这一年，我们攻坚克难，经济恢复跑出新速度。` `这一年，我们…`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.outline.labels import FIXED, read_label
from luoshi.outline.paragraphs import Paragraph
from luoshi.text.late import late

_SENTENCE = re.compile(r"[^。！？]*[。！？]?")

# A line that introduces what follows, or speaks to the house, is no heading.
INTRODUCES = re.compile(
    r"以下|如下|下列|下面|[一二三四五六七八九十\d两几]个?方面|请予审议|各位代表|各位委员|同志们|主要(?:是|做了|表现|有)|重点(?:做好|抓好|抓了)[^，。]{0,12}(?:工作|事项|任务)|体会"
)
_TIME = re.compile(
    r"(?:今年|去年|明年|当前|目前|现在|如今|过去|刚刚|即将|[12]\d{3}年|“?十[一二三四五六七八九]?五|本届|[一二三四五六七八九十]年来|这[一二三四五]?年|近年|未来|今后|全年|年初|回[首望顾](?:[12]\d{3}|过去|这))"
)
# What a year's or five years' work is told under, paragraph by paragraph: `这一年，` `过去的五年，我们` `回首2021，我们`.
_LOOKS_BACK = re.compile(
    r"(?:过去的?[一五]年(?:[里来间]|以来)?|这[一五]年(?:来|里)?|[一五]年来|一年多来|回[首望顾](?:[12]\d{3}年?|过去的?一年|这一年)|[12]\d{3}年(?=，我们))，(?:我们)?"
)
# `这是项目建设提速的一年。`: what each of several paragraphs makes of the same year.
_CALLS = re.compile(r"这(?:一年)?是[^，。；：]{2,26}(?:，[^，。；：]{2,26})?的(?:[一五]|这一)年$")
# `绿色决定成色。` `群众的期盼就是我们的方向。`: a saying right below the chapter's heading is no theme.
_SAYING = re.compile(
    r"[^，。]{2,14}?(?:就是|才是|决定着?(?!性)|关乎|事关|关系[着到]|承载着|连着|牵动着|孕育着)[^，。]{2,24}。"
)
# `对外开放明显扩大。` names a theme, `对此，…` points back.
_POINTS = re.compile(
    r"(?:我们|各位|同时|此外|另外|在|对(?![外内口接])|这|此|为了?|但|其中|与此|通过|围绕|因此|所以|当然|要(?![素点求害职])|必须|应该|如果|由于|根据|按照|总之|事实|实践|总的|他们|它|一方面|从|随着|经过|尽管|虽然)"
)
_WHO = ("各级", "政府", "市政府", "县政府", "区政府", "省政府", "国务院")
_COPULA = re.compile(r"(?<![于但还只就特别凡国])是(?!否)")
_VERB = re.compile(
    r"(?:[^，。]{0,6}(?:加强|加快|加大|加力|推进|推动|深化|提升|提高|优化|强化|坚持|坚决|打好|打造|打赢|做好|做强|做优|做大|做精|做活|抓好|抓实|扎实|深入|着力|全力|全面|持续|积极|大力|切实|不断|稳步|统筹|完善|健全|促进|发展|建设|构建|培育|扩大|激发|实施|推行|保障|改善|繁荣|弘扬|维护|守牢|守住|严守|防范|巩固|落实|创新|办好|狠抓|突出|聚焦|拓展|壮大|增强|稳定|调整|规范|严格|营造|引导|支持|鼓励|集中|精准|提档|开足|向|让|用心|以更|在[^，。]{2,16}上|必须|继续|进一步|充分|认真|力促|努力|夯实|筑牢|织密|兜牢|释放|畅通|承接|重构|重塑|丰富|强))"
)
_PREDICATE = late(
    r"(?:显著|明显|持续|稳步|不断|全面|有效|深入|扎实|蓬勃|更加|进一步|提升|增强|改善|突破|进展|成效|加快|推进|发展|提高|巩固|向好|见效|落地|释放|展开|形成|完成|实现|凸显|提速|拓展|优化|壮大|协调|深化|跃升|创新|完善|夯实|加强|更优|更强|更好|更快|更高|更大|增长|改观|跨越|进步|显现|改进|工程|行动|建设|上水平|台阶|局面|活力|基本确立|开局良好|回升|稳固|步伐|新气象|成果|成势|兜牢|迸发|增效|增收|彰显|成就|扩大)$"
)
_MEASURE = re.compile(
    r"\d[\d.]*(?:%|‰|个|亿|万|元|项|家|公里|亩|人|吨|户|倍|位)|[一二三四五六七八九十百]+(?:亿|万)"
)
_LONGEST = 46  # a lead by itself
_LONGEST_KIN = 66  # one of several that run parallel
_REACH = 5  # how many paragraphs away a kindred one is looked for


def looks_back(text: str) -> bool:
    """`过去一年，我们…`: a paragraph that sums up, and belongs to no theme that was told before it."""
    match = _LOOKS_BACK.match(text)
    return match is not None and (match.group().endswith("我们") or text.startswith(_WHO, match.end()))


@dataclass(frozen=True, slots=True)
class Lead:
    """The first sentence of a paragraph as a heading: its ``length`` and ``style``, ``lead`` or ``time``."""

    length: int
    style: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """``grade``: 3 a lead by itself, 2 with one parallel paragraph beside it, 1 with two, 0 only by its ``keys``.

    ``keys`` are what parallel sentences share. ``alone`` says that nothing follows the sentence in its paragraph.
    """

    length: int
    grade: int
    alone: bool
    back: str
    keys: tuple[str, ...]


def find_leads(pieces: Sequence[Paragraph], styles: Sequence[str | None]) -> list[Lead | None]:
    """Which paragraphs begin with a lead sentence. ``styles``: of each paragraph's printed heading, if it has one."""
    candidates = [
        None
        if styles[i] is not None or (i and styles[i - 1] in FIXED and _SAYING.match(piece.text))
        else _candidate(
            piece, pieces[i + 1] if i + 1 < len(pieces) else None, styles[i + 1 : i + 2] == ["shi"]
        )
        for i, piece in enumerate(pieces)
    ]
    leads: list[Lead | None] = []
    for index, candidate in enumerate(candidates):
        lead = None
        if candidate is not None:
            if candidate.back and _shares(index, candidate.back, candidates, styles):
                lead = Lead(candidate.length, "time")
            elif (
                candidate.grade == 3
                or (candidate.grade and _has_kin(index, candidate.grade, candidates, styles, pieces))
                or any(_shares(index, key, candidates, styles) >= 2 for key in candidate.keys)
            ):
                lead = Lead(candidate.length, "lead")
        before, above = (candidates[index - 1], leads[index - 1]) if index else (None, None)
        # The body of a lead that has a line of its own; but what is told under `这五年，…。` may have leads.
        if lead is not None and lead.style == "lead" and before is not None and before.alone and above:
            plain = candidate is not None and candidate.grade == 3
            lead = lead if above.style == "time" and plain else None
        leads.append(lead)
    return leads


def _candidate(piece: Paragraph, following: Paragraph | None, items_follow: bool) -> _Candidate | None:
    text = piece.text
    match = _SENTENCE.match(text, 0, _LONGEST_KIN + 2)
    length = match.end() if match is not None else 0
    sentence = text[:length].rstrip(" ")
    if not 5 <= len(sentence) <= _LONGEST_KIN or sentence[-1] not in "。！":
        return _running(text)
    body = sentence[:-1]
    alone = len(text) - length < 15
    if _MEASURE.search(body) or "：" in body or "；" in body:
        return _running(text)
    if alone and not _heads(piece, following, items_follow):
        # A longer one heads the next only among its kin: `这五年，我们…，…，综合实力迈上新台阶。`
        back = _LOOKS_BACK.match(body)
        kin = back is not None and "，" in body[back.end() :] and _stands_over(following)
        return _Candidate(length, 0, alone, back.group(), ()) if back and kin else _running(text)
    if _CALLS.match(body):
        return _Candidate(length, 0, alone, "这是，", ())
    back = _LOOKS_BACK.match(body)
    if back is not None and "，" in body[back.end() :] and not _COPULA.search(body):
        return _Candidate(length, _grade(body), alone, back.group(), ())
    grade, keys = _grade(body), _keys(body)
    if _WE.match(body) and not _COPULA.search(body):
        keys = ("我们，",)
    return _Candidate(length, grade, alone, "", keys) if grade or keys else _running(text)


def _heads(piece: Paragraph, following: Paragraph | None, items_follow: bool) -> bool:
    """May a sentence with a paragraph to itself head the next? Not one that heads another heading, unless the items of a
    list, cut from the same paragraph, follow it."""
    if following is None:
        return False
    if items_follow and following.start <= piece.end + 1:
        return True
    return len(piece) <= 28 and _stands_over(following)


def _stands_over(following: Paragraph | None) -> bool:
    """Whether a paragraph of running text follows."""
    return following is not None and len(following) >= 40 and read_label(following.text) is None


# `突出开放引领，我们主动融入新发展格局，…，…`: a theme and the first deed of a sentence that runs on.
_RUNNING = re.compile(r"(?P<theme>[^，。；：]{4,10})，我们[^，。；：]{4,24}(?=，)")


def _running(text: str) -> _Candidate | None:
    match = _RUNNING.match(text)
    if match is None or _MEASURE.search(match.group()) or _POINTS.match(text) or _TIME.match(text):
        return None
    return _Candidate(match.end(), 0, False, "", (_theme(match.group("theme")),))


def _theme(clause: str) -> str:
    return f"{clause[:2]}{len(clause)}"


def _grade(body: str) -> int:
    if len(body) >= _LONGEST:
        return 0
    timed = _TIME.match(body) is not None
    points = INTRODUCES.search(body) or (not timed and _POINTS.match(body))
    if points and not body.startswith("必须") and not re.match(r"在[^，。]{2,16}上", body):
        return 0
    if timed:
        return 1 if "，" in body and not _COPULA.search(body) else 0
    if _COPULA.search(body) or "习近平" in body:
        return 0
    if "，" in body:
        return 1 if body.count("，") <= 2 and len(body) <= 34 else 0
    if len(body) > 36:
        return 0
    return 3 if _VERB.match(body) or _PREDICATE.search(body) else 2


def _keys(body: str) -> tuple[str, ...]:
    """What parallel sentences of several clauses share: how the first begins and how long it is, how the next begins,
    how the last ends."""
    clauses = body.split("，")
    if (
        not 2 <= len(clauses) <= 4
        or not 4 <= len(clauses[0]) <= 14
        or INTRODUCES.search(body)
        or _POINTS.match(body)
        or _TIME.match(body)
        or _COPULA.search(body)
        or "习近平" in body
    ):
        return ()
    return (_theme(clauses[0]), f"，{clauses[1][:2]}", f"{body[-3:]}。")


# `我们扭住项目不放，全力推动产业升级。` `我们守住绿水青山，不断厚植生态优势。`: not `我们深知，前路并不平坦。`
_WE = re.compile(r"我们(?!深|也|清|坚信|相信|要|将|一定|必须|感)[^，。]{4,24}，[^，。]{6,24}$")


def _neighbours(
    index: int, candidates: Sequence[_Candidate | None], styles: Sequence[str | None], plain: int
) -> list[int]:
    """The candidates near ``index`` with no chapter and no more than ``plain`` other paragraphs between."""
    found = []
    for step in (1, -1):
        other, between = index + step, 0
        while 0 <= other < len(candidates) and styles[other] in (None, "shi") and between <= plain:
            candidate = candidates[other]
            before = candidates[other - 1] if other else None
            if candidate is not None:
                found.append(other)
            if styles[other] is None and not (before is not None and before.alone and before.grade):
                between += candidate is None
            if abs(other - index) >= 3 * _REACH:
                break
            other += step
    return found


def _shares(
    index: int, key: str, candidates: Sequence[_Candidate | None], styles: Sequence[str | None]
) -> int:
    """How many paragraphs near ``index`` share ``key``."""
    count = 0
    for other in _neighbours(index, candidates, styles, _REACH if key[-1] in "，们" else 1):
        candidate = candidates[other]
        count += candidate is not None and (candidate.back == key or key in candidate.keys)
    return count


def _has_kin(
    index: int,
    grade: int,
    candidates: Sequence[_Candidate | None],
    styles: Sequence[str | None],
    pieces: Sequence[Paragraph],
) -> bool:
    """A neighbour that is a lead too: parallel paragraphs, one plain paragraph between them at most."""
    kin = 0
    timed = bool(_TIME.match(pieces[index].text))
    opening = pieces[index].text[: 4 if timed else 2]
    for step in (1, -1):
        other, plain = index + step, 0
        while (
            0 <= other < len(candidates)
            and styles[other] in (None, "shi")
            and plain <= 1
            and kin < 4
            and abs(other - index) <= 3 * _REACH
        ):
            candidate = candidates[other]
            before = candidates[other - 1] if other else None
            same = pieces[other].text[: len(opening)] == opening
            theirs = candidate.grade if candidate is not None and (timed or not candidate.back) else 0
            if (theirs == grade or theirs > grade == 2) and (same or not timed):
                kin += 1 + same
            elif styles[other] is None and not (before is not None and before.alone and before.grade):
                plain += 1
            other += step
    return kin >= (1 if grade == 2 else 2)
