"""Clauses without a number that admit a shortfall: problems, one statement a clause."""

import re

from luoshi.statements.calendar import paragraph_begin
from luoshi.statements.clauses import CLAUSE, FOUR_CHARACTERS, plain
from luoshi.statements.statement import Statement, Subject
from luoshi.vocabulary.alternatives import searcher

# The clauses that lead to the problems, wherever they stand.
_TURNS_TO = (
    r"清醒|认识到|看到|我们也|也要看到|必须正视|正视|主要(?:表现|体现|反映|是|有)|集中(?:表现|体现|反映)"
    r"|(?:面临|遇到)(?:的|着|一些|不少|许多)*(?:困难|挑战|问题)(?:和(?:困难|挑战|问题))?$|总结成绩|在(?:肯定|看到|总结|充分)|同时$|^等等$|^等$|^此外$|各位代表|^[^，]{2,8}(?:方能|方可|才能)[^，]{2,8}$"
    # 见微方能知著: a saying
    # 成绩值得珍惜，但问题不容忽视; 尤其需要指出的是，…; 我们深知，…: turns of speech before what falls short
    r"|^成绩(?:值得|来之|鼓舞|令人)|^(?:回望|回顾)|^(?:但是?|而)?(?:存在的)?(?:问题|不足)(?:也|同样|更)?不[容可]忽视$|(?:说明|指出|注意|强调|重视|反思)的是$|^我们深知$"
)
# 前进中还存在不少困难, 发展中还存在着不容忽视的问题: of nothing in particular
_GENERAL = (
    r"^(?:我们)?(?:[^，与]{0,16}(?:发展|工作|前进|生活)(?:道路|过程)?(?:中|上))?(?:也|还|仍然?|依然|尚)*(?:有|存在|面临)"
    r"(?:着|突出的?|一些|不少|许多|诸多|较大|很多|不[容可]忽视的|需要[^，]{0,12}的)*(?:困难|问题|不足|差距|短板|矛盾|挑战|薄弱环节)(?:和|与|、)?(?:困难|问题|挑战|不足|差距|短板)?$"
)
_IN_A_LIST = re.compile(f"{_TURNS_TO}|{_GENERAL}")
# Before the list has begun, 工作中还存在不少问题 and 与群众期待还有差距 lead to it; in the list they are of its items.
_PROBLEM_LEAD = re.compile(
    rf"{_TURNS_TO}|{_GENERAL}|仍有(?:一些)?差距和不足|存在(?:一些|不少|着|的|许多)?(?:困难|问题|不足|差距|短板|矛盾)(?:和|与)?(?:困难|问题|挑战|不足|差距)?$"
    r"|工作(?:中|上)?(?:仍|还|尚|也)*(?:有|存在)[^，]{0,10}(?:不足|差距|问题|短板)$|与(?:人民|群众|先进|上级).{0,16}(?:差距|要求)"
)
_AND_SO_ON = re.compile(r"(?<=[^等]{4})等等$")
# 主要表现在：, 突出的有：, 当前面临的主要问题： what stands before is no problem
_PROBLEMS_ARE = searcher(
    r"(?:主要|突出|集中|具体)?(?:表现|体现|反映)?(?:在|是|有|为)(?:以下[^，。：]{0,8})?："
    r"|主要的?(?:困难|问题|矛盾|不足|挑战)(?:和(?:困难|问题|矛盾|不足|挑战))?："
)
# 在产业发展方面，…; 受环保约束加剧影响，…; 随着刚性支出不断增长，…: where and why, and no shortfall by itself
_FRAME = re.compile(
    r"^(?:在[^，]{1,40}(?:方面|领域|[上下中里])|受[^，]{2,40}(?:影响|制约|冲击|拖累|挤压)|(?:随着|由于|鉴于)[^，]+|面对[^，]{2,20}(?:形势|态势|任务|要求|挑战|期待|期盼|常态|变局|局面|环境)|从[^，]{1,12}(?:看|来说)|作为[^，]{2,12}|[^，]{1,8}方面)$"
)
# 尽管投入年年增加，设施也在改善，但底子仍然薄弱; 园区虽已建成，但配套不全: what is granted falls short of nothing
_GRANTS = re.compile(r"^(?:虽|尽管|固然)|^[^，]{2,16}(?:虽然?(?:已|有|经|然|说)|尽管)")
_GRANTING = frozenset("虽尽固")
_YET = re.compile(r"[，；](?:但|然而|不过|却|可|仍|还|尚)")
# 在种植结构优化，品牌农业打造上，…: where, over more than one comma
_WHERE = re.compile(
    r"在(?:[^，。；：不还仍尚有较偏难]{2,20}，){1,2}[^，。；：不还仍尚有较偏难]{2,20}(?:方面|[上中])，"
)
# 医疗、托育等方面，还有不少让群众烦心的地方: the thing stands before the comma
_IN_RESPECT = re.compile(r"^[^，在]{2,40}方面$")
_WITHOUT_A_THING = re.compile(r"(?:也|还|仍然?|尚|依然)*(?:[存还仍尚]?[在有]|缺乏|缺少)")
# 营商环境虽有好转，但还没有根本改善: it is the thing of both clauses
_GRANTED_OF = re.compile(r"(?P<thing>[^，的]{2,16}?)(?:虽|尽管)")
_STILL_OF_IT = re.compile(r"(?:但是?|然而|却|可)?(?:还|仍然?|尚|依然|依旧|远)(?!存|[需亟]|不?有|是)")
# 对此，…; 在认识这些问题的同时，我们还要看到，区域竞争日趋激烈: the list is at its end
_PLEDGE = re.compile(
    r"^(?:对此|对(?:于)?(?:上述|以上)|需要(?:全|我们|大家|各级)|所有这些$|在[^，]{0,12}(?:这些|上述|以上)(?:困难|问题|矛盾|不足)[^，]{0,8}同时|所有这些(?:困难|问题|矛盾|不足)|面对(?:这些|上述|以上|困难|问题|挑战)|(?:困难|问题|差距|不足|短板)(?:和(?:困难|问题|挑战|不足))?(?:是|就是)|对于这些|对这些|这些(?:问题|困难|都)|针对(?:这些|上述|以上)|我们(?:一定|将|要|必须|决心|会)|今后|为此|下一步|我们(?:完全)?有(?:信心|能力|条件)|务必|必须(?:引起|采取|高度|切实)|需要我们|要(?:坚持|采取|直面|高度|勇于|切实|认真|进一步)|今年(?:我们|要|将)|上述)"
)
# 对这些问题，我们将认真解决。戒骄戒躁，…: what a paragraph says behind its pledge is pledge too
_PLEDGED = re.compile(
    r"[。；\n](?:对此|对于?(?:这些|上述|以上)[^，。；]{0,10}|为此)，(?:我们)?(?:将|要|必须|一定|决心|会)(?!清醒|看到|正视|认识)"
    r"|[。；\n]我们(?:必须|一定要?|决心|将)(?!清醒|看到|正视|认识|面临|面对)"
)


def read_problems(text: str, start: int, end: int) -> list[Statement]:
    """One problem for each clause between the lead (我们也清醒地认识到…主要表现在) and the pledge (对此，我们将…)."""
    found: list[Statement] = []
    pledged = listed = False
    passed = start  # nothing before it is looked at any more
    thing: tuple[int, int] | None = None  # what the clause before named that stated no shortfall itself
    if _pledged_before(text, start):
        return found
    if lead := _PROBLEMS_ARE.search(text, start, end):
        start, listed = lead.end(), True
    for match in CLAUSE.finditer(text, start, end):
        begin, stop = match.span()
        clause = text[begin:stop].strip(" —-")
        if not clause or begin < passed:
            continue
        begin = text.index(clause, begin)
        label = re.match(r"[一二三四五六七八九]是", clause)
        if label:
            listed = True
            begin += label.end()
            clause = clause[label.end() :]
        if more := _AND_SO_ON.search(clause):
            stop = begin + more.start()
            clause = clause[: more.start()]
        if _PLEDGE.match(clause):
            pledged = True
        leads = (_IN_A_LIST if listed or found else _PROBLEM_LEAD).search(clause)
        if pledged or leads or not FOUR_CHARACTERS.match(clause) or _FRAME.match(clause):
            continue
        if clause[0] == "在" and (where := _WHERE.match(text, begin, end)):
            passed = where.end()
            continue
        if (
            not _GRANTING.isdisjoint(clause)
            and _GRANTS.match(clause)
            and (yet := _YET.search(text, stop, end))
        ):
            passed = yet.start() + 1
            granted = _GRANTED_OF.match(text, begin, stop)
            if granted and _STILL_OF_IT.match(text, passed, end):
                thing = granted.span("thing")
            continue
        if clause.endswith("方面") and _IN_RESPECT.match(clause):
            thing = (begin, stop) if _WITHOUT_A_THING.match(text, stop + 1, end) else None
            continue
        problem = plain(text, begin, stop, "problem", None, None)
        if thing is not None:
            named = Subject(*thing, thing[0], text[slice(*thing)], None)
            problem, thing = problem._replace(start=thing[0], subject=named), None
        found.append(problem)
    return found


def _pledged_before(text: str, start: int) -> bool:
    """Whether the paragraph of the sentence that begins at ``start`` has turned from what falls short to what will be done."""
    opens = paragraph_begin(text, start)
    return opens is not None and _PLEDGED.search(text, max(opens - 1, 0), start) is not None
