"""What stands between the list of targets and the first chapter: why they were set so, and in what spirit they are to be reached.

`上述目标，是统筹考虑需要与可能提出的，…` belongs to the targets; `实现上述目标，必须坚持稳中求进，牢牢把握…` to the requirements; a line that
only leads on to the chapters (`围绕上述目标，重点抓好八个方面工作：`) to neither.
"""

import re

from luoshi.outline.section import Role
from luoshi.text.late import late

# `确定这些目标，综合考虑了…`, `以上目标，贯彻了稳中求进的要求，…`, `6%左右的预期增长目标与长远目标总体衔接，…`
_SET = re.compile(
    r"(?:确定|提出|设定|制定|安排|把|将)?(?:这些|这个|这一|这样的?|上述|以上|该)[^，。]{0,8}(?:目标|指标|速度)[^。]{0,60}(?:考虑|贯彻|体现|兼顾|衔接|依据|基于|符合|落实|匹配|留有余地|需要与可能)"
    r"|[^，。]{0,16}(?:预期|增长)[^，。]{0,6}(?:目标|指标)[^，。]{0,12}(?:衔接|考虑|相适应|吻合|匹配|符合)"
)
_OBLIGES = late(r"必须|牢牢把握|更加注重|坚持|坚定|要[把以在使]|我们要|正确看待|关键[是在]|核心[是在]")
_LEAD_ON = 120  # characters; what leads on to the chapters is shorter
_OBLIGATIONS = 2
_OPENS = ("各位代表", "各位委员")
# `工作中，我们将把握好以下方面：` `——牢牢把握…`
_PRINCIPLES = re.compile(
    r"[^。]{0,30}(?:把握|坚持|处理|遵循|注重)[^。，]{0,12}(?:方面|原则|要求|关系|问题|几点)[^。，]{0,4}：$"
)


def role_behind(text: str) -> Role | None:
    """What a paragraph without a heading is there, or None where it leads on."""
    if _SET.match(text):
        return "targets"
    if text.startswith(_OPENS):
        return None
    if _PRINCIPLES.match(text):
        return "requirements"
    if len(text) >= _LEAD_ON and len(_OBLIGES.findall(text)) >= _OBLIGATIONS:
        return "requirements"
    return None
