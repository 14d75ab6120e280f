"""Numbers that are a plan's, a ratio to one, or what a value builds upon: 完成预算的104%, 在上年增长12%的基础上."""

from luoshi.quantities.quantity import Quantity
from luoshi.text.late import late

_BEFORE = 24  # how far before a number the words of a plan may begin
# 为调整预算的104%, 占年度计划的156.2%, 完成绿化三年总任务目标的130%; （年度目标6%以上）
_PLAN_RATIO = late(
    r"(?:为|占|完成|达到?)[^，。；、]{0,8}(?:(?:预算|计划|任务|目标)(?:任务|投资|总?额)?|[^，。；、]{0,8}任务目标)的$"
)
# 参保扩面2万人，完成年度任务120%，居全省第1: a ratio to a plan that nothing else is told of
_OF_A_TASK = late(
    r"(?:完成|占)(?:了)?(?:年度|全年|年初|全部|[国省市县区]定|[国省市县区]下达的?|上级下达的?|计划|目标)*(?:任务|目标任务|任务数|计划任务)(?:目标|数|量)?的?$"
)
# 较年初计划增长52%和17.5%, 超年度计划12%: what was planned is what it is held against
_OVER_PLAN = late(
    r"(?:较|比|超)(?:年初|年度|全年|原定?|预期|[国省市县]定)*(?:计划|预算|目标任务|任务|目标)数?(?:增长|增加|提高|超出?)?(?:[\d.]{1,6}%[、和])*$"
)
# 比“十四五”计划目标3000亿元超过170亿元: what was planned, and by how much it was missed
_THAN_PLANNED = late(
    r"[比较](?![例重率])[^，。；：\d]{0,14}(?:计划|目标|任务|预算)(?:目标|任务|数)?的?(?:[\d.]{1,8}[百千万亿]{0,2}[^\d，。；：]{1,3})?$"
)
_PLAN_ENDS = frozenset("划算标务数长加高超出、和")
# 增长9.1%，接近10%左右的预期目标; 超额完成下降3%的年度目标: the number is the plan's
_PLANNED = late(
    r"(?:[、和及][\d.]{1,6}%)?(?:以上|左右|以内)?的(?:年度|全年|年初|预期|计划|规划|调控|控制|既定|预定|[国省市县]定)*目标"
)
_AGAINST = late(r"接近|超额|超过|高于|低于|好于|优于|快于|大于|提前")
_BRACKET = late(r"（(?:年度|全年|年初|预期)?(?:目标|计划)[^）]{0,10}$|(?:任务|目标|计划|基数)（$")
# 在上年增长12%的基础上，又增长9.6%: what the value builds upon
_FOUNDATION = late(r"(?:以上|左右)?的?(?:高|较高)?(?:增长|增速|增幅)?的?基础(?:之)?上")
_FOUNDED = frozenset("以左的高较增基")
_BEFORE_PLANNED = frozenset("、和及以左的")


def held_against(text: str, start: int, end: int, quantity: Quantity) -> str | None:
    """The number is that of a plan, or what the value builds upon: 完成预算的104%, 在上年增长12%的基础上."""
    left, right = quantity.span.start, quantity.span.end
    after = text[right : right + 1]
    if right < end and after in _FOUNDED and _FOUNDATION.match(text, right, end):
        return "origin"
    near = start if start > left - _BEFORE else left - _BEFORE
    if text[left - 1] == "的" and _PLAN_RATIO.search(text, near, left):
        return "plan"
    if quantity.unit == "%" and text[left - 1] in "务标数量的" and _OF_A_TASK.search(text, near, left):
        return "plan"
    before = text[near:left]
    if "计划" in before or "预算" in before or "任务" in before or "目标" in before:
        rated = quantity.unit == "%" and text[left - 1] in _PLAN_ENDS
        if (_OVER_PLAN if rated else _THAN_PLANNED).search(text, near, left):
            return "plan"
    planned = after in _BEFORE_PLANNED and _PLANNED.match(text, right, end)
    if planned and _AGAINST.search(text, near, quantity.core.start):
        return "plan"
    if text.find("（", near, left) >= 0 and _BRACKET.search(text, near, left):
        return "plan"
    return None
