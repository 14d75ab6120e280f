"""Which thing is measured: 全市规上工业增加值, 城镇、农村居民人均可支配收入, (限上工业…)利润.

A subject as written is opened from the left (全市, 其中, 新增, 确保: ``vocabulary/data/openers.tsv``) and looked up
from the right, since its head stands last. What is left between the two belongs to neither: 食品产业 in
``食品产业税收`` says that the statement covers a part only.
"""

import re

from luoshi.statements.statement import Direction, Subject
from luoshi.statements.words.openings import TIME, TIME_FIRST, TRIM, Opening, read_opening
from luoshi.statements.words.owners import Owned, read_owned
from luoshi.text.late import late
from luoshi.vocabulary.indicators import indicators
from luoshi.vocabulary.phrases import openers

PARENTHESIS = late(r"（[^（）]*）")
# 技能人才培训基地和: a join that nothing follows; but 饱和, 总和, 缓和
_JOINS = late(r"(?<![饱总缓中温共谐平惠涉普触波顾])[和及]$")
_TAIL = frozenset("：，、；的")
# The place itself, which limits nothing: 全市, 全自治区, 我省
WHOLE = late(r"全[市省区县州盟旗国疆]|全自治区|我[市省区县州国]")
_WHOLE_SCOPE = late(rf"(?<!拉动)(?:{WHOLE.pattern})$")  # 拉动全市工业增加值3个百分点 is a part of its growth
# What a bare head may lack: 利润 after 规模以上工业, 支出 after 一般预算收入. Anything shorter is no head.
_ELIDABLE = (
    "增加值", "产值", "利润", "利润总额", "支出", "收入", "投资", "总产", "产量", "播种面积", "存款余额", "贷款余额", "营收", "投资额",
    "总额", "占比", "出口", "进口", "人次", "总花费",
)  # fmt: skip


# 守牢粮食安全，产量稳定在12.1亿斤: a yield that no other crop is named for.
_CROPS = late(r"粮食|夏粮|秋粮|早稻|水稻|小麦|玉米|大豆|油料|蔬菜|棉花|花生|水果|肉类|烟叶|茶叶|水产|原煤|钢")
GRAIN_HEADS = frozenset({"产量", "总产", "总产量"})
# 项目 and 工业 are the topic of half the sentences of a review: 项目开工率100%，完成投资50亿元 says nothing of 项目投资.
# Only the investment of the key projects is told that way (省市重点项目19项，完成投资50亿元).
_KEY_PROJECTS = late(r"(?:重点|重大)(?:建设)?(?:项目|工程)$")
# 新城重点建设项目31个，…，累计完成投资82亿元: those of one district or trade
_SOME_PROJECTS = late(
    r"(?:新城|新区|老城|园区|开发区|高新区|城建|交通|水利|工业|农业|旅游|产业|民生|文化)[^，]{0,4}$"
)
_INVESTED_HEADS = frozenset({"投资", "投资额", "年度投资", "当年投资", "实际投资"})
_RANK = late("^(?:国家|[省市县区、列]|级|以上)+(?=重[点大])")  # 省市|重点项目建设
_RANKS = frozenset("国省市县区")
_INVESTED = "key_project_investment"
# 超10亿元项目, 亿元以上产业项目: looked up without the figure.
_SIZE_CLASS = late(r"(?:总?投资)?(?:超过|超|过)?\d*(?:\.\d+)?[百千]?(?:亿|万)元(?:级|以上|及以上)?的?")


# Between an indicator's name and its number: 工业投资总量1441亿元, 高新技术企业认定52家, 上市企业总量33户
_NOISE_WORDS = (
    "总量", "总数", "总额", "规模", "数量", "保有量", "存量", "登记", "认定", "备案", "新设", "新设立", "新登记", "新认定", "新增", "累计", "实有", "任务",
    "目标", "指标", "建设", "新建", "改造", "投放", "增量", "达标",
)  # fmt: skip
_NOISE = late(rf"(?:{'|'.join(_NOISE_WORDS)})+$")
# 社会商品零售额|去年|达到320亿元: words of time behind the subject; but 在上年, 比去年, 由上年
_LATE_TIME = late(r"(?<=[\u4e00-\u9fff]{2})(?<![在比较由从于是为和与同到至超过])(?:去年|今年|上年)$")
# 经济总量|连续跨过两个万亿元大关|、超过6万亿元
_STEPS_TOLD = late(r"(?:连续|先后|成功)?(?:跨[过越上]|连跨|迈上|突破|跃上)[^，。；、]{1,10}(?:台阶|大关)$")
_PARTICLE = late(
    r"(?:我们)?要?(?:把|将)(?![握关来军])|(?:我们)?要(?![求素点件道塞闻害职员强])|要求(?!和)|(?:确定|提出)(?=今年|全[年市省区县])|计划(?![生内外单规数指产草制要的]|总?投资)"
)
# 今年的主要预期目标是地区生产总值增长6%: the list begins without a colon; what stands before it is no subject.
_GOAL = "目标是"
_DOES_SO = late(r"(?:完成|实现)((增加值|总产值|利润总额|利润))$")
# 民营经济 is no part of 经济 (the growth of the product), but another thing.
_NEVER_A_PART = frozenset({"经济", "国民经济", "经济发展", "经济增长", "主体"})  # 创新主体
# 农副产品加工业总产值, 手工业增加值: 工业 is no word there
OTHER_WORD = late(r"(?<=[加手])工业")
# 发放创业担保贷款2亿元 is a sum that was lent under a programme, and no part of the balance of all loans; 制造业贷款增长9% is.
_LENT = late(r"(?:担保|公积金|助学|扶贫|小额|[支助]\w{1,3}再|信用|专属|贴息|创业|银行)$|[发投]放.+$")


def read_subject(
    text: str, start: int, end: int, places: tuple[str, ...] = (), *, behind: bool = False
) -> Subject | None:
    """The subject in ``text[start:end]``, or None where nothing but opening words stands there.

    ``places`` are the names of the report's own place, which limit nothing (北京地区出口总额 in Beijing's report). ``behind``: the subject stands behind its number.
    """
    start, end = _trimmed(text, start, end)
    if start >= end:
        return None
    if (told := _told_behind(text, start, end)) is not None:
        return read_subject(text, start, told, places)
    if text[start] == "了" and start + 1 < end and text[start + 1] != "解":
        start += 1  # 规划实施了|云河新城项目
    start = _after_time(text, _after_particle(text, start, end), end)
    start = _after_particle(text, start, end)
    written = text[start:end]
    bare = PARENTHESIS.sub("", written) if "（" in written else written
    hit = _indicator_of(bare, plain=bare is written)
    noisy = hit is None and bare is written and bare.endswith(_NOISE_WORDS)
    if noisy and (tail := _NOISE.search(bare)) and tail.start() > 1:
        shorter = read_subject(text, start, start + tail.start(), places)
        if shorter is not None and shorter.indicator is not None:
            return shorter._replace(sign=shorter.sign or ("up" if tail[0].startswith("新") else None))
    if hit is None or OTHER_WORD.search(bare, hit[1] - 1 if hit[1] else 0) or another_thing(bare, hit[1]):
        return _unlisted(text, start, end, behind=behind)
    code, alias_start = hit
    if alias_start == 0:
        return Subject(start, end, start, _named(written), code, None, False, sign_of(written))
    cut = start + (alias_start if bare is written else _before_brackets(written, alias_start))
    opening, scope, partial = _limits(bare, alias_start, code, places)
    return Subject(
        cut, end, start, _named(text[cut:end]), code, scope, partial or opening.some,
        opening.sign or sign_of(text[cut:end]), opening.acts, opening.modality,
    )  # fmt: skip


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without marks and joints on both sides, and behind 目标是."""
    while start < end and text[start] in TRIM and not (text[start] == "和" and _is_word(text, start)):
        start += 1
    while end > start and (
        text[end - 1] in _TAIL or (text[end - 1] in "和及" and _JOINS.search(text, start, end))
    ):
        end -= 1
    goal = text.rfind(_GOAL, start, end) + len(_GOAL)
    return (goal, end) if len(_GOAL) <= goal < end else (start, end)


def _told_behind(text: str, start: int, end: int) -> int | None:
    """Where words of time or of a milestone begin that stand behind the subject: 社会商品零售额|去年, 经济总量|跨过两个万亿元大关."""
    if text[end - 1] == "年" and (late := _LATE_TIME.search(text, start, end)):
        return late.start()
    steps = _STEPS_TOLD.search(text, start, end) if text[end - 1] in "阶关" else None
    return steps.start() if steps and steps.start() > start else None


def _indicator_of(bare: str, *, plain: bool) -> tuple[str, int] | None:
    """The indicator that ``bare`` ends in and where its name begins. ``plain``: nothing was left out of the words."""
    hit = indicators().at_end(bare)
    verb = _DOES_SO.search(bare) if hit is None and plain and bare[-1] in "值润额" else None
    if verb is None:
        return hit
    # 全部工业|完成|增加值, 第三产业|实现|增加值: the verb stands inside the name
    joined = indicators().at_end(bare[: verb.start()] + verb[2])
    return joined if joined is not None and joined[1] < verb.start() else None


def _limits(
    bare: str, alias_start: int, code: str, places: tuple[str, ...]
) -> tuple[Opening, str | None, bool]:
    """What stands before an indicator's name: its opening, the scope that it is limited to, whether it is a part of the whole only."""
    head = bare[:alias_start]
    opening = read_opening(bare, 0, alias_start)
    rest = head[opening.end :]
    for place in places:
        if rest.startswith(place):
            rest = rest[len(place) :].removeprefix("地区")
            again = read_opening(rest, 0, len(rest))
            rest = rest[again.end :]
    scope = opening.scope
    lent = code == "loans" and head.endswith(("发放", "投放"))
    if lent:
        rest = rest or head  # 累计发放贷款22亿元: what was handed out, and no balance
    # 年旅游人次: that of any year; 在|境内外上市公司新增5家
    partial = rest not in ("年", "在") and any(char not in TRIM for char in rest)
    if partial and (whole := _WHOLE_SCOPE.search(rest)):
        scope, partial = whole[0], False
    if partial and (scope in (None, "其中") or WHOLE.fullmatch(scope)):
        scope = None if lent else rest  # 全市|4A级以上景区|接待游客人数
    return opening, scope, partial


def _named(written: str) -> str:
    """A name without the verb before or inside it: 实现|旅游收入, 服务业|完成|增加值."""
    written = written.removeprefix("实现")
    verb = _DOES_SO.search(written) if written[-1] in "值润额" else None
    return written if verb is None or not verb.start() else written[: verb.start()] + verb[1]


def _is_word(text: str, start: int) -> bool:
    """6个|和美乡村, 3个|和谐社区: what stands there begins a word and joins nothing."""
    word = openers().at_start(text, start)
    return word is not None and word.kind == "keep"


def _before_brackets(written: str, offset: int) -> int:
    """Where the character ``offset`` of a text without its parentheses stands in the text with them."""
    for bracket in PARENTHESIS.finditer(written):
        if bracket.start() > offset:
            break
        offset += bracket.end() - bracket.start()
    return offset


_OF_FARMS = ("农业", "新型", "示范", "规模")  # 新型农业经营主体: farms, and no firms


# 亩均|税收, 海洋|经济总量, 近岸海域|水质优良比例, 拟|上市企业: no tax, product, water or company of the place
_OF_ANOTHER = {
    "税收": re.compile(r"亩均$"),
    "经济": re.compile(
        r"(?:工业|农业|民营|海洋|数字|县域|集体|低空|银发|绿色|开放型|外向型|文旅|旅游|夜间|非公有制)$"
    ),
    "花费": re.compile(r"人均$"),
    "水质": re.compile(r"(?:近岸|海域|海水)$"),
    "上市": re.compile(r"(?:报会|过会|拟|后备|待)$"),
}


def another_thing(text: str, start: int) -> bool:
    """Whether the name from ``start`` on is that of a whole, and what stands before it makes another thing of it."""
    name = text[start:]
    if start and text[start - 1] == "存" and name.startswith("贷款"):
        return True  # 存贷款余额增长11% is of both together, which no code is for
    if name == "贷款":
        return _LENT.search(text[:start]) is not None
    if name.startswith("经营主体") and text[:start].endswith(_OF_FARMS):
        return True
    another = _OF_ANOTHER.get(name[:2])
    if another is not None and another.search(text, 0, start):
        return True
    # preceded by more than scope and time: 民营经济, 循环经济
    return name in _NEVER_A_PART and read_opening(text, 0, start).end < start


def _after_time(text: str, start: int, end: int) -> int:
    """Where the statement begins after words of time: a quote is 经济增长预期为7%左右, without 今年 and 的."""
    while start < end and text[start] in TIME_FIRST:
        time = TIME.match(text, start, end)
        if time is None or time.end() >= end or time.end() == start:
            break
        start = time.end()
        while start < end - 1 and text[start] in "，的":
            start += 1
    return start


def _after_particle(text: str, start: int, end: int) -> int:
    """Behind the words that only hold the object before its verb: 我们把|今年经济增长的目标确定为9%, 要求|工业增加值增长9%."""
    if start >= end or text[start] not in "我要把将确提计":
        return start
    found = _PARTICLE.match(text, start, end)
    return found.end() if found is not None and found.end() < end else start


def sign_of(written: str) -> Direction | None:
    return "up" if "新增" in written or "净增" in written else None


_LONGEST_BARE = 5  # characters in which no owner, verb and thing have room


# 新签约|亿元以上项目总投资额, 新建|项目开工率: a sum or a rate of the new ones alone
_ONLY_THOSE = late(r"新(?:签约|签|建|开工|引进|招引|投产|落地|入库|认定|上)$")
_MEASURED = late(r"(?:率|总投资额?|投资总额|投资额|合同金额|协议金额|投资强度)$")


def _unlisted(text: str, start: int, end: int, *, behind: bool) -> Subject | None:
    """A subject that is no listed indicator: what stands behind the words that open the clause."""
    opening = read_opening(text, start, end)
    if opening.end >= end:
        if opening.some:
            return Subject(start, end, start, text[start:end], None, acts=True)  # 年内安置|不少于2000人
        if opening.scope in (None, "其中") or WHOLE.fullmatch(opening.scope):
            return None
        return Subject(start, end, start, text[start:end], None, opening.scope)
    if text.endswith("人均", start, opening.end):
        opening = opening._replace(end=opening.end - 2)  # 人均公园绿地面积 is not 公园绿地面积
    elif (
        text.find("新", start, opening.end) >= 0
        and (kept := _ONLY_THOSE.search(text, start, opening.end))
        and _MEASURED.search(text, opening.end, end)
    ):
        opening = opening._replace(end=kept.start(), sign=None)
    written = text[start:end]
    size = _SIZE_CLASS.search(written) if "元" in written else None
    if size is not None:
        classless = written[: size.start()] + "超亿元" + written[size.end() :]
        hit = indicators().at_end(classless)
        if hit is not None and hit[1] <= size.start():
            before = read_opening(classless, 0, hit[1])
            return Subject(
                start + before.end, end, start, text[start + before.end : end], hit[0], before.scope,
                before.end < hit[1], before.sign or opening.sign, before.acts, before.modality,
            )  # fmt: skip
    if (
        not behind
        and end - opening.end > _LONGEST_BARE
        and (owned := read_owned(text, opening.end, end)) is not None
    ):
        return _of_owner(opening, owned, start, end)
    if (yearly := _YEARLY.match(text, opening.end, end)) is not None:
        name = yearly["what"]
        return Subject(
            yearly.start(), end, start, "年" + name, None, opening.scope, opening.within, opening.sign, True
        )
    begin, scope = opening.end, opening.scope
    if scope is not None:
        begin, scope = _with_its_rank(text, start, opening, end, scope)
    return Subject(
        begin, end, start, text[begin:end], None, scope, opening.within, opening.sign,
        opening.acts, opening.modality,
    )  # fmt: skip


# 年|实现|交易额: so much in a year
_YEARLY = late(r"年(?:实现|完成|产生)(?P<what>[^，。；]{2,8})")
# 全省|第一批枫桥式综治中心: the batch of a title, which is the province's
_BATCH = late(r"(?:首|第[一二三四五六七八九十])批")
_TOWN = "城市"  # 城市|绿道, 城市|生活污水集中收集率: the first word of a thing, as 农村 is of 农村公路
# 全国|乡村治理示范村4个, 全国|文明单位: the country is a part of the title
_TITLE = late(
    r"人大代表|政协|首创|十[大佳]|\d{2,4}强|淘宝|赛事|特色|示范|文明|先进|优秀|模范|百强|千强|强[镇县市村]|重点|最美|[名][镇村县城]|标杆|典型|试点|样板|奖|名特优新"
)


def _with_its_rank(text: str, start: int, opening: Opening, end: int, scope: str) -> tuple[int, str | None]:
    """Where a thing begins whose rank, title or 城市 is a part of its name (国家级|专精特新企业, 省|重点项目), and what scope is left."""
    if not text.endswith(scope, start, opening.end):
        return opening.end, scope
    word = openers().words.get(scope)
    ranked = (word is not None and word.kind == "rank") or scope.endswith(("级", "级以上", "级及以上"))
    national = "全国" in (scope, text[opening.end - len(scope) - 2 : opening.end - len(scope)])
    titled = (national and _TITLE.search(text, opening.end, end)) or _BATCH.match(text, opening.end, end)
    if not ranked and not titled and scope != _TOWN:
        return opening.end, scope
    begin = opening.end - len(scope)
    if titled and text.endswith("全国", start, begin):
        begin -= 2  # 全国|全省治理示范单位
    return begin, read_opening(text, start, begin).scope


def _of_owner(opening: Opening, owned: Owned, start: int, end: int) -> Subject:
    """The part of a thing that an owner has: 南屏镇|规上工业产值."""
    hit = indicators().at_end(owned.text)
    code = hit[0] if hit is not None and hit[1] == 0 else None
    whole = opening.scope is None or WHOLE.fullmatch(opening.scope) is not None
    return Subject(
        owned.start, end, start, owned.text, code, owned.owner if owned.owner and whole else opening.scope,
        owned.owner is not None or opening.within, owned.sign or opening.sign, True,
        owned.wish or opening.modality,
    )  # fmt: skip


def is_bare(subject: Subject) -> bool:
    """Whether a subject may be a head that lacks its owner: 利润, 增加值, 支出."""
    return subject.indicator is None and subject.text.endswith(_ELIDABLE)


def complete(subject: Subject, topics: tuple[str, ...]) -> Subject:
    """A bare head with what it shares with an earlier subject: 利润 in a sentence on 规模以上工业 is industrial profit.

    Of several completions the longest counts (重点项目投资 before 项目投资), of equally long ones that of the latest topic.
    """
    if not is_bare(subject):
        return subject
    codes = indicators().codes
    best = 1
    completed = subject
    if subject.text in GRAIN_HEADS:
        crop = next((found[0] for topic in topics if (found := _CROPS.search(topic))), None)
        if crop == "粮食":
            return subject._replace(text="粮食" + subject.text, indicator="grain_output")
    for ranked in topics:
        topic = _RANK.sub("", ranked) if ranked[:1] in _RANKS else ranked
        if subject.text in _INVESTED_HEADS and (found := _KEY_PROJECTS.search(topic)):
            some = subject.partial or _SOME_PROJECTS.search(topic, 0, found.start()) is not None
            return subject._replace(text=found[0] + subject.text, indicator=_INVESTED, partial=some)
        for cut in range(len(topic), best, -1):
            code = codes.get(topic[:cut] + subject.text)
            if code is not None and (code == _INVESTED or not subject.text.endswith("投资")):
                best = cut
                completed = subject._replace(text=topic[:cut] + subject.text, indicator=code)
                break
    return completed
