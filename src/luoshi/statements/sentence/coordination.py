"""Which subjects the numbers of one predicate belong to: 城镇、农村居民收入分别增长4.5%、5.5%, 、增长6%, 均增长5%."""

import re
from itertools import pairwise, product

from luoshi.quantities.quantity import Quantity
from luoshi.statements.nouns.members import split_subjects
from luoshi.statements.nouns.subjects import read_subject, sign_of
from luoshi.statements.sentence.completing import completed
from luoshi.statements.sentence.memory import Memory
from luoshi.statements.sentence.topics import listed, topic
from luoshi.statements.sentence.whose import each_with_owner
from luoshi.statements.statement import Subject
from luoshi.statements.words.clauses import is_open
from luoshi.statements.words.openings import read_opening
from luoshi.statements.words.predicates import Predicate
from luoshi.text.late import late
from luoshi.vocabulary.indicators import indicators
from luoshi.vocabulary.phrases import openers
from luoshi.vocabulary.verbs import task_verbs

_JOINS = ("、", "和", "及", "与")
# What may stand between the numbers of one predicate: 5%、6%, 5%和6%, 5%，以及6%
_JOINED = frozenset([*_JOINS, "，", "，和", "、以及", "，以及", *map("".join, product(_JOINS, repeat=2))])
_NOUN = late(r"(?![和及与])[\u4e00-\u9fff]")
# 污水处理率和垃圾收集率达到90%以上: two rates share the number; 建成区、乡村绿化率 names one by its tail
_RATES = re.compile(r"^[^、和及与]{2,}率(?:、[^、和及与]{2,}率)*[、和及与][^、和及与]{2,}率$")
_RATE_HEAD = re.compile(r"(?<=[\u4e00-\u9fff]{2})率$")
_RANKED_HEAD = late(
    r"(?<=[\u4e00-\u9fff])(?:[率量额值度]|指数|标准|人数|户数|个数|数量|规模|面积|考核|考评|评价|评估)$"
)
_NEW = late(r"新[\u4e00-\u9fff]{1,3}$")  # 新登记, 新设
_OF_ALL = re.compile(r"^全[市省县区州]")
_PER_HEAD = re.compile(r"[、和]?人均(?:达到?|为|约|实现|完成|增加到|提高到)*")
_SECTORS = frozenset({"primary_va", "secondary_va", "tertiary_va"})
_KINDS = frozenset({"投资", "收入", "产值"})
_HAS_NUMBER = re.compile(r"\d")
_LONGEST_MEMBER, _HEAD = 16, 2
_SHORT_THINGS = frozenset({"小学", "初中", "高中", "医院", "公园", "游园", "公厕", "厂房", "车位"})
# 工程研究中心, 创新联合体: what a deed begins is a thing still where it ends so
_THING = late(
    r"(?:中心|[站所院校馆园区群体店厂]|基地|企业|项目|工程|平台|机构|团队|人才|实验室|产品|品牌|公司|道路|管网|住房|设施|场地|[车泊]位|教师|医生|设备|线路|资金|提案|建议)$"
)
# 经济运行连续7个季度、…; 义务教育全覆盖、…: a piece that tells something is no noun
_TELLS = re.compile(
    r"\d|投用$|推动|暂停|开展|发挥|带头(?!人)|启动|(?<![主重需必首])要(?![素道])|把|连续|全覆盖|[一二三四五六七八九]张|实现|位居|增长|下降|当选"
)
_FARTHEST = 300  # characters over which a subject is carried; the farthest seen is 130
_LONGEST_RUN = 16  # numbers under one predicate; the longest list seen has seven


def points_shared(text: str, values: list[Quantity]) -> list[Quantity]:
    """高于全国、全省1.2个、0.6个百分点: the first 个 is one of points too."""
    for place, (nearer, later) in enumerate(pairwise(values)):
        if (
            nearer.unit in ("个", "")
            and later.unit == "百分点"
            and text[nearer.span.end : later.span.start] in ("、", "和")
        ):
            values[place] = nearer._replace(unit=later.unit, dimension=later.dimension)
    return values


def run_of(text: str, values: list[Quantity], index: int) -> tuple[list[Quantity], list[Quantity]]:
    """The number and those that follow it with nothing but 、 or 和 between: of one unit, and of any."""
    loose = [values[index]]
    for nearer, later in pairwise(values[index : index + _LONGEST_RUN]):
        if text[nearer.span.end : later.span.start] not in _JOINED:
            break
        if text[nearer.span.end] == "，" and later.dimension == "count" and _NOUN.match(text, later.span.end):
            break  # 完工8个，21个|改造项目开工: the second counts what stands behind it
        loose.append(later)
    run = loose[:1]
    for nearer, later in pairwise(loose):
        if later.unit != nearer.unit and nearer.unit:
            break
        run.append(later)
    return run, loose


# 由2018年的62%、40%|提升至70%、48%
_MOVES_TO = re.compile(
    r"(?:分别|均)?(?:提[升高]|增[长加至到]|上升|下降|降[低至到]|减少|压[缩减]|缩[短减]|扩大|发展|优化|跃升)"
)


def origins(text: str, values: list[Quantity], index: int, *, each: bool) -> list[Quantity]:
    """The numbers from which a movement starts: 分别由16%、70%提高到23%和75%, 由62%、40%提升至70%、48%."""
    run = run_of(text, values, index)[0]
    return run if each or _MOVES_TO.match(text, run[-1].span.end) else run[:1]


def members_of(
    text: str,
    memory: Memory,
    subject: Subject | None,
    predicate: Predicate,
    run: list[Quantity],
    loose: list[Quantity],
) -> tuple[tuple[Subject, ...], list[Quantity]]:
    """The subjects that the run of numbers belongs to, and those of its numbers that are taken."""
    each, everyone = "each" in predicate.flags, "all" in predicate.flags
    if subject is None:
        if each and len(loose) > len(run) and (named := _named(memory, len(loose))):
            return named, loose  # 接待游客216万人次，旅游收入12亿元，分别增加64万人次、4亿元
        return _carried(text, memory, predicate, run, each or everyone)
    if subject.text != text[subject.start : subject.end] and _HAS_NUMBER.search(
        text, subject.left, subject.start
    ):
        return (subject,), run[:1]  # 项目开工18个、|竣工10个: completed from what was counted before
    for numbers in (loose, run) if len(loose) > len(run) else (run,):
        if len(numbers) < 2:
            continue
        members = split_subjects(text, subject, len(numbers))
        if members is not None and (numbers is run or each or all(m.indicator for m in members)):
            # of numbers in several units only those of listed indicators (粮食播种面积与产量稳定在364万亩、12.1亿斤) or
            # of 分别: 主营业务收入、税收、实际利用外资分别完成90亿元、3亿元、68万美元
            return each_with_owner(memory, tuple(completed(memory, member) for member in members)), numbers
    if each and len(run) > 1:
        return (subject,) * len(run), run
    return _of_one_number(text, memory, subject, predicate, run[0]), run[:1]


def _of_one_number(
    text: str, memory: Memory, subject: Subject, predicate: Predicate, number: Quantity
) -> tuple[Subject, ...]:
    """The subjects of one number: one, or several that share it (城乡居民收入均增长8.5%)."""
    shared = "each" in predicate.flags or "all" in predicate.flags
    rates = (
        predicate.sense != "grow" and number.unit == "%" and _RATES.match(text[subject.start : subject.end])
    )
    several = split_subjects(text, subject, any_subject="all" in predicate.flags or bool(rates))
    if shared and several is None:
        several = split_subjects(text, subject, 2)  # 城乡居民收入分别增长8.5%
    if several is None and subject.indicator is None and predicate.sense == "grow":
        several = _alike(split_subjects(text, subject, any_subject=True))
    if several is None and subject.indicator is None and (number.dimension == "rank" or number.unit == "%"):
        several = _measured(text, subject, number)
    if several is None:
        if subject.start > number.span.start:
            return (subject,)  # 云材板业三期等15个项目: what is counted
        piece = _last_piece(text, subject)
        return (piece if piece is subject else completed(memory, piece, subject.left),)
    if not predicate.share or shared:
        return each_with_owner(memory, several)
    if all(m.indicator in _SECTORS for m in several):
        # 二、三产业比重达到77.1%: both together
        first = min(m.start for m in several)
        whole = subject._replace(start=first, text=text[first : subject.end], indicator=None, scope=None)
        return (whole._replace(partial=False),)
    return tuple(m._replace(partial=True) for m in several)


def _measured(text: str, subject: Subject, number: Quantity) -> tuple[Subject, ...] | None:
    """水稻、油茶产量位居全省第1: a rank, unlike a sum, is each one's; of a percentage only rates are so sure to be (参保率, 普及率)."""
    written = text[subject.start : subject.end]
    if subject.start > number.span.start or "、" not in written or "等" in written:
        return None
    if any(map(_does, written.split("、"))):
        return None
    members = split_subjects(text, subject, any_subject=True)
    heads = _RANKED_HEAD if number.dimension == "rank" else _RATE_HEAD
    if members is None or not all(heads.search(m.text) for m in members):
        return None
    return members


def _alike(members: tuple[Subject, ...] | None) -> tuple[Subject, ...] | None:
    """工业投资和技改投资增长7%: two of one kind share the number, though only one of them is listed."""
    if members is None or len(members) != 2 or not any(m.indicator for m in members):
        return None
    first, second = (m.text[-2:] for m in members)
    return members if first == second and first in _KINDS else None


def per_head(text: str, lead: int, quantity: Quantity, members: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """生产总值达到90亿元、|人均|达到3.1万元: another thing than the whole that goes on."""
    if not _PER_HEAD.fullmatch(text, lead, quantity.span.start):
        return members
    return tuple(
        m
        if "人均" in m.text
        else m._replace(
            text=f"人均{_OF_ALL.sub('', m.text)}",
            indicator="gdp_per_capita" if m.indicator == "gdp" else indicators().codes.get(f"人均{m.text}"),
        )
        for m in members
    )


def _carried(
    text: str, memory: Memory, predicate: Predicate, run: list[Quantity], shared: bool
) -> tuple[tuple[Subject, ...], list[Quantity]]:
    """Numbers without a subject of their own: those of the last subjects, or of the one that waits."""
    if memory.waiting is not None:
        subject = memory.waiting.subject
        pair = split_subjects(text, subject, len(run)) if len(run) > 1 else None
        return (pair, run) if pair else ((subject,), run[:1])
    group = memory.group
    if not group:
        bound = run[0].span.start < run[0].core.start  # 进出口总额逆势上扬，有望突破200亿元
        about = topic(memory) if predicate.sense is not None or bound else None
        members_named = listed(memory) if "each" in predicate.flags else None
        for whole in (about, members_named) if len(run) > 1 else ():
            if whole is not None and (members := split_subjects(text, whole, len(run))):
                return members, run
        return (() if about is None else (about,)), run[:1]
    if run[0].span.start - group[-1].end > _FARTHEST:
        return (), run[:1]
    if len(run) > 1:
        if len(group) == 1 and run[0].dimension == "rank" and memory.repeated(len(run)):
            return group * len(run), run  # 贷款余额4315亿元、增长14.6%，分别居全省第四、第二
        named = listed(memory) if shared else None
        if named is not None and named.start > group[-1].end:
            # 减免税费2亿元，政策享受户数与金额，分别增长9%和12%: the clause between names the two
            members = split_subjects(text, named, len(run))
            if members is not None and text[named.end : run[0].span.start].startswith("，分别"):
                return members, run
        if several := _named(memory, len(run)):
            return several, run
    if (
        shared and len(group) == 1 and not memory.repeated(2)
    ):  # 总额500亿元、增长5%，均居全省第一: one thing told twice
        group = memory.latest(2) or group
    return group, run[:1]


def the_new(text: str, subject: Subject) -> Subject:
    """新登记经营主体320万户、增长13%: the new ones are more than those of the year before, and nothing is said of all."""
    if subject.indicator is None or subject.sign != "up" or sign_of(subject.text):
        return subject  # 城镇新增就业: the word is of the name
    word = _NEW.search(text, subject.left, subject.start)
    new = word[0] if word is not None else "新增"
    return subject._replace(text=new + subject.text, indicator=None, sign=None)


def _named(memory: Memory, count: int) -> tuple[Subject, ...]:
    """The subjects of the last value where they are as many, else the latest that many; none where there are fewer."""
    return memory.group if len(memory.group) == count else memory.latest(count)


def _last_piece(text: str, subject: Subject) -> Subject:
    """``稳增长、地区生产总值``: of a coordination that shares no number only the last piece is measured."""
    cut = text.rfind("、", subject.left if subject.indicator else subject.start, subject.end)
    if cut < 0 or (subject.indicator is not None and not subject.partial):
        return subject
    if is_open(text, subject.left, cut):
        return subject  # 新（改、扩）建学校
    if text.rfind("“", subject.left, cut) > text.rfind("”", subject.left, cut):
        return subject  # “一站受理、一次办成”事项
    last = read_subject(text, cut + 1, subject.end) or subject
    if last.indicator is None and subject.indicator is None and _lists_things(text, subject):
        return subject  # 修缮市政道路、人行道|2万平方米: so many of all of them
    return last


def _lists_things(text: str, subject: Subject) -> bool:
    """Whether the members of a coordination are nouns of one kind, none of them a deed: 助学、助残资金."""
    pieces = text[subject.start : subject.end].split("、")
    short = len(pieces[-1]) <= _HEAD and pieces[-1] not in _SHORT_THINGS
    if short or any(len(piece) > _LONGEST_MEMBER or not piece for piece in pieces):
        return False  # 粮食连续七年丰收、|总产: the head of what was told before
    return not any(_does(piece) for piece in pieces) and not any(map(_how, pieces, pieces[1:]))


def _does(piece: str) -> bool:
    """Whether a piece tells something or a deed or wish opens it; 研究生工作站 is a thing, whatever it begins with."""
    if _TELLS.search(piece) or piece[0] == "获":
        return True
    opening = read_opening(piece, 0, len(piece))
    if opening.acts or opening.modality is not None:
        return True
    return task_verbs().at(piece, 0, verb=True) is not None and _THING.search(piece) is None


def _how(piece: str, following: str) -> bool:
    """Whether two pieces say how one deed is done: 高标准、|高效率改造."""
    first, second = openers().words.get(piece), openers().at_start(following, 0)
    return first is not None and second is not None and first.kind == second.kind == "how"
