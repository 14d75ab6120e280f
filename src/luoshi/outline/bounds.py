"""Where the report begins and ends in its copy, and what stands around it.

A page brings its own furniture: menus, font-size buttons, a crawler's header, a summary that repeats the opening,
share bars, lists of other articles, a licence, sometimes the whole report a second time. The report is what
lies between its title and its last exhortation; notes that explain its terms (名词解释) are kept apart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.outline.dates import years_in
from luoshi.outline.labels import read_label
from luoshi.outline.paragraphs import Paragraph
from luoshi.outline.passages import exhorts
from luoshi.outline.roles import part_role

# `各位代表：` `各位代表、同志们：` `各位委员：` on a line of its own or at its start; `市长刘某各位代表：` too.
_ADDRESS = re.compile(r"(?:^|^[^，。：]{2,40}?)各位(?:代表|委员)(?:、?同志们)?[：！，]")
# `现在，我代表市人民政府向大会报告工作，请予审议…提出意见。`, also `我受国务院的委托`.
FORMULA = re.compile(
    r"(?:我(?:现在)?(?:代表|受)|根据[^。]{1,12}决定)[^。！]{2,60}?(?:报告|作[^。！]{0,30}说明|提出[^。！]{0,10}建议)"
)
_FORMULA_END = re.compile(r"(?:审议|意见|建议|审查|指正)[。！；]|报告[^，。]{0,12}[。！]")
_CUT_OFF = re.compile(r"(?:\.{3,}|…+|。\.)$")
TITLE = re.compile(r"^[^，。；]{0,40}?(?<!作)(?:政府工作(?:的)?报告|工作报告|纲要的报告)(?:$|[（(—―─\d])")
_SESSION = re.compile(r"(?:人民代表大会|人大|政治协商会议|政协)[^，。]{0,14}次?会议")
_SPEAKER = re.compile(r"(?:省|市|县|区|旗|州|盟|镇|乡)(?:人民政府)?(?:代理?)?长|主席|总理")
_DATE = re.compile(r"^[（(]?\s*(?:[\d一二三四五六七八九十〇零OＯ]{2,4})年[\d一二三四五六七八九十]{1,3}月")

# Lines that a site prints around any article. `：` and brackets are full-width in the view.
FURNITURE = re.compile(
    r"^(?:下载|打印|全屏|收藏|【?字[号体]|加大|还原|减小|大|中|小|】|[|>×©·])$|^【?字[号体][：:]|^【[^】]{1,8}】$|^分享(?:到|：|$)"
    r"|^(?:您的|当前)位置|^首页|>>|首页>|^(?:上|下)一篇|^相关(?:报道|文章|文档|附件|链接|新闻|阅读|推荐|稿件)|^本栏|^阅读(?:排行|量|：)|^标签云|^评论"
    r"|责任编辑|^编辑：|^[【（]?(?:打印|关闭|返回)|打印本|关闭(?:窗口|当前)|手机打开|扫一扫|二维码|^来源[：:]|信息来源：|^作者：|发布(?:时间|日期)：|^发表时间|^时间：|^浏览|^点击"
    r"|ICP备|公网安备|网站(?:标识码|地图)|版权所有|^主办|^承办|技术支持|^Copyright|^©|无障碍|长者模式|繁體|登录|验证码|留言|举报"
    r"|本站立场|著作权法|公有领域|[Pp]ublic domain|维基文库|未经(?:许可|授权)|转载|免责声明|本文地址|^false$|即将离开|是否继续|^放弃$|微信|微博|QQ空间|点击图片"
    r"|^标题：|^年份：|^发文(?:单位|时间)：|^报告人：|^来源URL|^正文：?$|^={5,}|^内容摘要|朗读|\{display|摄$|本报记者"
    r"|^\d{2,4}-\d{1,2}(?:-\d{1,2})?(?:\s|$|\d)|^[\d\s.:：-]{1,20}$|^[\da-f]{32}"
)
_CRAWLER = re.compile(r"^(?:标题：|年份：|发文(?:单位|时间)：|报告人：|来源URL|正文：?$|={5,}|内容摘要)")
# `名词解释`, `注释：`, `[1]“双百行动”：指…`, `1.“两重”：是指…`
_NOTES = re.compile(
    r"^(?:《?政府工作报告》?)?(?:有关)?(?:相关)?(?:名词|用语|词语)(?:解释|注释|说明)|^(?:注释|附注|注|附件|附|备注)[\d一二三]?[：:]?(?:名词(?:解释|注释))?$"
)
_NOTE = re.compile(
    r"\^?[\[［〔【]\d{1,3}[\]］〕】]|\d{1,3}[.、]?\s*[\[［〔【]|[①-⑳]"
    r"|\d{1,3}[.、][^，。“]{0,14}“[^”]{1,30}”[^。，]{0,14}(?:：|是|指|即)|\d{1,3}[.、][^，。]{2,24}(?:：|，)?(?:是指|指的?是|即|指)"
)
_SENTENCE_END = "。！；？"
# Behind so many paragraphs of a page that begins inside the report, `各位代表！` leads on and opens nothing.
_TOLD = 4


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
    return text.startswith("内容摘要") or (len(text) < 400 and _CUT_OFF.search(text[-6:]) is not None)


def _anchor(pieces: Sequence[Paragraph]) -> int | None:
    """The address, or the sentence in which the speaker begins; not a summary that breaks off."""
    formula = None
    told = 0
    for index, piece in enumerate(pieces[:160]):
        head = piece.text[:160]
        if breaks_off(piece.text):
            continue
        addressed = _ADDRESS.match(head) and (len(piece) <= 48 or FORMULA.search(head)) and not exhorts(head)
        if addressed and (
            told < _TOLD or any(FORMULA.search(p.text[:160]) for p in pieces[index : index + 3])
        ):
            return index
        told += len(piece) >= 60 and "。" in piece.text and not FURNITURE.search(head)
        if formula is None and FORMULA.search(head):
            formula = index
        label = read_label(piece.text)
        if label is not None and label.style == "cn" and index > 0 and formula is None:
            break
    return formula


def _first_text(pieces: Sequence[Paragraph]) -> int:
    """Without an address: the first line that is no furniture and begins a heading or a sentence."""
    for index, piece in enumerate(pieces[:200]):
        if FURNITURE.search(piece.text[:200]) or _front_line(piece.text):
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
            and not FURNITURE.search(following[:200])
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
        if len(text) <= 70 and TITLE.search(text) and "首页" not in text:
            return index
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
    return _opening_before(pieces, first)


def _notes(pieces: Sequence[Paragraph], body: int, limit: int) -> int:
    """The first of the notes that explain the report's terms, or ``limit``."""
    for index in range(body + (limit - body) // 4, limit):
        text = pieces[index].text
        if _NOTES.match(text) and len(text) < 20:
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
    if index == body or not any(FURNITURE.search(piece.text[:300]) for piece in pieces[index:limit]):
        return limit  # a copy that breaks off mid-sentence has no page foot
    return index


def _among_furniture(pieces: Sequence[Paragraph], body: int, index: int) -> bool:
    """A short line with furniture close before it: half a sentence of a licence, say."""
    if len(pieces[index]) >= 60 or read_label(pieces[index].text) is not None:
        return False
    for before in range(index - 1, max(index - 7, body), -1):
        text = pieces[before].text
        if len(text) < 300 and FURNITURE.search(text):
            return True
        if len(text) >= 80 or text[-1] in "！":
            return False
    return False


def _is_furniture(text: str) -> bool:
    if len(text) < 300 and FURNITURE.search(text):
        return True
    if read_label(text) is not None or len(text) >= 60:
        return False
    return text[-1] not in _SENTENCE_END and not text.startswith("各位")
