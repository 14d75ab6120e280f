"""Coordinated subjects and their members: 城镇、农村居民人均可支配收入; 规上工业增加值、固定资产投资."""

import re
from collections.abc import Callable
from typing import NamedTuple

from luoshi.statements.nouns.subjects import (
    OTHER_WORD,
    PARENTHESIS,
    another_thing,
    complete,
    read_subject,
    sign_of,
)
from luoshi.statements.statement import Subject
from luoshi.statements.words.openings import read_opening
from luoshi.vocabulary.indicators import indicators
from luoshi.vocabulary.phrases import pairs

# The words at the join of a coordination: 粮食、蔬菜; 能耗和排放; 规上工业增加值以及固定资产投资
_JOIN_CHARS = frozenset("、和及与以")
_JOIN = re.compile(r"、|和|及(?!其)|与(?!试验)|以及")
# 民营经济占生产总值、财政收入的比重达到61%和58%: of each of them a part
_SHARE_OF = re.compile(r"占(?!比|有|地|用)(?!.*比重)")
# 二氧化硫、二氧化氮平均浓度分别下降25%和5% is what the air holds; 二氧化硫排放量 what was let into it.
_EMITTED, _IN_THE_AIR = "pollutants", "浓度"
# 国控、省控及以上断面水质比例: what the first lacks is all that stands behind the level of the last.
_AT = "(?:国家?|国省|自治区|省|市|县|区)"
_PLACE = re.compile(_AT)
_OF_BOTH = re.compile("^([省市县区]{1,2}?)区?[两三]级")
_BOTH = ("两级", "区两级", "三级", "区三级", "乡")
_LEVEL = re.compile(rf"{_AT}(?:控|考|级)?(?:及?以上)?")
# 甘蔗、水果产量分别达到: a first without a head of its own has that of the last.
_HEADS = (
    "增加值", "总产值", "产值", "产量", "播种面积", "种植面积", "住房面积", "面积", "投资", "营业收入", "开票销售收入", "销售收入", "收入", "营业额", "利润总额", "利润", "销售额", "零售额", "交易额",
    "成交额", "贷款余额", "存款余额", "余额", "吞吐量", "参保人数", "参保率", "覆盖率", "普及率", "达标率", "优良率", "比例", "比重", "占比", "通车里程", "里程", "标准", "数量", "货运量", "客运量", "周转量", "饲养量", "出栏量", "存栏量", "发案数", "案件",
    "进出口额", "进出口", "出口额", "进口额", "出口", "进口", "营收", "排放总量", "排放量", "平均浓度", "浓度", "接待游客人数", "接待游客", "安全利用率", "利用率", "处理率", "收集率", "合格率", "项目", "企业",
)  # fmt: skip
_SHARED_HEAD = re.compile(
    rf"(?:(?<=[\u4e00-\u9fff])(?:全产业链|产业链|产业集群|产业|行业|保险))?(?:{'|'.join(_HEADS)})$"
)
_HAS_HEAD = re.compile(
    r"(?:[量数率额值度人入费款资比]|指数|就业|[出进]口|面积|里程|水平|时间|标准|利润|事故|收支|消费|投入|支出|税收)$"
)


_RANKS = frozenset(
    {"省", "市", "县", "国家", "国家级", "省级", "市级", "县级"}
)  # 省|重点实验室、省|工程研究中心: a part of the name
_THINGS = ("项目", "企业")
_IS_THING = re.compile(r"(?:工程|基地|企业|园区|中心|平台|项目|机构|场所|学校|医院|公司|集团|产品)$")


def split_subjects(
    text: str, subject: Subject, wanted: int | None = None, *, any_subject: bool = False
) -> tuple[Subject, ...] | None:
    """The members of a coordinated subject, or None where it is not one.

    ``城镇、农村居民人均可支配收入`` shares its tail; ``规上工业增加值、固定资产投资`` does not. ``城乡居民收入`` with
    two values (``wanted=2``) is urban and rural, the subject kept as written.
    With ``wanted`` the number of members must be that; without, every member must be a listed indicator, unless
    ``any_subject`` (均, 都) says that they share the number.
    """
    if wanted is not None and (parts := _paired(text, subject, wanted) or _by_stage(text, subject, wanted)):
        return parts
    if _JOIN_CHARS.isdisjoint(text[subject.left : subject.end]):
        return None
    begin = subject.start
    scope = subject.scope
    # The scope may have swallowed a member: 一产、二产、三产增加值 is opened to 三产增加值 with 一产、二产 left over.
    if subject.left < subject.start:
        opening = read_opening(text, subject.left, subject.end)
        begin = min(opening.end, subject.start)
        scope = opening.scope
    written = text[begin : subject.end]
    cuts = [(m.start(), m.end()) for m in _JOIN.finditer(_mask(written))]
    swallowed = not cuts and wanted is not None and subject.left < begin
    if swallowed:
        # 银行机构和小微企业贷款余额分别增长: what opens the subject was its first member
        begin, scope = subject.left, None
        written = text[begin : subject.end]
        cuts = [(m.start(), m.end()) for m in _JOIN.finditer(_mask(written))]
    if not cuts:
        return None
    bounds = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(written)]
    pieces = [(a, b) for a, b in zip(*bounds, strict=True) if b > a]
    if wanted is not None and len(pieces) != wanted:
        pieces = _regroup(written, pieces, wanted)
        if not pieces:
            return None
    members = _members(written, begin, pieces, subject._replace(scope=scope), each=wanted is not None)
    if swallowed:
        return _with_scopes(members)
    if wanted is None and (
        len(members) < 2 or (not any_subject and any(m.indicator is None for m in members))
    ):
        return None
    return members


def _with_scopes(members: tuple[Subject, ...]) -> tuple[Subject, ...] | None:
    """Members of listed indicators, each with its own limiter: 小微企业 of 小微企业贷款余额."""
    found = []
    for member in members:
        own = read_subject(member.text, 0, len(member.text))
        if own is None or own.indicator is None or own.indicator != member.indicator:
            return None
        found.append(member._replace(scope=own.scope, partial=own.partial))
    return tuple(found)


def _mask(written: str) -> str:
    """The same text with what stands in parentheses blotted out."""
    if "（" not in written:
        return written
    return PARENTHESIS.sub(lambda m: "·" * len(m[0]), written)


def _regroup(written: str, pieces: list[tuple[int, int]], wanted: int) -> list[tuple[int, int]]:
    """Fewer members than joins: 空气质量综合指数和PM2.5、PM10浓度 for 3; the first joins go back together."""
    if len(pieces) < wanted:
        return []
    strong = [m.start() for m in re.finditer("、", written)]
    if len(strong) + 1 == wanted:
        ends = [*strong, len(written)]
        return list(zip([0, *(p + 1 for p in strong)], ends, strict=True))
    return pieces[-wanted:]


# 化学需氧量、氨氮等主要指标, 氨氮、氮氧化物两项污染物排放: what sums the list up is no part of its last member
_SUMMED_UP = re.compile(
    r"等(?:主要|重点|多项)?(?:经济)?指标$"
    r"|(?<=[\u4e00-\u9fff])[两二三四五六七八九]大(?=产业|行业|集群|领域)"
    r"|(?<=[\u4e00-\u9fff])[两二三四五六七八九][项种类](?:主要|重点|约束性){0,2}(?:污染物|指标)(?:指标)?(?:(?=排放|浓度)|(?:减排)?(?:均|都|全部)?$)"
)
_EACH_DOES = re.compile("分别(?:实现|完成|达到?)")  # 精密铸造|分别实现|产值
_HARMED = re.compile(r"(?P<of>.*?事故)(?:起数|总数|数|总起数)")
_HARM = ("死亡人数", "受伤人数", "亡人数")
_PER_PRODUCT = re.compile(r"(?:单位|万元)(?:地区|国内)?(?:生产总值|GDP)")
_FALLS = re.compile(r"(?:下降|降低)率?$|降幅$")


class _Piece(NamedTuple):
    """One member of the coordination ``written``: its own words, at ``span`` in it; ``last`` are those of the last member.

    ``of_first`` are the words of the first member, "" where it is that itself; ``each`` has a number of its own.
    """

    own: str
    span: tuple[int, int]
    is_last: bool
    last: str
    of_first: str
    whole: Subject
    each: bool


class _Read(NamedTuple):
    """What a member is: its words with what others lend it, its indicator and where that begins in them, where its own words end."""

    text: str
    found: tuple[str, int]
    own_end: int | None = None


def _members(
    written: str, begin: int, pieces: list[tuple[int, int]], whole: Subject, *, each: bool
) -> tuple[Subject, ...]:
    """The members; ``each`` has a number of its own, so that a head shared with the last is one of a listed indicator too."""
    last = written[pieces[-1][0] : pieces[-1][1]]
    last = _SUMMED_UP.sub("", last)
    if each:
        last = _OF_BOTH.sub(r"\1", last)  # 市、县|两级|财政支出占比分别达到2%、1%
    if "分别" in last:
        last = _EACH_DOES.sub("", last)
    of_wholes = _SHARE_OF.search(written, *pieces[0]) is not None
    members: list[Subject] = []
    for number, (a, b) in enumerate(pieces):
        is_last = number == len(pieces) - 1
        first = members[0].text if members else ""
        piece = _Piece(last if is_last else written[a:b], (a, b), is_last, last, first, whole, each)
        read = next((read for way in _WAYS if (read := way(piece, begin)) is not None), None)
        text = read.text if read else _unlisted_text(piece)
        partial = of_wholes
        if read is not None and read.found[1] > 0:
            rest = text[: read.found[1]]
            partial = partial or read_opening(rest, 0, len(rest)).end < len(rest)
        members.append(
            whole._replace(
                start=begin + a,
                end=begin + (b if read is None or read.own_end is None else a + read.own_end),
                text=text,
                scope=None if whole.scope in _RANKS and text.startswith(whole.scope or "") else whole.scope,
                indicator=read.found[0] if read else None,
                partial=partial,
                sign=whole.sign or sign_of(text),
            )
        )
    return tuple(members)


def _by_itself(piece: _Piece, begin: int) -> _Read | None:
    own = piece.own
    found = indicators().at_end(PARENTHESIS.sub("", own))
    if found is None or OTHER_WORD.search(own, max(found[1] - 1, 0)) or another_thing(own, found[1]):
        return None  # 高端食品加工业产值, 规上企业亩均税收
    if found[0] == _EMITTED and piece.last.endswith(_IN_THE_AIR):
        return None
    return _Read(own, found)


def _that_falls(piece: _Piece, begin: int) -> _Read | None:
    """单位生产总值能耗下降、PM2.5浓度下降和化学需氧量排放量达到市核标准."""
    falls = _FALLS.search(piece.own)
    if falls is None:
        return None
    own = piece.own[: falls.start()]
    found = indicators().at_end(PARENTHESIS.sub("", own))
    return None if found is None else _Read(own, found, falls.start())


def _with_the_tail_of_the_last(piece: _Piece, begin: int) -> _Read | None:
    completed = None if piece.is_last else _with_tail(piece.own, piece.last)
    return None if completed is None else _Read(completed[0], (completed[1], 0))


def _after_the_first(piece: _Piece, begin: int) -> _Read | None:
    """粮食播种面积与产量, 规上工业利税、利润总额."""
    if not piece.of_first:
        return None
    a, b = piece.span
    bare = complete(Subject(begin + a, begin + b, piece.whole.left, piece.own, None), (piece.of_first,))
    return _Read(bare.text, (bare.indicator, 0)) if bare.indicator is not None else None


def _per_product_too(piece: _Piece, begin: int) -> _Read | None:
    """万元生产总值综合能耗和二氧化碳排放量: the second is per product too."""
    per = _PER_PRODUCT.match(piece.of_first)
    found = indicators().at_end("单位生产总值" + piece.own) if per else None
    return _Read(per[0] + piece.own, found) if per and found else None


def _with_the_head_of_the_last(piece: _Piece, begin: int) -> _Read | None:
    text = piece.own if piece.is_last else _with_head(piece.own, piece.last)
    found = indicators().at_end(text) if text != piece.own else None
    if found is None or _LEVEL.fullmatch(piece.own):
        return None if found is None else _Read(text, found)
    of_last = indicators().at_end(piece.last) if piece.each else None
    return _Read(text, found) if of_last is not None and of_last[0] == found[0] else None


_WAYS: tuple[Callable[[_Piece, int], _Read | None], ...] = (
    _by_itself,
    _that_falls,
    _with_the_tail_of_the_last,
    _after_the_first,
    _per_product_too,
    _with_the_head_of_the_last,
)
"""The ways in which a member names an indicator; the first that does is taken."""


def _unlisted_text(piece: _Piece) -> str:
    """The words of a member that names no indicator, with what it shares with the first or the last."""
    harmed = _HARMED.fullmatch(piece.of_first) if piece.own in _HARM else None
    if harmed is not None:
        return harmed["of"] + piece.own  # 生产安全事故起数、|死亡人数
    return piece.own if piece.is_last else _with_head(piece.own, piece.last)


def _with_head(own: str, last: str) -> str:
    """``国控`` or ``甘蔗`` completed from ``省控断面水质比例``, ``水果产量``; ``own`` itself where it has a head of its own."""
    if _LEVEL.fullmatch(own):
        whole = own[-1] in "控考级上"  # but 国、省考断面
        level = (_LEVEL if whole else _PLACE).match(last)
        if level is None or last.startswith(_BOTH, level.end()):
            return own  # 市、县两级投资: of both together
        return own + last[level.end() :]
    head = _SHARED_HEAD.search(last)
    bare = PARENTHESIS.sub("", own)
    if head is None or head.start() == 0 or _HAS_HEAD.search(bare):
        return own
    shared = head[0]
    if shared in _THINGS and _IS_THING.search(bare):
        return own
    again = (own.endswith("业") and shared.startswith(("产业", "行业"))) or bare.endswith(shared[:2])
    return own + (shared[2:] if again else shared)


def _with_tail(own: str, last: str) -> tuple[str, str] | None:
    """``城镇`` before ``农村居民人均可支配收入``: the longest tail of the last member that completes this one."""
    codes = indicators().codes
    for cut in range(1, len(last)):
        candidate = own + last[cut:]
        code = codes.get(candidate)
        if code is not None:
            return candidate, code
    opening = read_opening(own, 0, len(own))
    if 0 < opening.end < len(own):
        return _with_tail(own[opening.end :], last)
    return None


# 新签约、新开工、新竣工|亿元以上产业项目: one noun under several deeds
_STAGE = r"(?:新|集中|已)?(?:签约|开工|竣工|投产|入库|续建|落地|引进|招引|谋划|储备)"
_STAGES = re.compile(rf"(?P<stages>{_STAGE}(?:[、和及]{_STAGE})+)(?:的)?(?P<thing>[^、和及]{{2,20}})$")


def _by_stage(text: str, subject: Subject, wanted: int) -> tuple[Subject, ...] | None:
    found = _STAGES.search(text, subject.left, subject.end)
    stages = re.split("[、和及]", found["stages"]) if found else []
    if found is None or len(stages) != wanted:
        return None
    named = [stage + found["thing"] for stage in stages]
    hits = [indicators().at_end(name) for name in named]
    begin = found.start()
    return tuple(
        subject._replace(
            start=begin, text=name, indicator=hit[0] if hit and hit[1] == 0 else None, partial=False
        )
        for name, hit in zip(named, hits, strict=True)
    )


_LISTS = ("、", "和", "及", "与")
_CUT_OFF = 3  # characters of a pair that may have been taken for a scope


def _paired(text: str, subject: Subject, wanted: int) -> tuple[Subject, ...] | None:
    """城乡居民收入 with two numbers is urban and rural; 存贷款余额 deposits and loans; 三次产业 with three its sectors."""
    # 存 may have been taken for a scope of 贷款余额, 一二 for one of 三产业增加值
    begin = max(subject.left, subject.start - _CUT_OFF)
    written = text[begin : subject.end]
    for pair in pairs():
        whole = subject.text if pair.written in subject.text else written
        at = whole.find(pair.written)
        if at < 0 or len(pair.parts) != wanted or whole[at - 1 : at] in _LISTS:
            continue  # 粮食、|肉蛋奶产量: one of a list of its own
        hits = [indicators().at_end(whole.replace(pair.written, part)) for part in pair.parts]
        if all(hits):
            if whole is written:  # 各项存|贷款余额
                begin += written.index(pair.written)
                subject = subject._replace(start=begin, text=text[begin : subject.end], scope=None)
            return tuple(
                subject._replace(
                    text=subject.text.replace(pair.written, part), indicator=hit[0], partial=False
                )
                for hit, part in zip(hits, pair.parts, strict=True)
                if hit
            )
        if not any(hits) and subject.indicator is None:  # 城乡低保标准分别提高到720元、560元
            return tuple(subject._replace(text=whole.replace(pair.written, part)) for part in pair.parts)
    return None
