"""Where a copy that begins in the middle of its report turns from what was done to what is planned.

The heading that would tell stands on the page before. A report looks back first and plans afterwards, so there is one turn: it
is put where the words before it speak most of the past and the words behind it most of plans.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from luoshi.outline.roles import part_role

_PLANS = ("tasks", "requirements", "targets")

# `同比增长6.3%`, `累计建成`, `成功入选`, `取得了明显成效`: decimals are measured, not promised.
_DONE = re.compile(
    r"\d\.\d|同比|累计|入选|获评|获批|荣获|获得|成功|取得|位居|居全|年均|顺利|连续|[比较]上年|得到|明显|圆满|超额|增长\d"
    r"|[成现到得过立]了|预计|首次|首个|去年"
)
# `加快建设…`, `力争…`, `今年…`: a clause that begins with what is to be done.
_TO_DO = re.compile(
    r"(?:^|[，。；：\s、])(?:要|将)?(?:加快|加强|加大|力争|确保|推进|推动|抓好|做好|抓实|继续|完善|提升|提高|打造|支持|争创|争取|让|鼓励|强化"
    r"|积极|深化|深入|持续|大力|进一步|健全|引导|促进|培育|努力|着力|统筹|全力|坚持|坚决|严格|启动|规划)|今年|力争|确保|年内|年底前|必须",
    re.M,
)
# A review has clauses that sound like plans, more often than plans have measured results. Of stretches of 3,000 characters from
# the parts of whole reports whose headings tell, 0.96 are told rightly with this weight.
_WEIGHT = 0.7


def before_the_turn(texts: Sequence[str], titles: Sequence[str | None]) -> list[bool]:
    """Of each part in order, whether it stands before the turn: looks back.

    A heading that tells bounds it: what stands before `2023年主要任务` is no plan of that year.
    """
    scores = [len(_DONE.findall(text)) - _WEIGHT * len(_TO_DO.findall(text)) for text in texts]
    sums = [0.0, *accumulate(scores)]
    named = [part_role(title) if title else None for title in titles]
    turn = next((index for index, role in enumerate(named) if role in _PLANS), None)
    if turn is None:
        first = max((index + 1 for index, role in enumerate(named) if role == "review"), default=0)
        turn = max(range(first, len(sums)), key=lambda index: (sums[index], -index))
    return [index < turn for index in range(len(texts))]
