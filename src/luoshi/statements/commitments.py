"""Clauses without a number on future work: tasks, one statement a clause."""

import re

from luoshi.statements.calendar import paragraph_begin
from luoshi.statements.clauses import CLAUSE, FOUR_CHARACTERS, closed, plain
from luoshi.statements.measures import Setting
from luoshi.statements.openings import LABEL_FIRST, after_label
from luoshi.statements.plain_subjects import does_more
from luoshi.statements.statement import Statement, Subject
from luoshi.vocabulary.phrases import Phrases, asides
from luoshi.vocabulary.verbs import task_verbs

# 以…为主攻方向, 以…为目标: the manner of the clause that follows.
_MANNER = re.compile(
    r"^(?:以|把).{2,40}(?:为|作为)(?:主攻方向|抓手|目标|导向|引领|重点|牵引|核心|主线|契机|载体|支撑|统领|指导|根本|中心|突破口|动力|基础|总抓手|新?起点|指引|平台|标准|准绳|表率|灵魂|生命|己任|龙头|纽带)$"
    r"|^在[^，]{2,40}的?同时$"
    r"|^聚焦[^，]{2,40}(?:领域|环节|方面|需求|目标|短板)$"  # 聚焦养老、托育等领域
    r"|^在[^，]{2,30}(?:前提|基础|背景|过程|形势|引领|领导|态势)(?:下|上|中)$"  # 在确保安全的前提下
    r"|^在[^，]{2,60}(?:方面|领域|行业)$"  # 在住房、养老等方面
    r"|^在[^，]{2,16}上$|^通过[^，]{2,20}(?:活动|行动|方式|途径|渠道|手段)$"  # 在园区建设上, 通过三年提升行动
    # 用抓工业的力度, 像抓工业一样
    r"|^用(?![心情力])[^，]{2,40}的(?:力度|办法|方式|方法|劲头|事例|语言|标准|精神|状态|姿态|作风|决心)$|^像[^，]{2,16}一样$"
    # 以主人翁的姿态, 以一抓到底的韧劲
    r"|^以[^，]{2,40}的(?:姿态|气势|作风|业绩|韧劲|拼劲|劲头|干劲|决心|信心|勇气|毅力|新?气象|责任感|使命感|精神|担当|态度|状态|作为|力度|举措)$"
)
# 以滚石上山的|定力: any noun of spirit, and no verb
_IN_THE_SPIRIT = re.compile(
    r"以(?![及便求利致为后])(?!.*(?:建设|培育|推动|牵引|织就|书写|带动|巩固|提[高升]|促进|解决|形成|打造|实现|加快|增强|适应|体现|积聚|铸就|赢得|换取|推进|保障|发展(?!的)))[^，]{2,40}的(?P<spirit>[^的，]{2,10})$"
)
# 今年是“十五五”开局之年, 平安是发展的基本要求: how things stand, and nothing to do
_SITUATION = re.compile(
    r"^[既也更]?是[^，]{4,}|任务(?:十分|非常|更加|仍然|依然)艰巨|(?:不行|行不通)$|需要[^，]{2,20}来(?:支撑|拉动|推动|实现|完成)$|(?:大幕|序幕|号角|战鼓)(?:已经?|正在)?(?:拉开|吹响|擂响)$"
    r"|是[^，]{2,40}(?:之年|一年|年”|时期|关键期|要求|前提|基础|关键|保障|责任|使命|目的|本色|起点)$|^新的一年"
    r"|(?:具有|有着)[^，]{0,12}意义$|(?:意义|责任|使命)(?:十分|更加|非常)?(?:重大|深远|光荣)|(?:充满|完全有|有)(?:必胜的?)?信心"
    # 机遇与挑战并存, 长期向好的基本面没有变, 正处于爬坡过坎的关键期, 外部环境更趋复杂严峻; not 解决企业面临的困难
    r"|机遇[^，]{0,4}挑战|有利条件[^，]{0,4}不利因素|(?:趋势|基本面|态势)[^，]{0,6}(?:没有|不会|未|没)[^，]{0,2}变"
    r"|(?:处于|处在)[^，]{2,40}(?:期|阶段|关口|节点|时刻)$|(?:面临|迎来)(?!的)[^，]{0,30}(?:机遇|挑战|困难|压力|考验)$"
    r"|^(?![^，]{0,16}(?:应对|适应|把握|把))[^，]{0,24}(?:环境|形势)(?!变化的)[^，]{0,16}(?:复杂|严峻|上升|变化)[^，]{0,6}$|变局[^，]{0,10}(?:演进|演变|调整)$"
)
# 园区是产业的承载地, 发展的根本在于创新; not 凡是…, 重点是抓好…, 特别是…
_IS = re.compile(
    r"(?!重点|主要|关键|核心|首要|当务之急|任务|目标|凡|但|特别|尤其|只要|要|必须|我们|这|一|二|三|四|五|六|七|八|九)[\u4e00-\u9fff“”]{2,12}?(?<![就也都还正总可若或不真实要凡其别但主键点])"
    r"(?:就?是|在于)(?!否|要|必须)"
)
# 本着便民的原则，…; 结合旧城改造，…; 为实现上述目标，…: what leads to the deed of the next clause
_LEADS_FIRST = frozenset("本沿站依拿结借为实完")
_LEADS_ON = re.compile(
    r"(?:本着|沿着|站在|依据|拿出|结合|借助|借势)(?![^，]*(?:推进|推动|开展|实施|加快|打造|加强|做好|抓好|谋划|设定|摸清|积聚|建立|完善|制定|出台))[^，]{2,40}$|(?:为(?:了)?)?(?:实现|完成|达到)(?:上述|以上|全年|今年)[^，]{0,10}(?:目标|任务|目标任务)$"
)
# 这是…的总遵循, “南融”，就是…, 有利于扩大内需, 作为农业大市, 置身新时代: what a thing is or is good for, and no deed; but 这项工作要抓紧
_JUDGES = re.compile(
    r"这(?![^，]*(?:要|必须|务必|应当|应该|抓|办好|做好))|就是(?!要)|有[利助]于|作为(?!单位)|面临|置身|符合(?!条件|规划)"
)
_JUDGES_FIRST = frozenset("这就有作面置符")
# 在做好防汛工作的同时, 要在稳定总量的基础上: when and how of the clause that follows
_DURING = ("同时", "过程中", "基础上", "情况下", "前提下", "背景下", "之际", "之时")
_BY = re.compile(
    r"以[^，]{2,24}为(?:指引|依托|纽带|目的|切入点|着力点|落脚点|立足点|主体|龙头|主题|方向|准则|宗旨|标准|原则|保证|主要?|补充|牵动|主导|标志|引擎|驱动|遵循|重点[区领]域|最大政绩)$"
)
_FRAMES_LAST = frozenset("域面时中上下际后")
_FIELD = re.compile(r"[^，将盯允到入围拓扩]{2,14}领域")  # 智能制造与高端装备领域，…
_ASKS = re.compile(r"对[^，]{4,40}提出了?(?:更高|新的?|更严)[^，]{0,4}要求$")  # 对自身建设提出了更高要求
_AFTER_OTHERS = frozenset("滞落背殿延今先恐")  # 滞后, 落后, 争先恐后: words that end so and say no time
_LONGEST_TOPIC = 12  # 交通建设方面
# 对在谈项目，限时办结; 对各类违法行为，依法严惩: what the next clause is done to
_ABOUT = re.compile(
    r"对于?(?![接标照外冲口])(?P<thing>[^，]{2,40}(?:项目|问题|工作|行为|企业|单位|领域|群众|现象|案件|方面))$"
)
# one of them is in each of these
_SITUATION_WORDS = re.compile(
    "是|艰巨|不行|行不通|需要|拉开|吹响|擂响|在于|新的一年|意义|责任|使命|信心|机遇|有利条件|趋势|基本面|态势|处于|处在|面临|迎来|环境|形势|变局"
)
# 从国际看，外部环境…；当前，我市正处在…；但我们必须看到，…: the sentence weighs how things stand
_WEIGHS = re.compile(
    r"[\s—“]*(?:从[^，。]{1,16}看|(?:综合|总体|总的)[^，。]{0,4}(?:看|分析|研判|判断)[^，。]{0,10}|纵观[^，。]{1,10}|放眼[^，。]{1,8}"
    r"|(?:当前|目前)(?:，|[^，。]{0,8}(?:正处|面临|处于|处在))"
    r"|(?:但是?|同时)?，?(?:我们)?(?:也|更|还)?(?:要|必须|应)?(?:清醒|充分|清楚|深刻)?地?(?:认识到|看到|意识到))"
)
# 综合研判，…。论基础，门类齐全、配套完备。: the paragraph goes on weighing until it says what to do
_WEIGHING = re.compile(r"[\s—“]*(?:综合|总体)[^，。]{0,4}(?:看|分析|研判|判断)")
# 今年是“十五五”开局之年，机遇叠加，…; 全面审视，我们面临难得的机遇。…: a paragraph on how things stand; what is to be done there
# is told with 要 and 必须
_WHAT_YEAR = re.compile(
    r"[\s　]*(?:各位代表[！，：!]*\s*)?(?:(?:(?:19|20)\d\d年|今年|新的一年)，?是[^。]{2,60}?(?:之年|一年|周年)"
    r"|(?:[^。，\n]{2,8}，)?[^。，\n]{1,8}站在了?[^。，\n]{0,8}起点"
    r"|(?:[^。，\n]{2,6}，)?我们也?面临[^。，\n]{0,12}(?:机遇|挑战)。)"
)
_WILL = r"(?:我们|我国)(?:还|也)?(?:将|一定)(?!面临|迎来|进入|步入|深度融入)"
_DIRECTED = re.compile(
    rf"[\s　]*(?:(?:因此|为此|今年|新的一年)，?)*(?:(?:我们)?(?:就?要(?![素么求])|必须|务必|应当|需要)|{_WILL})"
)
_PROMISES = re.compile(rf"(?<=[，；：]){_WILL}")
# 生产总值增长9%以上，力争达到10%: a wish behind its target
_WISH = re.compile(
    r"(?:力争|确保|努力|争取|并)+(?:实现|达到|突破|增长)?[\d.]+(?:%|‰|个百分点)(?:以上|左右)?$"
)
# 推进…基地，…园，…村等项目: 等 ends the list that one verb opened
_LIST_END = re.compile(
    r"[^，的]{2,}等(?:一批)?(?:重[点大])?(?:续建|建设|配套|基础)?(?:项目|工程|基地|设施|园区)(?:建设)?$"
)
# 全链条推进…, 新开工…: a verb behind its manner
_ACTS = re.compile(
    r"[^、，。；：]{1,6}?(?:推进|推动|实施|对接|开工|加快|打造|完成|启动|谋划|抓好|培育|开展|支持|引进|建成)"
)
_GOES_ON = ("，", "、")
_LABEL = 4
_LABELS = ("工程", "交通", "建设", "设施", "保障", "整治")
_LIST_ENDS = frozenset("目程地施区设")
_MARKS = frozenset(" 　”、—-")
_JOINTS = frozenset("但而并")
_BEFORE_A_CLAUSE = _MARKS | _JOINTS | LABEL_FIRST
_JOINT = re.compile("但是?|而且|并且")  # joins a clause to the one before, and is no part of it
# What is to be done about it: 我们要抓住机遇, 必须保持清醒
_DIRECTS = re.compile(
    r"(?<=[，；：。！？\n])[^，。；：]{0,12}?(?:(?<![主重需首只])要(?![素么求])|必须|(?<![响适反供效])应(?![用急对])|务必|不能|决不|力争|确保|努力|任务就是)"
)
# 力争用2—3年时间，完成…: how long the next clause may take
_TIME_GIVEN = re.compile(r"(?:力争|争取|计划|确保)?(?:再|将)?用[^，]{1,8}(?:年|个月|天)(?:左右)?的?时间$")
# 今年将重点做好七个方面工作; 重点抓好以下工作
_LEAD_ENDS = "务作下在是有"
_LEAD = re.compile(
    r"(?:[一二三四五六七八九十]+(?:个|大)?方面(?:的)?(?:重点)?(?:工作|任务)|以下(?:几项|几个方面|几点)?(?:重点)?(?:工作|任务)?|如下|[一二三四五六七八九十几]个(?:要义|问题|关系|着力点)|^[^，]{2,8}(?<![求其若])是|主要(?:表现在|是|有))$"
)


def read_tasks(
    text: str, start: int, end: int, setting: Setting, taken: list[tuple[int, int]]
) -> list[Statement]:
    """One task for each clause of ``text[start:end]`` that no statement in ``taken`` covers already."""
    found: list[Statement] = []
    words = asides()
    passed = start = _to_be_done(text, start, end)
    about: re.Match[str] | None = None
    for match in CLAUSE.finditer(text, start, end):
        begin, stop = match.span()
        if begin < passed:
            continue
        clause = match[0]
        if "“" in clause or "（" in clause:
            stop = passed = closed(text, begin, stop, end)
        if taken and any(a < stop and begin < b for a, b in taken):
            continue
        if text[begin] in _BEFORE_A_CLAUSE:
            begin = _begun(text, begin, stop)
        clause = text[begin:stop]
        if not FOUR_CHARACTERS.match(clause) or _is_no_deed(text, begin, stop, clause, words):
            continue
        if clause[-1] in _LIST_ENDS and found and _LIST_END.search(clause):
            begin = _list_begun(text, found, begin)
            clause = text[begin:stop]
        if clause[0] == "对" and text.startswith("，", stop) and (named := _ABOUT.match(text, begin, stop)):
            about = named
            continue
        modality = "complete" if clause.startswith("完成") else None
        task = plain(text, begin, stop, "task", setting.period, modality)
        if about is not None and about.end() + 1 == begin:
            thing = Subject(*about.span("thing"), about.start(), about["thing"], None)
            task = task._replace(start=about.start(), subject=thing)
        found.append(task)
    return found


def _is_no_deed(text: str, begin: int, stop: int, clause: str, words: Phrases) -> bool:
    """Whether ``clause``, which is ``text[begin:stop]``, tells of time, manner, a judgement or how things stand."""
    first, last = clause[0], clause[-1]
    if first in words.firsts:
        aside = words.at_start(clause, 0)
        if (
            aside is not None
            and aside.sense in ("manner", "remark", "address", "lead")
            and not (aside.sense == "manner" and does_more(clause, len(aside.word)))
        ):
            return True
    if (last in _LEAD_ENDS or "方面" in clause or "以下" in clause) and _LEAD.search(clause):
        return True
    if last == "间" and clause.endswith("时间") and _TIME_GIVEN.match(clause):
        return True
    if _SITUATION_WORDS.search(clause) and (_SITUATION.search(clause) or _is_what(clause)):
        return True
    if len(clause) == _LABEL and clause.endswith(_LABELS) and text.startswith("，", stop):
        return not _acts(text, begin)  # 供水设施，投资3000万元…; 危房整治，…
    if first == "对" and last == "求" and _ASKS.match(clause):
        return True
    if first in "力确努争并" and _WISH.match(clause):
        return True
    if first in "以把在聚通用像" and (_MANNER.match(clause) or _BY.match(clause)):
        return True
    if (
        first == "以"
        and text[stop : stop + 1] in _GOES_ON
        and (spirit := _IN_THE_SPIRIT.match(clause))
        and not _has_verb(spirit["spirit"])
    ):
        return True
    if first in _LEADS_FIRST and text.startswith("，", stop) and _LEADS_ON.match(clause):
        return True
    if first in _JUDGES_FIRST and _JUDGES.match(clause):
        return True
    return last in _FRAMES_LAST and _frames(clause)


def _has_verb(words: str) -> bool:
    table = task_verbs()
    return any(table.at(words, place, verb=True) for place in range(len(words) - 1))


def _is_what(clause: str) -> bool:
    """Whether a clause says what a thing is, and names no deed: 园区是产业的承载地, 服务企业就是服务发展."""
    said = _IS.match(clause)
    if said is None or "“" in said[0]:
        return False
    verbs = task_verbs()
    if verbs.at(clause, 0) is not None:
        return False
    return said[0].endswith("在于") or verbs.at(clause, said.end(), verb=True) is None


def _frames(clause: str) -> bool:
    """Whether a clause says where or when of the one behind it: 交通建设方面：, 项目建成后, 在做好防汛工作的同时."""
    if clause[-1] == "后":
        return clause[-2] not in _AFTER_OTHERS
    if clause[-1] == "域":
        return _FIELD.fullmatch(clause) is not None and not _has_verb(clause[:-2])
    if clause[-1] == "面":
        return clause.endswith("方面") and len(clause) <= _LONGEST_TOPIC
    return clause.endswith(_DURING)


def _to_be_done(text: str, start: int, end: int) -> int:
    """Where ``text[start:end]`` begins to say what is to be done: ``end`` where it only says how things stand."""
    if (weighed := _WEIGHS.match(text, start, end)) is not None:
        directed = _DIRECTS.search(text, weighed.end() - 1, end)
        return end if directed is None else directed.start()
    opens = paragraph_begin(text, start)
    if opens is None:
        return start
    if opens < start and _WEIGHING.match(text, opens):
        directed = _DIRECTS.search(text, start, end)
    elif not _WHAT_YEAR.match(text, opens) or _DIRECTED.match(text, start, end):
        return start
    else:
        directed = _DIRECTS.search(text, start, end) or _PROMISES.search(text, start, end)
    return end if directed is None else directed.start()


def _list_begun(text: str, found: list[Statement], begin: int) -> int:
    """Where the list began that ends at ``begin``: 推进茶叶基地，油菜园，民宿村等项目 is one task, the last of those found.

    Only the first of its members has a verb; those found after it are taken back.
    """
    if _acts(text, begin):
        return begin
    first = len(found) - 1
    after = begin
    while (
        first >= 0
        and found[first].kind == "task"
        and found[first].end == after - 1
        and text[after - 1] == "，"
    ):
        after = found[first].start
        if _acts(text, after):
            del found[first:]
            return after
        first -= 1
    return begin


def _acts(text: str, begin: int) -> bool:
    return task_verbs().at(text, begin) is not None or _ACTS.match(text, begin) is not None


def _begun(text: str, begin: int, stop: int) -> int:
    """Where a clause begins behind marks, a joint and a label: 、一是|新建口袋公园."""
    while begin < stop and text[begin] in _MARKS:
        begin += 1
    if begin < stop and text[begin] in _JOINTS and (joint := _JOINT.match(text, begin, stop)):
        begin = joint.end()
    return after_label(text, begin, stop)
