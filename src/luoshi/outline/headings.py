"""Which paragraphs begin with a heading: a printed number, a bare titled line, a lead sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from luoshi.outline.bounds import breaks_off
from luoshi.outline.labels import Label, read_label
from luoshi.outline.leads import INTRODUCES, find_leads
from luoshi.outline.paragraphs import Paragraph
from luoshi.outline.roles import part_role
from luoshi.text.late import late

# Where a heading's text stops and its glued body starts: `一、2007年政府的工作2007年，在…`.
_BODY_OPENS = r"(?:[12]\d{3}年|今年|去年|过去|刚刚|一年来|[一二三四五六七八九十]年来|各位代表|我们|当前|现在|(?<!工作)回顾(?:过去|[一二三四五六七八九十]年)|“?十[一二三四五六七八九]?五”?(?:时期|期间|是)|《|市委|县委|区委|省委|本届|全市|全县|全省|全区|面对|按照|根据|做好|初步)"
_GLUED = re.compile(
    r"([^。，；！]{2,36}?(?:回顾|情况|工作|任务|安排|建议|目标|要求|重点|部署|思路|建设|成就|打算|意见|措施|水平|考虑|主题|说明|特点))(?="
    + _BODY_OPENS
    + ")"
)
# `（二）坚持工业强市，加快工业化进程按照…要求，`: the body begins anew behind the noun that ends the last clause.
_GLUED_CLAUSE = re.compile(
    r"[^。；！：]{2,36}，[^，。；！：]{3,16}?(?:进程|后劲|活力|水平|步伐|发展|建设|增长|稳定|和谐|环境)"
    r"(?=按照|继续|坚持|全力以赴|解决|推进|大力|积极|认真|紧紧围绕|今年|要[把坚以])"
)
_TIME_CLAUSE = re.compile(r"[^，。]{2,8}年[里来]?，")
# The same without a label, inside a copy that has no line breaks.
_GLUED_TITLE = late(
    r"(?<=[。！])((?:[12]\d{3}年|过去[一二三四五六七八九十]年|今年)[^。，；！：]{0,12}(?:工作回顾|工作安排(?:建议)?|工作建议|工作部署|工作总结|(?:主要|重点)(?:工作|任务)|工作(?:任务|重点|打算)))(?="
    + _BODY_OPENS
    + ")"
)
_INLINE_LABEL = re.compile(r"[。！？；”：](?=[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)")
# `一是稳住工业。…二是稳住就业，让生活更安心。…`: a sentence of one clause or two that names the item's theme.
_INLINE_ITEM = re.compile(
    r"(?:^|(?<=[。！？：]))(?=[一二三四五六七八九十]{1,2}是[^。，；：]{3,26}(?P<second>，[^。，；：]{3,18})?。)"
)
_ANY_ITEM = late(r"(?:^|(?<=[。！？：；]))[一二三四五六七八九十]{1,3}是(?!否)")
_SENTENCE = re.compile(r"[^。！？]*[。！？]?")
_NUMERAL_OF = [*"一二三四五六七八九十", *("十" + unit for unit in "一二三四五六七八九"), "二十", *[""] * 80]
_ITEM = 40  # characters of an item in a list of names, at most
_BROKEN = re.compile(r"(?<=[^\x00-\x7f]) +(?=[^\x00-\x7f])")

_RUNS = re.compile(r"。|，(?:是|我们|要|必须|将)")
_NO_TITLE = late(
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
        cuts = [] if len(piece) < 24 or breaks_off(piece.text) else _run_on_cuts(piece.text)
        if cuts:
            out.extend(_cut(piece, cuts))
        else:
            out.append(piece)
    return out


def _run_on_cuts(text: str) -> list[int]:
    second = text.rfind("。（二）")
    cuts = []
    for match in _INLINE_LABEL.finditer(text):
        cut = match.end()
        label = read_label(text[cut : cut + 6])
        if label is None:
            continue
        # After a colon only a list of chapters counts: `抓好以下工作：（一）…。（二）…`
        if (text[cut - 1] != "：" or (label.number == 1 and cut < second)) and not _is_listed(text, cut):
            cuts.append(cut)
    if len(text) > 3000:
        for match in _GLUED_TITLE.finditer(text):
            cuts += [match.start(), match.end()]
        cuts += [match.start() + 1 for match in re.finditer(r"[。！]各位代表[，！]", text)]
    cuts += _item_cuts(text) if "二是" in text else []
    if text.count("。——") > 1:  # `…。——综合实力显著增强。…`
        cuts += [match.start() + 1 for match in re.finditer("。——", text)]
    return sorted(set(cuts))


def _is_listed(text: str, cut: int) -> bool:
    """`报告分为三个部分：一、工作回顾；二、工作安排；三、自身建设。` names parts and has none."""
    stop = text.find("。", cut)
    end = stop if stop >= 0 else len(text)
    return text[cut - 1] == "；" and (0 <= text.find("；", cut, end) < cut + _ITEM or end - cut < _ITEM)


def _item_cuts(text: str) -> list[int]:
    """Where the items of a list stand inside a paragraph; items of two clauses count from three items on.

    Once a list is found, its further items count whatever their form, as long as the numbers go up by one.
    """
    items = list(_INLINE_ITEM.finditer(text))
    if len(items) < 3:
        items = [item for item in items if not item.group("second")]
    if len(items) < 2 or text[items[0].start()] != "一":
        return []
    begun = {item.start() for item in items}
    number = 0
    for item in _ANY_ITEM.finditer(text, items[0].start()):
        label = read_label(text[item.start() : item.end()])
        if item.start() in begun:
            number = label.number if label is not None else number
        elif label is not None and label.number == number + 1:
            begun.add(item.start())
            number += 1
    return sorted(start for start in begun if start > 0)


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
    _find_lost(pieces, found)
    _demote_lists(found)
    leads = find_leads(pieces, [heading.style if heading is not None else None for heading in found])
    for index, lead in enumerate(leads):
        if lead is not None:
            piece = pieces[index]
            title = clean_title(piece.text[: lead.length].rstrip("。！ "))
            found[index] = Heading(index, piece.start, piece.start + lead.length, None, title, lead.style, 0)
    return [heading for heading in found if heading is not None]


def _find_lost(pieces: Sequence[Paragraph], found: list[Heading | None]) -> None:
    """`九以统筹发展…` between the eighth and the tenth chapter, where the copy lost the mark behind the number."""
    lost = [heading for heading in found if heading is not None and heading.style in ("lost", "cn")]
    for before, after in pairwise(lost):
        if after.number != before.number + 2 or after.style != before.style:
            continue
        numeral = _NUMERAL_OF[before.number]
        for index in range(before.index + 1, after.index):
            text = pieces[index].text
            if found[index] is None and text.startswith(numeral):
                label = Label(before.style, before.number + 1, len(numeral))
                found[index] = _titled(index, pieces[index], label)
                break


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
    return None if label is None else _titled(index, piece, label)


def _titled(index: int, piece: Paragraph, label: Label) -> Heading | None:
    """The heading that begins with ``label``."""
    rest = piece.text[label.length :]
    blank = len(rest) - len(rest.lstrip())
    rest = rest[blank:]
    if not rest or (label.style in ("dash", "bullet") and len(rest) < 3):
        return None
    length = _title_length(rest, label)
    title = clean_title(rest[:length].rstrip("。：；，！ "))
    if not title:
        return None
    end = piece.start + label.length + blank + length
    return Heading(
        index, piece.start, end, piece.text[: label.length].strip(), title, label.style, label.number
    )


def clean_title(text: str) -> str:
    """A title without the blanks that a broken line left in it."""
    return _BROKEN.sub("", text) if " " in text else text


def _title_length(rest: str, label: Label) -> int:
    """How much of a labelled paragraph is its title."""
    stop = _first_stop(rest)
    if stop == len(rest) and stop <= 80 and "，" not in rest:
        return stop
    if label.style in ("part", "cn", "lost", "paren"):
        glued = _GLUED.match(rest) or _GLUED_CLAUSE.match(rest)
        if glued is not None and glued.end() < stop:
            return glued.end()
    if stop == len(rest) and stop <= 80:
        return stop
    if stop <= 62:
        return stop
    time = _TIME_CLAUSE.match(rest)
    for mark in "：；，":
        cut = rest.find(mark, time.end() if time is not None else 3, 60 if time is not None else 40)
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
        or INTRODUCES.search(text)
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
