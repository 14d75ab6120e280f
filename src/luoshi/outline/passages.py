"""Passages that have a role of their own and no heading: thanks, admitted problems, requirements, targets.

Each finder gets a paragraph's text and answers with the stretch of it that is the passage, or None.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from luoshi.outline.section import Role
from luoshi.text.late import late
from luoshi.vocabulary.alternatives import searcher

_STOPS = "。！？"

# `在此，我代表市人民政府，向全市人民…致以崇高的敬意和衷心的感谢！`
_THANKS = late(r"(?:表示|致以|道一声|说声)[^。！]{0,24}(?:感谢|敬意|谢意|问候)")
_THANKS_BEGIN = late(r"(?:^|(?<=[。！]))(?:各位代表[，！])?[^。！]{0,24}(?:成绩|成就|进步|在此|回顾)")
# Every admission has one of these words; most paragraphs of a review have none.
_PROBLEM = late("不足|不够|差距|困难|问题|短板|矛盾|不[高强快优大]|薄弱|制约|挑战|压力|难题")
# `我们也清醒地认识到，经济社会发展还存在不少困难和问题。` `成绩值得肯定，但问题不容忽视。`
_PROBLEMS = searcher(
    r"(?:清醒|清楚|深刻|深知|冷静|深切|充分|必须|也要|我们也)[^。！]{0,8}(?:认识|看到|意识|感到|知道)[^。！]{0,60}"
    rf"(?:{_PROBLEM.pattern})"
    r"|(?:存在|面临)(?:着|的)?[^。！]{0,24}(?:困难和?(?:问题|挑战)|不足|差距|短板|问题|矛盾和问题|挑战)"
    r"|(?:问题|困难|不足|差距|短板)(?:也)?不[容能可]忽视|不容忽视的问题"
    r"|(?:仍|还|也)(?:然)?有(?:一些|不少|许多|较大|很大|很多)[^。！]{0,16}(?:不足|差距|问题|短板|困难)"
)
# `着力化解风险，全面排查整治消防安全等重点领域存在问题，…` tells what was put right; not `问题整改不力，还存在不少短板`
_REMEDIED = late(
    r"(?:排查|整治|整改|查摆|化解|破解|解决|纠正|清理)(?!不|难|力度|还|仍|进度|中)[^，。；：！？]*$"
)
_SHORTFALL = late(
    r"不足|不够|差距|困难|问题|短板|矛盾|不[高强快优大力多实到]|薄弱|制约|滞后|偏[低弱小]|较[低弱小]|压力|有待|缺乏|难以|欠账|弱项|隐患|尚需|亟待"
)
# `对此，我们将高度重视，认真加以解决。`
_PLEDGE = searcher(
    r"(?:加以|切实|认真|努力)[^。！]{0,14}(?:解决|改进|克服|化解)|不负[^。！]{0,10}(?:期望|重托|期待)|(?:期望|重托|期待)和?[^。！]{0,4}[。！]"
)
# `对此，我们一定直面问题。` in a paragraph of its own, behind the shortfalls.
_TURNS = searcher(
    r"对(?:此|这些|这|以上|上述)[^。，]{0,12}，|针对(?:这些|这|以上|上述|存在)|这些(?:困难|问题|矛盾|不足)[^。]{0,30}(?:解决|重视|改进|克服)|(?:以上|上述)[^。，]{0,8}(?:问题|困难|不足)"
    r"|我们(?:要|将|一定|必须|会)[^。]{0,40}(?:解决|改进|克服|化解|直面)"
)
# The end of a clause that admits something: `结构不优，` `欠账较多。` `问题大量积存；`
_ADMITS = searcher(
    r"(?:不足|不够|不[高强快优大多实细力全畅严深密匹佳]|不尽人意|不平衡|较[低弱小少轻慢]|欠账较多|薄弱|滞后|缺乏|积存|存在|减弱|偏[低弱小慢]|(?:亟|尚|仍)[需待][^，。；]{1,8}|有待[^，。；]{1,8}|突出|繁重|艰巨|困难|乏力|脆弱)[，。；、]"
)
# `今年政府工作的总体要求是：`, `做好今年工作，要坚持以…为指导`
_REQUIREMENTS = late(
    r"(?:总体要求|总体思路|工作思路|指导思想|总的要求|总要求|基本思路|总体考虑|基本要求)(?:和[^，。：]{1,12})?(?:是|为|：|，)"
    r"|做好(?:[^。，]{0,12})工作[^。]{0,12}，[^。]{0,14}(?:要|必须|应|坚持|以)[^。]{0,60}(?:为指导|贯彻|坚持|落实|紧紧|围绕|高举)"
    r"|^(?:为)?(?:全面|圆满|确保|努力)?(?:实现|完成)(?:上述|以上|这些|今年)[^。，]{0,16}目标[^。，]{0,6}，[^。]{0,10}(?:必须|要)"
    r"|(?:^|(?<=。))(?:今年|新的一年|(?:19|20)\d\d年)?[^。，]{0,6}工作，(?:总的)?(?:要|必须)[^。]{0,40}(?:为指导|贯彻|坚持|高举)"
    r"|(?:^|(?<=[。，]))(?:我们)?(?:要|必须|将)[^。，]{0,8}以[^。，]{4,40}(?:为指导|为统领|为指引)"
)
# `经济社会发展的主要预期目标是：`, `今年的调控目标定为8%左右`, `目标初步安排为`
_TARGETS = searcher(
    r"(?:预期|预定|预计|主要|奋斗|调控|发展|工作|具体|总体|计划|指标)的?目标(?:任务)?(?:和[^，。：]{1,12})?[^，。；]{0,12}?(?:是|为|：|，|建议|安排|确定|定|初步|如下)"
    r"|(?:增长|增速|增幅|速度)[^，。；]{0,8}(?:预期|目标)[^，。；]{0,6}(?:为|定|是|\d)|(?:预期|计划)[^，。；]{0,8}(?:增长|增幅)(?:为|是)?(?:\d|百分之)"
    r"|(?:今年|全年|(?:19|20)\d\d年|[一二][九〇○零][〇○零一二三四五六七八九]{2}年)，?[^。，；]{0,8}(?:安排，[^。，；]{0,4})?生产总值[^。，；]{0,8}(?:增长|达到|递增)[^。，；]{0,6}(?:\d|百分之)"
    # `今年全省经济增长速度确定为9%`, `今年国民经济的发展速度拟定为9%`; not `今年一季度经济增长8%`, which tells what was
    r"|(?:今年|全年|(?:19|20)\d\d年)，?[^。，；]{0,8}经济的?(?:增长|发展)(?:速度|率)?，?[^。，；]{0,4}(?:确定|安排|拟?定|计划|拟)[^。，；]{0,4}(?:\d|百分之)"
)
_NUMBER = late(
    r"[\d百两][\d.]*(?:%|个百分点|‰|万|亿|左右|以上|以内|位|微克)|百分之|同步|下达|完成[^，。；]{0,10}任务"
)
_INDICATORS = searcher(
    r"生产总值|(?:财政|预算)收入|固定资产投资|消费品零售|可支配收入|纯收入|登记失业率|调查失业率|消费价格|工业增加值|进出口|新增就业|粮食(?:总)?产量|能耗"
)
_PLAN = searcher(
    r"(?:“?十[一二三四五六七八九]?五”?(?:时期|期间|末|规划)|(?:19|20)\d\d年末?，?[^。]{0,10}(?:达到|翻|(?<!要)(?<!力争)(?<!确保)实现)|(?:今后|未来)五年|五年[^，。]{0,4}(?:目标|内))"
)


# No sentence is looked for farther away than this, so that a text without stops costs no more than another.
_REACH = 3000
_CLAUSE_REACH = 80  # how far before `存在问题` the verb of its clause may stand


def _begin(text: str, position: int, slack: int) -> int:
    """The start of the sentence at ``position``; the paragraph's, where no more than ``slack`` stands before it."""
    floor = max(0, position - _REACH)
    start = max(floor, *(text.rfind(stop, floor, position) + 1 for stop in _STOPS))
    return 0 if start <= slack else start


def _sentence_end(text: str, position: int) -> int:
    limit = min(len(text), position + _REACH)
    ends = [end for end in (text.find(stop, position, limit) for stop in _STOPS) if end >= 0]
    return min(ends) + 1 if ends else limit


def find_thanks(text: str) -> tuple[int, int] | None:
    """The passage that says to whom the results are owed and thanks them."""
    if "谢" not in text and "敬意" not in text and "问候" not in text:
        return None
    match = last = None
    for last in _THANKS.finditer(text):
        match = match or last
    if match is None or last is None:
        return None
    end = _sentence_end(text, last.end())
    if len(text) <= 420:
        return 0, end if len(text) - end > 40 else len(text)
    begin = _begin(text, match.start(), 0)
    for mark in _THANKS_BEGIN.finditer(text, max(0, match.start() - 420), match.start()):
        begin = mark.start()
        break
    return begin, end


def find_problems(text: str, after: int = 0, following: Sequence[str] = ()) -> tuple[int, int] | None:
    """The passage that admits what fell short, with the pledge that ends it.

    ``following`` is what stands behind the paragraph: a list of shortfalls may go on there (`主要是：` `一是…`).
    """
    match = _admission(text, after) if _PROBLEM.search(text, after) else None
    if match is None:
        if after < len(text) and _admit(following):
            return max(_begin(text, len(text) - 1, 40), after), len(text)
        return _dense(text, after)
    if len(_SHORTFALL.findall(text[match.start() : match.start() + 420] + "".join(following))) < 3:
        return None
    start = max(_begin(text, match.start(), 40), after)
    end = len(text)
    if end - start > 900:
        pledge = _PLEDGE.search(text, match.end())
        if pledge is not None:
            end = _sentence_end(text, pledge.start())
    return start, end


def _admission(text: str, after: int) -> "re.Match[str] | None":
    """The first words that admit something and are not the object of a remedy."""
    for match in _PROBLEMS.finditer(text, after):
        left = max(after, match.start() - _CLAUSE_REACH)
        if not (match[0].startswith("存在") and _REMEDIED.search(text, left, match.start())):
            return match
    return None


def _admit(items: Sequence[str]) -> bool:
    """A list most of whose items own to something: two admissions an item, or one with a pledge behind the last."""
    if len(items) < 2:
        return False
    owned = [_admissions(item) for item in items]
    pledged = _TURNS.search(items[-1]) is not None
    return sum(count >= (1 if pledged else 2) for count in owned) * 3 > len(items) * 2


@lru_cache(maxsize=32)  # an item of a list is asked for again from each item before it
def _admissions(item: str) -> int:
    return len(_ADMITS.findall(item))


def pledges(text: str) -> bool:
    """Does a paragraph behind the shortfalls say what will be done about them?"""
    return _TURNS.match(text) is not None


def _dense(text: str, after: int) -> tuple[int, int] | None:
    """No set phrase, and shortfall after shortfall: `总量不够大；…后劲不足；…欠账较多；…压力较大；…有待提高。`"""
    stretch = text[after:]
    count = len(_SHORTFALL.findall(stretch))
    return (after, len(text)) if count >= 6 and len(stretch) < 50 * count else None


def of_a_review(text: str, following: Sequence[str]) -> list[tuple[int, int, Role]]:
    """Thanks, and what is admitted to have fallen short, in a paragraph of a review."""
    found: list[tuple[int, int, Role]] = []
    thanks = find_thanks(text)
    if thanks is not None:
        found.append((*thanks, "closing"))
    after = thanks[1] if thanks is not None and thanks[1] < len(text) else 0
    problems = find_problems(text, after, following)
    if problems is None and thanks is not None:
        problems = find_problems(text[: thanks[0]])
    if problems is not None and (thanks is None or problems[0] >= thanks[1] or problems[1] <= thanks[0]):
        found.append((*problems, "problems"))
    return sorted(found)


# `今年政府工作的总体要求是：…` at a sentence's start says it in so many words, wherever it stands.
_PLAINLY = late(
    r"(?:^|(?<=[。！]))(?:[^。：]{0,70}，)?[^。，：]{0,18}(?:总体要求|总的要求|总要求|指导思想|总体思路|总体考虑)(?:是|为)[：，]"
)


def states_requirements(text: str) -> tuple[int, int] | None:
    """The passage that begins with `总体要求是：`, up to the targets if those follow."""
    match = _PLAINLY.search(text, 0, 900)
    if match is None or match.group().startswith(("这", "它")):
        return None
    targets = find_targets(text)
    end = targets[0] if targets is not None and targets[0] > match.start() else len(text)
    return _begin(text, match.start(), 0), end


def find_requirements(text: str) -> tuple[int, int] | None:
    """The passage that says in whose spirit the year's work is to be done."""
    match = next((m for m in _REQUIREMENTS.finditer(text, 0, 700) if not _mentions(text, m)), None)
    if match is None or _TARGETS.match(text, match.start()):
        return None
    start = _begin(text, match.start(), 160)
    targets = find_targets(text)
    if targets is not None and targets[0] > start:
        return start, targets[0]
    return start, len(text)


def _mentions(text: str, match: "re.Match[str]") -> bool:
    """`平安是群众的基本要求，…` and `这是必须坚持的指导思想，…` speak of a requirement and set none out."""
    if not match.group().endswith("，"):
        return False
    clause = max(text.rfind(mark, 0, match.start()) for mark in "，。；：") + 1
    return "是" in text[clause : match.end()]


def find_targets(text: str) -> tuple[int, int] | None:
    """The passage with the list of the year's targets: from its sentence to the last sentence that still lists."""
    if not any(word in text for word in ("目标", "预期", "计划", "生产总值", "经济增长", "发展速度")):
        return None
    match = None
    for match in _TARGETS.finditer(text):
        stretch = text[match.start() : match.start() + 500]
        stop = _sentence_end(text, match.start())
        if _NUMBER.search(text, match.start(), max(stop, match.start() + 60)) or (
            stretch.rstrip().endswith("：") and len(stretch) < 40
        ):
            break
        match = None
    if match is None or (
        _PLAN.search(text[max(0, match.start() - 60) : match.end()]) and not _year_near(text, match.start())
    ):
        return None
    start = _begin(text, match.start(), 0 if _REQUIREMENTS.search(text, 0, match.start()) else 60)
    end = _sentence_end(text, match.end())
    while end < len(text):
        following = _sentence_end(text, end)
        if not _still_lists(text[end:following]):
            after = _sentence_end(text, following)
            between = _UNCOUNTED.fullmatch(text, end, following)
            if between is None or not _still_lists(text[following:after]):
                break
            following = after
        end = following
    if len(text) - end < 100 and len(text) < 700:
        end = len(text)
    return start, end


# `城镇化率提高1.5个百分点。` behind `…增长8%以上。`; not `新增学位5000个，入园率提高2个百分点。`
_CHANGE = late(r"[^，。；\d]{2,16}(?:提高|提升|降低|削减|减少)[\d.]+(?:个百分点|%)")
# `其中第一产业增长3%。` `完成节能减排任务。`; not `为实现上述目标，…`, `确定8%的目标，主要基于…`.
_ASIDE = late(r"^(?:为|围绕|实现|确定|提出|总的|这|主要(?:基于|考虑)|我们|按照|根据|上述|以上|各位)")
# `研发经费投入强度高于全市平均水平，…。` `单位能耗完成市定目标。` between sentences with numbers: the sentence opens with an
# item, and a value is said in words; not `完成省定目标任务艰巨，…`.
_WORDED_ITEM = late(
    rf"[^，。；]{{0,12}}(?:{_INDICATORS.pattern}|城镇化率|研究与试验|研发|外资|预期寿命|优良(?:天数|比)|污染物|劳动生产率)"
    r"[^，。；]{0,24}(?:高于|快于|不低于|同步|持平|(?:完成|达到|控制在)[^，。；]{0,8}(?:目标|要求)(?:以内)?[，。；])"
)
_MOVES = late(r"^其中|增长|下降|达到|控制在|比[重例]|涨幅|上涨幅度|率提高")


# `研发投入强度增速高于全省平均水平。` between two sentences with numbers; not `为此，要坚持稳中求进。`
_UNCOUNTED = late(
    rf"(?!{_ASIDE.pattern[1:]}|现在|目前)(?![^。]*(?:[要将]|必须|坚持|着力|加快|推进|抓好|确保))"
    r"[^。]*(?:高于|不低于|低于|同步|持平|提高|提升|改善|增长|缩小|平衡|稳定|进步|达标|优化)[^。，]{0,8}[。；]"
)


def _still_lists(sentence: str) -> bool:
    if _ASIDE.match(sentence):
        return False
    if re.search(r"下达|约束性|任务", sentence[:80]):
        return True
    if _WORDED_ITEM.match(sentence):
        return True
    return bool(re.search(r"\d|百分之", sentence)) and bool(
        _INDICATORS.search(sentence) or _CHANGE.match(sentence) or _MOVES.search(sentence)
    )


def counts_as_list(text: str) -> bool:
    """Three numbers or more: a list of targets, not one target with its reasons."""
    return len(_NUMBER.findall(text)) >= 3


def _year_near(text: str, position: int) -> bool:
    return bool(
        re.search(r"今年|(?:19|20)\d\d年(?:全|经济|我|政府)|全年", text[max(0, position - 60) : position + 4])
    )


def lists_targets(text: str) -> bool:
    """A passage without the word: `今年，国内生产总值增长8.5%，…登记失业率控制在3.5%左右。`"""
    head = text[:400]
    return len(set(_INDICATORS.findall(head))) >= 4 and len(_NUMBER.findall(head)) >= 4


def is_target_item(text: str) -> bool:
    """One line of a list of targets: `城镇新增就业5.5万人以上；`"""
    return len(text) <= 110 and bool(_NUMBER.search(text)) and "。" not in text[:-1]


# `“十四五”时期，我市发展历程极不平凡。` in the part that explains the next plan.
_PLAN_NUMBER = late(r"第?十([一二三四五六七八九]?)(?:个?五年|五[”\"]?(?:时期|期间|以来|规划|计划|的))")


def plan_number(text: str) -> int | None:
    """The five-year plan that the start of a text names: 14 for `“十四五”时期`."""
    match = _PLAN_NUMBER.search(text)
    return None if match is None else _number_of_plan(match)


def latest_plan(text: str) -> int | None:
    """The latest five-year plan that a text names."""
    return max(map(_number_of_plan, _PLAN_NUMBER.finditer(text)), default=None)


def _number_of_plan(match: re.Match[str]) -> int:
    """`十四` is 14, `十` alone 10."""
    return 10 + ("一二三四五六七八九".index(match[1]) + 1 if match[1] else 0)


# `各位代表！建设人民满意的政府，必须…` without a heading of its own.
_GOVERNMENT = late(
    r"政府(?:系统)?自身建设|建设人民满意|人民满意的[^，。]{0,8}政府|政府(?:效能|治理)[^，。]{0,6}建设"
)


# What a government says of itself. One paragraph on any other matter has two or three of these words, one on the
# government's own house at least five (measured over the corpus: tasks 0 to 4, government 5 to 17).
_OWN_HOUSE = late(
    r"“两个确立”|“两个维护”|忠诚|法治政府|依法行政|依法履职|法治思维|廉洁|廉政|清廉|勤廉|清正|党风|从严治党|自身建设|政府系统|服务型政府|人民满意|作风|四风"
    r"|八项规定|过紧日子|厉行节约|一般性支出|勤政|政治判断力|干净|执行力|公信力|接受[^，。]{0,12}监督|形式主义|正确政绩观|能力建设|政治建设|效能政府|履职|腐败|本色|担当"
)
_HOUSE_OPENS = late(
    r"各位(?:代表|委员)[！，：]|新的一年|做好(?:今年|新的一年|(?:19|20)\d\d年)|面对新|打铁(?:必须|还需)|新(?:时代|征程|形势|的形势)|应对新|完成(?:今年|上述|全年)"
)


def names_government(text: str) -> bool:
    """Does the paragraph say at its start that it is on the government's own building?"""
    return bool(_GOVERNMENT.search(text[:50]))


def may_open_government(text: str) -> bool:
    """A paragraph that turns from the year's tasks to those who do them: `各位代表！…`, `新形势新任务，…`."""
    return bool(_HOUSE_OPENS.match(text)) and bool(_OWN_HOUSE.search(text))


def speaks_of_government(text: str) -> bool:
    """Is the government's own conduct what the paragraph is about?"""
    return len(set(_OWN_HOUSE.findall(text[:900]))) >= 5


# `各位代表，刚刚过去的2025年，是极不平凡的一年。`
_CALLS_YEAR = searcher(
    r"(?:各位代表[，！：])?(?:刚刚)?过去的(?:[12]\d{3}年|一年)，?是[^。]{2,60}的一年[，。]"
)


def calls_year(text: str) -> bool:
    """Does the paragraph turn to the year just over?"""
    return _CALLS_YEAR.match(text) is not None


# `让我们更加紧密地团结在…周围，…而努力奋斗！`; not `让我们生活的家园更加美丽`
_EXHORTATION = late(
    r"让我们(?!生活)|而(?:努力|不懈|共同)?奋斗|紧密(?:地)?团结|努力奋斗|新的?(?:更大)?贡献[。！]|携手|奋力谱写|优异成绩|胜利[。！]|新篇章|不懈(?:奋斗|努力)|共创|前进[。！]|一定(?:会|能|要)|必将|世人面前|明天[。！]|辉煌|成就[。！]|大业[。！]|努力[。！]"
)


def exhorts(text: str) -> bool:
    return bool(_EXHORTATION.search(text))
