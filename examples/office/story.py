"""What becomes of an item of the invented district: drawn once from its number, the same on every machine."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal

# Fate → its share in hundredths. The first year's and second year's items end in all these ways.
FATES = (
    ("well", 52), ("late", 14), ("slow", 12), ("not_done", 7), ("no_data", 5), ("still", 4), ("withdrawn", 3), ("merged", 2), ("relapse", 1),
)  # fmt: skip

WORDS = {
    "well": "按计划推进，各项节点如期完成。",
    "late": "前期手续办理较慢，正在加快追赶。",
    "slow": "受资金和用地制约，进度落后于计划。",
    "not_done": "条件发生变化，年内难以完成。",
    "no_data": "统计部门尚未公布本期数据。",
    "still": "尚未启动，正在研究方案。",
    "withdrawn": "因上级政策调整，工作内容有变化。",
    "merged": "与同类工作统筹推进。",
    "relapse": "按计划推进，已基本完成。",
}
PROBLEMS = {
    "late": "项目审批环节多，耗时超出预期。",
    "slow": "建设资金尚有缺口，部分地块未完成征收。",
    "not_done": "合作方资金链紧张，项目暂缓。",
    "still": "责任分工尚未明确。",
}


@dataclass(frozen=True, slots=True)
class Fate:
    """``pace`` is what part of the schedule is kept; ``month`` in which the office claims that it is done."""

    name: str
    pace: Decimal
    month: int
    chance: float


def fate_of(number: str) -> Fate:
    """Drawn from the item's number."""
    drawn = int.from_bytes(hashlib.sha256(number.encode()).digest()[:6], "big")
    hundred, rest = drawn % 100, (drawn // 100) % 1000
    name = _fate(hundred)
    pace = {
        "well": Decimal("1.03"),
        "late": Decimal("0.82"),
        "slow": Decimal("0.55"),
        "not_done": Decimal("0.3"),
        "relapse": Decimal(1),
    }
    month = {"well": 6 + rest % 7, "late": 12, "relapse": 6 + rest % 2}.get(name, 12)
    return Fate(name, pace.get(name, Decimal("0.7")), month, rest / 1000)


def _fate(hundred: int) -> str:
    for name, share in FATES:
        if hundred < share:
            return name
        hundred -= share
    return "well"
