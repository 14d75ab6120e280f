"""Which paragraphs begin with a heading: a printed number, a bare titled line, a lead sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from luoshi.outline.bounds import breaks_off
from luoshi.outline.labels import Label, read_label
from luoshi.outline.paragraphs import Paragraph
from luoshi.outline.roles import part_role

# Where a heading's text stops and its glued body starts: `一、2007年政府的工作2007年，在…`.
_BODY_OPENS = r"(?:[12]\d{3}年|今年|去年|过去|刚刚|一年来|[一二三四五六七八九十]年来|各位代表|我们|当前|现在|回顾(?:过去|[一二三四五六七八九十]年)|“?十[一二三四五六七八九]?五”?(?:时期|期间)|本届|全市|全县|全省|全区|面对|按照|根据|做好|初步)"
_GLUED = re.compile(
    r"([^。，；！]{2,36}?(?:回顾|情况|工作|任务|安排|建议|目标|要求|重点|部署|思路|建设|成就|打算|意见|措施|水平|考虑|主题))(?="
    + _BODY_OPENS
    + ")"
)
# The same without a label, inside a copy that has no line breaks.
_GLUED_TITLE = re.compile(
    r"(?<=[。！])((?:[12]\d{3}年|过去[一二三四五六七八九十]年|今年)[^。，；！：]{0,12}(?:工作回顾|工作安排(?:建议)?|工作建议|工作部署|工作总结|(?:主要|重点)(?:工作|任务)|工作(?:任务|重点|打算)))(?="
    + _BODY_OPENS
    + ")"
)
_INLINE_LABEL = re.compile(
    r"(?<=[。！？；”：])(?=[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)"
)
_INLINE_ITEM = re.compile(r"(?<=[。！？：])(?=[一二三四五六七八九十]是[^。，；：]{3,26}。)")
_SENTENCE = re.compile(r"[^。！？]*[。！？]?")

# A line that introduces what follows, or speaks to the house, is no heading.
_INTRODUCES = re.compile(
    r"以下|如下|下列|下面|[一二三四五六七八九十\d两几]个?方面|请予审议|各位代表|各位委员|同志们|主要(?:是|做了|表现|有)|重点(?:做好|抓好|抓了)[^，。]{0,12}(?:工作|事项|任务)|体会"
)
_TIME = re.compile(
    r"^(?:今年|去年|明年|当前|目前|现在|如今|过去|刚刚|即将|[12]\d{3}年|“?十[一二三四五六七八九]?五|本届|[一二三四五六七八九十]年来|这[一二三四五]?年|近年|未来|今后|全年|年初)"
)
_POINTS = re.compile(
    r"^(?:我们|各位|同时|此外|另外|在|对|这|此|为了?|但|其中|与此|通过|围绕|因此|所以|当然|要(?![素点求害职])|必须|应该|如果|由于|根据|按照|总之|事实|实践|总的|他们|它|一方面|从|随着|经过|尽管|虽然)"
)
_COPULA = re.compile(r"(?<![于但还只就特别凡国])是(?!否)")
_VERB = re.compile(
    r"^(?:[^，。]{0,6}(?:加强|加快|加大|加力|推进|推动|深化|提升|提高|优化|强化|坚持|坚决|打好|打造|打赢|做好|做强|做优|做大|做精|做活|抓好|抓实|扎实|深入|着力|全力|全面|持续|积极|大力|切实|不断|稳步|统筹|完善|健全|促进|发展|建设|构建|培育|扩大|激发|实施|推行|保障|改善|繁荣|弘扬|维护|守牢|守住|严守|防范|巩固|落实|创新|办好|狠抓|突出|聚焦|拓展|壮大|增强|稳定|调整|规范|严格|营造|引导|支持|鼓励|集中|精准|提档|开足|向|让|用心|以更|在[^，。]{2,16}上|必须|继续|进一步|充分|认真|力促|努力|夯实|筑牢|织密|兜牢|释放|畅通|承接|重构|重塑|丰富|强))"
)
_PREDICATE = re.compile(
    r"(?:显著|明显|持续|稳步|不断|全面|有效|深入|扎实|蓬勃|更加|进一步|提升|增强|改善|突破|进展|成效|加快|推进|发展|提高|巩固|向好|见效|落地|释放|展开|形成|完成|实现|凸显|提速|拓展|优化|壮大|协调|深化|跃升|创新|完善|夯实|加强|更优|更强|更好|更快|更高|更大|增长|改观|跨越|进步|显现|改进|工程|行动|建设|上水平|台阶|局面|活力|基本确立|开局良好|回升|稳固|步伐|新气象|成果|成势|兜牢|迸发|增效|增收|彰显|成就)$"
)
_MEASURE = re.compile(
    r"\d[\d.]*(?:%|‰|个|亿|万|元|项|家|公里|亩|人|吨|户|倍|位)|[一二三四五六七八九十百]+(?:亿|万)"
)
_RUNS = re.compile(r"。|，(?:是|我们|要|必须|将)")
_NO_TITLE = re.compile(
    r"^[（(【\[]?\d{4}(?:年\d{1,2}月|[\-./])|^来源|^时间|^作者|^记者|^编辑|摄$|^市长|^县长|^区长|^省长|[|>=]|^https?:|^\d+$|^注：|^[—―─–-]+$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the start of paragraph ``index``: the view's ``[start, end)`` holds label and title.

    ``style`` is the label's (``cn``, ``paren`` …), ``part`` or ``bare`` for a titled line, ``lead`` for a lead
    sentence.
    """

    index: int
    start: int
    end: int
    label: str | None
    title: str
    style: str
    number: int


def split_run_ons(pieces: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs cut before every part or chapter number that stands behind the end of a sentence.

    `…提出意见。一、工作回顾2007年…` becomes two. Numbers must go up by one, or begin at one: an enumeration
    inside a sentence (`抓好一、二、三产业`) is left alone.
    """
    out: list[Paragraph] = []
    for piece in pieces:
        if len(piece) < 24 or breaks_off(piece.text):
            out.append(piece)
            continue
        out.extend(_cut(piece, _run_on_cuts(piece.text)))
    return out


def _run_on_cuts(text: str) -> list[int]:
    second = text.rfind("。（二）")
    cuts = []
    for match in _INLINE_LABEL.finditer(text):
        cut = match.start()
        label = read_label(text[cut : cut + 6])
        if label is None or cut == 0:
            continue
        # After a colon only a list of chapters counts: `抓好以下工作：（一）…。（二）…`
        if text[cut - 1] != "：" or (label.number == 1 and cut < second):
            cuts.append(cut)
    if len(text) > 3000:
        for match in _GLUED_TITLE.finditer(text):
            cuts += [match.start(), match.end()]
        cuts += [match.start() + 1 for match in re.finditer(r"[。！]各位代表[，！]", text)]
    items = [match.start() for match in _INLINE_ITEM.finditer(text)] if "二是" in text else []
    if len(items) > 1 and text[items[0]] == "一":
        cuts += items
    return sorted(set(cuts))


def _cut(piece: Paragraph, cuts: Sequence[int]) -> list[Paragraph]:
    edges = [0, *cuts, len(piece.text)]
    found = []
    for start, end in pairwise(edges):
        text = piece.text[start:end]
        if text.strip():
            lead = len(text) - len(text.lstrip())
            found.append(
                Paragraph(piece.start + start + lead, piece.start + start + len(text.rstrip()), text.strip())
            )
    return found


def find_headings(pieces: Sequence[Paragraph]) -> list[Heading]:
    """The headings among ``pieces``, the report's body, in reading order; at most one a paragraph."""
    found: list[Heading | None] = []
    for index, piece in enumerate(pieces):
        following = pieces[index + 1].text if index + 1 < len(pieces) else ""
        before = pieces[index - 1].text if index else ""
        found.append(_labelled(index, piece) or _bare(index, piece, before, following))
    _demote_lists(found)
    leads = _leads(pieces, found)
    return [heading for heading in (a or b for a, b in zip(found, leads, strict=True)) if heading is not None]


def _demote_lists(found: list[Heading | None]) -> None:
    """`一、…；二、…；三、…` line by line inside a chapter is a list, not three parts of the report."""
    cn = [heading for heading in found if heading is not None and heading.style == "cn"]
    run: list[Heading] = []
    for heading in [*cn, None]:
        if heading is not None and run and heading.number == run[-1].number + 1:
            run.append(heading)
            continue
        steps = [b.start - a.start for a, b in pairwise(run)]
        if steps and max(steps) < 220 and not any(part_role(h.title) for h in run):
            for item in run:
                found[item.index] = replace(item, style="item")
        run = [heading] if heading is not None else []


def _labelled(index: int, piece: Paragraph) -> Heading | None:
    label = read_label(piece.text)
    if label is None:
        return None
    rest = piece.text[label.length :]
    blank = len(rest) - len(rest.lstrip())
    rest = rest[blank:]
    if not rest or (label.style in ("dash", "bullet") and len(rest) < 3):
        return None
    length = _title_length(rest, label)
    title = rest[:length].rstrip("。：；，！ ")
    if not title:
        return None
    end = piece.start + label.length + blank + length
    return Heading(
        index, piece.start, end, piece.text[: label.length].strip(), title, label.style, label.number
    )


def _title_length(rest: str, label: Label) -> int:
    """How much of a labelled paragraph is its title."""
    stop = _first_stop(rest)
    if stop == len(rest) and stop <= 80 and "，" not in rest:
        return stop
    if label.style in ("part", "cn", "lost"):
        glued = _GLUED.match(rest)
        if glued is not None and glued.end() < stop:
            return glued.end()
    if stop == len(rest) and stop <= 80:
        return stop
    if stop <= 62:
        return stop
    for mark in "：；，":
        cut = rest.find(mark, 3, 40)
        if cut > 0:
            return cut
    return min(stop, 30)


def _first_stop(text: str) -> int:
    """The end of the first sentence, its stop included."""
    match = _SENTENCE.match(text)
    return match.end() if match is not None and match.end() else len(text)


def _bare(index: int, piece: Paragraph, before: str, following: str) -> Heading | None:
    """A titled line without a number: `2025年工作回顾`, `站在新起点：2012年工作回顾`."""
    text = piece.text
    if (
        not 3 <= len(text) <= 46
        or text[-1] in "。；！？，、：…"
        or _NO_TITLE.search(text)
        or _INTRODUCES.search(text)
    ):
        return None
    role = part_role(text)
    strong = role not in (None, "problems", "targets") and not _RUNS.search(text)
    if "，" in text and len(following) < 40:
        strong = False  # half a sentence, cut off by a link
    if not strong and (
        len(following) < 40
        or text.count("，") > 2
        or (before and before[-1] not in "。！；…”）：" and len(before) > 46)
    ):
        return None
    if not any("\u4e00" <= c <= "\u9fff" for c in text):
        return None
    return Heading(index, piece.start, piece.end, None, text.rstrip(" "), "part" if strong else "bare", 0)


def _leads(pieces: Sequence[Paragraph], found: Sequence[Heading | None]) -> list[Heading | None]:
    """Lead sentences: short, closed, at a paragraph's start; alone only where they read like a heading."""
    grades = [
        0 if found[i] is not None else _grade(piece, pieces[i + 1] if i + 1 < len(pieces) else None)
        for i, piece in enumerate(pieces)
    ]
    leads: list[Heading | None] = []
    for index, grade in enumerate(grades):
        if grade == 0 or (grade < 3 and not _has_kin(index, grade, grades, found, pieces)):
            leads.append(None)
            continue
        piece = pieces[index]
        length = _first_stop(piece.text)
        leads.append(
            Heading(
                index, piece.start, piece.start + length, None, piece.text[:length].rstrip("。！ "), "lead", 0
            )
        )
    return leads


def _has_kin(
    index: int,
    grade: int,
    grades: Sequence[int],
    found: Sequence[Heading | None],
    pieces: Sequence[Paragraph],
) -> bool:
    """A neighbour that is a lead too: parallel paragraphs, one plain paragraph between them at most."""
    kin = 0
    timed = bool(_TIME.match(pieces[index].text))
    opening = pieces[index].text[: 4 if timed else 2]
    for step in (1, -1):
        other, plain = index + step, 0
        while 0 <= other < len(grades) and found[other] is None and plain <= 1 and kin < 4:
            same = pieces[other].text[: len(opening)] == opening
            if (grades[other] == grade or grades[other] > grade == 2) and (same or not timed):
                kin += 1 + same
            else:
                plain += 1
            other += step
    return kin >= (1 if grade == 2 else 2)


def _grade(piece: Paragraph, following: Paragraph | None) -> int:
    """3 a lead by itself, 2 with one parallel paragraph beside it, 1 with two, 0 never."""
    text = piece.text
    stop = _first_stop(text)
    sentence = text[:stop].rstrip(" ")
    if not 5 <= len(sentence) <= 46 or sentence[-1] not in "。！":
        return 0
    body = sentence[:-1]
    if (
        _INTRODUCES.search(body)
        or _MEASURE.search(body)
        or "：" in body
        or "；" in body
        or _POINTS.match(body)
    ):
        if not re.match(r"在[^，。]{2,16}上", body) and not body.startswith("必须"):
            return 0
        if _MEASURE.search(body) or "：" in body:
            return 0
    alone = len(text) - stop < 15
    if alone and (
        following is None or len(following.text) < 40 or len(sentence) > 28 or read_label(following.text)
    ):
        return 0
    if _TIME.match(body):
        return 1 if "，" in body and not _COPULA.search(body) else 0
    if _COPULA.search(body) or "习近平" in body:
        return 0
    if "，" in body:
        return 1 if body.count("，") <= 2 and len(body) <= 34 else 0
    if len(body) > 36:
        return 0
    if _VERB.match(body) or _PREDICATE.search(body):
        return 3
    return 2
