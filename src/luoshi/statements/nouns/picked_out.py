"""What became of the things that a number counts, and picks them out among their like: 4家企业|入选国家级示范基地.

Without it the number says nothing: there are more than four firms.
"""

import re

from luoshi.statements.statement import Subject
from luoshi.vocabulary.set_words import is_work, makes_a_set
from luoshi.vocabulary.stages import stage_of

# 6家企业|入围中国500强, 3个项目|入选5G工厂名录: figures that are part of a name
_OF_A_NAME = r"(?:20\d\d年?(?=[\u4e00-\u9fff])|\d{1,4}(?:强|佳|优|大(?=[\u4e00-\u9fff])|[GA](?:级)?)|前\d{1,4}[%‰名位]?)"
_HONOURED = re.compile(
    r"(?:成功|先后|分别|均|也|新|被)?(?:荣?获[评得批]?|入[选围]|上榜|跻身|列入|纳入|进入|晋级|达到|被(?:评|授|认|列|命|确|纳))"
    rf"(?:[^，。；：\d]|{_OF_A_NAME}){{2,40}}?(?=[，。；：\n]|、[^，。；：、]{{0,3}}\d|、(?:总?数量?|总量)?[位均]?[居列]|$)"
)
# 47个高频事项|“一事联办”, 1508个事项|实现“零见面”审批
_QUOTED_DEED = re.compile(r"(?:实现|推行|可以?)?“[^”，\n]{2,10}”[\u4e00-\u9fff]{0,4}(?=[，、。；\n]|$)")
# 12件民生实事|如期完成, 260户家庭|提供了住房保障, 9个事项|纳入“一件事”清单: the rest of a clause that has no other number
_BECAME = re.compile(
    rf"(?:[^，。；：！？（）“”\d\n]|{_OF_A_NAME}|“[^”，\n]{{1,16}}”){{2,28}}?(?=[，。；！\n]|、[^，。；：、]{{0,3}}\d|、(?:总?数量?|总量)?[位均]?[居列]|$)"
)
_ANOTHER_NUMBER = re.compile(
    r"百分之|[一二三四五六七八九十百千万亿两几]{1,6}(?:多|余)?[个家项条座处户所件名人万亿倍]"
)
_QUOTES = ("“", "实现“", "推行“", "可以“", "可“")
_CLASSES = ("named", "awarded")
# 为80岁以上老年人|发放高龄津贴, 对困难家庭|进行适老化改造
_GIVEN = re.compile(r"[^，。；：、“”\d]{3,16}")
# 90家县级医院|达到三级医院水平, 12个行政村|达到美丽乡村标准
_OF_A_STANDARD = re.compile(
    r"(?:达到|符合).{2,30}(?:标准|水平|等级|要求)|进入.{2,30}(?:名录|名单|榜单?|强|库|行列)$"
)


def honour_end(text: str, start: int, end: int) -> int:
    """Where it ends what became of what was counted (4家企业|入选国家级基地, 12件实事|如期完成), ``start`` itself where nothing did."""
    if honour := _HONOURED.match(text, start, end) or _QUOTED_DEED.match(text, start, end):
        return honour.end()
    became = _BECAME.match(text, start, end)
    return became.end() if became and _ANOTHER_NUMBER.search(became[0]) is None else start


def picked_out(subject: Subject, became: str, *, to_them: str | None = None) -> Subject:
    """The things with what makes the set of them: 县 of 13个县|被命名为生态文明建设示范区; as they are where work on them only went on.

    ``to_them`` is the word with which it was done to them: 向企业发放补贴 of 向60家企业|发放补贴.
    """
    if subject.indicator is not None:
        return subject
    if to_them is not None:
        given = _GIVEN.fullmatch(became) is not None and not is_work(subject.text)
        return subject._replace(text=to_them + subject.text + became) if given else subject
    named = stage_of(became) in _CLASSES or _OF_A_STANDARD.search(became) is not None
    if named or became.startswith(_QUOTES) or makes_a_set(subject.text, became):
        return subject._replace(text=subject.text + became)
    return subject
