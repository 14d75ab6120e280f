"""Things that a number counts and that name nothing by themselves: what they are stands before it (滨江大道等15个|项目, 提振消费13条|措施)."""

import re

from luoshi.statements.statement import Subject
from luoshi.vocabulary.generic import is_generic

_LONGEST = 40  # characters of a name before the number
_LISTED = "等"
_TOWN = "城市"  # 朝阳路等12条|城市道路
# 提振消费|13条措施, 综合改革试点|48项经验: whose or what for
_OF_SOMETHING = re.compile(r"(?:措施|举措|经验|成果|做法|条款)$")
_NO_NAME = re.compile(
    r"^(?:每|各|对|向|赴|除|在|为|从|与|和|仅|都|我们|年初)|(?:中|上|出台|实施|形成|推出|发布|建立|的)$"
)
_SHORTEST = 4  # characters; 推进, 抓好 are what is done


def of_owner(before: Subject, counted: Subject) -> Subject | None:
    """``counted`` named by what stands before its number; None where it names itself, or nothing there names it."""
    if counted.indicator is not None or len(before.text) > _LONGEST or before.text.endswith(counted.text):
        return None
    if _NO_NAME.search(before.text):
        return None
    listed = before.text.endswith(_LISTED) and (
        is_generic(counted.text) or len(counted.text.removeprefix(_TOWN)) < _SHORTEST
    )
    if not listed and (len(before.text) < _SHORTEST or not _OF_SOMETHING.search(counted.text)):
        return None
    return counted._replace(text=before.text + counted.text, left=min(before.left, counted.left))
