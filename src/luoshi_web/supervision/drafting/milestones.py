"""Quarterly milestones of a value. Pure; the cases: tests/web/tables/milestones.tsv.

序时进度 by default is months passed over the months there are (宣城: January to November, 11/12). A rate is held against the rate, never
pro-rated; an amount that stands (森林覆盖率, 贷款余额) has no share of a quarter.
"""

import re
from calendar import monthrange
from datetime import date
from decimal import ROUND_CEILING, Decimal

RATES = frozenset({"growth", "growth_average", "share", "change", "multiple", "rank"})
RATE_UNITS = frozenset({"%", "百分点", "‰", "倍"})
CEILINGS = frozenset({"at_most", "nearly"})

# What is counted from the first of January on, by indicator.
FLOWS = frozenset(
    {
        "gdp", "gdp_per_capita", "primary_va", "secondary_va", "tertiary_va", "industrial_va", "industrial_output",
        "industrial_profit", "manufacturing_va", "equipment_va", "hightech_va", "hightech_output", "strategic_va",
        "services_revenue", "fiscal_revenue", "tax_revenue", "fiscal_expenditure", "fai", "fai_industrial", "fai_manufacturing",
        "fai_private", "fai_infrastructure", "fai_real_estate", "fai_hightech", "fai_projects", "key_project_investment",
        "retail_sales", "trade", "exports", "imports", "fdi", "odi", "resident_income", "urban_income", "rural_income",
        "urban_new_jobs", "rural_labor_transfer", "high_standard_farmland", "tech_contracts", "new_contract_projects",
        "tourism_visitors", "tourism_revenue",
    }
)  # fmt: skip
# 新建学位800个, 改造老旧小区20个: done bit by bit. 达到100家, 稳定在5万户: an amount that stands.
_ADDS = re.compile(
    r"新增|新建|改建|扩建|新改扩建|改造|建成|建设|完成|实施|开工|引进|招引|签约|培育|培训|发放|竣工|投产|新开|新签|争取|打造|整治|治理"
    r"|开展|创建|帮扶|认定|转移|筹集|植树|造林|绿化|硬化|安置|救助|开通|更新|落地|入库"
)
_STANDS = re.compile(
    r"达到|达(?=\d)|总数|总量|累计|存量|余额|保有量|拥有量|稳定在|保持在|突破|总规模|常住人口|以内|不超过|控制在"
)


# 到2030年地区生产总值突破3000亿元: a flow of that one year, no sum over the years up to it; 五年累计完成投资500亿元 is one.
_OF_ONE_YEAR = re.compile(r"达到|达(?=[\d０-９])|突破|超过|迈上|总量|总规模")


def is_rate(measure: str | None, unit: str) -> bool:
    """Whether a value is compared rate to rate: growth, a share, a change in points."""
    return measure in RATES or unit in RATE_UNITS


def adds_up(indicator: str, quote: str, *, later: bool = False) -> bool:
    """Whether an amount grows from nought through the year, so that a quarter has its part of it. ``later``: it is due in a later year."""
    if indicator in FLOWS:
        return not (later and _OF_ONE_YEAR.search(quote))
    return bool(_ADDS.search(quote)) and not _STANDS.search(quote)


def milestones_of(
    *, value: Decimal | None, bound: str, rate: bool, adding: bool, year: int, due: date, yearly: bool = False
) -> tuple[tuple[date, Decimal], ...]:
    """(day, value) at the end of each quarter of the year before the due date, and on the due date itself; nothing without a value.

    A rate or ceiling that is promised for a later year (到2030年城镇化率达到62%, 五年累计下降14%) asks for nothing before it, unless it is ``yearly``
    (年均增长5.5%).
    A rate, or a ceiling that must never be passed, is itself at each. What adds up has its share by months, whole where the value is
    whole, rounded up. Anything else is seen on the due date alone.
    """
    if value is None:
        return ()
    ends = [day for month in (3, 6, 9, 12) if (day := _end(year, month)) < due]
    if rate or (bound in CEILINGS and not adding):
        if due.year > year and not yearly:
            return ((due, value),)
        return (*((day, value) for day in ends), (due, value))
    if not adding:
        return ((due, value),)
    months = (due.year - year) * 12 + due.month
    return (*((day, _part(value, day.month, months)) for day in ends), (due, value))


def _part(value: Decimal, passed: int, months: int) -> Decimal:
    whole = value == value.to_integral_value()
    part = value * passed / months
    step = Decimal(1) if whole else Decimal("0.01")
    return min(part.quantize(step, ROUND_CEILING), value)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
