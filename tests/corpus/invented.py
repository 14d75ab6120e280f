"""An invented panel: twenty places over eleven years, with everything that a real one has in it.

None of the places exists and no figure was ever stated; a fixed seed makes the same panel each time.
"""

import random
from typing import Any

import polars

from luoshi.corpus.panel_columns import schema

PROVINCE = ("云岭省", "990000", "province")
CITIES = [(f"云岭省{name}", f"99{n:02}00", "prefecture") for n, name in enumerate(("临河市", "南屏市", "东陵市", "西浦市", "沙洲市"), 1)]  # fmt: skip
COUNTIES = [
    (f"云岭省临河市{name}", f"9901{n:02}", "county")
    for n, name in enumerate(
        ("清川区", "云溪县", "松岗区", "白渡县", "石泉县", "青山区", "平岭县", "长滩县", "花桥县", "金塘区", "柳湾县", "新渠市", "北原自治县", "大坪县"),
        1,
    )
]  # fmt: skip
PLACES = (PROVINCE, *CITIES, *COUNTIES)
YEARS = range(2016, 2027)
# code, name, first target, unit, measure, bound, wanted
_INDICATORS = (
    ("gdp", "地区生产总值", 8.0, "%", "growth", "about", 1),
    ("fiscal_revenue", "一般公共预算收入", 7.5, "%", "growth", "at_least", 1),
    ("fai", "固定资产投资", 11.0, "%", "growth", "at_least", 1),
    ("retail_sales", "社会消费品零售总额", 9.5, "%", "growth", "about", 1),
    ("urban_new_jobs", "城镇新增就业", 5200.0, "人", "level", "at_least", 1),
    ("urban_surveyed_unemployment", "城镇调查失业率", 5.5, "%", "level", "at_most", -1),
    ("cpi", "居民消费价格", 3.0, "%", "growth", "about", -1),
)
_BOUNDS = {"about": "{}左右", "at_least": "{}以上", "at_most": "控制在{}以内", "range": "{}", "exact": "{}"}


def panel(
    places: Any = PLACES, years: Any = YEARS, indicators: int = 7, seed: int = 20260105
) -> polars.DataFrame:
    """Rows of all places, years and indicators, less what a real collection lacks."""
    chance = random.Random(seed)
    rows = [
        row
        for place in places
        for number, indicator in enumerate(_INDICATORS[:indicators])
        for year in years
        if (row := _row(chance, place, number, indicator, year)) is not None
    ]
    return polars.DataFrame(rows, schema=schema(), orient="row")


def _row(chance: random.Random, place: Any, number: int, indicator: Any, year: int) -> dict[str, Any] | None:
    code, name, first, unit, measure, bound, wanted = indicator
    short = place[0][-3:]
    luck = chance.random()
    step = 100.0 if unit == "人" else 0.5
    target = (
        first
        - (year - 2016) * (step * 0.6 if code != "cpi" else 0.0)
        + chance.choice((-1, 0, 0, 0, 1)) * step
    )
    if luck < 0.05:
        return None  # that report is not in the collection
    high = target
    if bound == "about" and luck > 0.9:
        bound, high = "range", target + step
    shown = f"{target:g}{unit}" if bound != "range" else f"{target:g}{unit}—{high:g}{unit}"
    row: dict[str, Any] = dict.fromkeys(schema())
    row |= {
        "place": place[0], "place_code": place[1], "place_level": place[2], "year": year, "indicator": code,
        "indicator_name": name, "subject": name, "measure": measure, "unit": unit,
        "direction": "up" if measure == "growth" else None,
    }  # fmt: skip
    if luck < 0.93 or luck > 0.96:
        row |= {
            "target_low": None if bound == "at_most" else target,
            "target_high": None if bound == "at_least" else high,
            "target_bound": bound,
            "target_modality": chance.choice(("expect", "expect", "expect", "strive", "ensure")),
            "target_quote": f"{name}{'增长' if measure == 'growth' else ''}{_BOUNDS[bound].format(shown)}",
            "target_file": f"{short}{year}.txt",
        }
    if year == 2026:
        return row | {"rule": None, "reason": None}
    return row | _result(chance, row, target, high, step, wanted, short)


def _result(
    chance: random.Random,
    row: dict[str, Any],
    target: float,
    high: float,
    step: float,
    wanted: int,
    short: str,
) -> dict[str, Any]:
    luck, year = chance.random(), row["year"]
    promised = row["target_bound"] is not None
    if luck < 0.06 and promised:
        return {"verdict": "unreported", "rule": "nothing_said", "reason": "次年报告未提及该指标。"}
    shock = -3.1 if year == 2020 and row["unit"] == "%" and wanted > 0 else 0.0
    value = round(target + chance.gauss(0.1, 1.6) * step * wanted + shock, 1 if row["unit"] == "%" else 0)
    result = {
        "realised_low": value, "realised_high": value, "realised_bound": "exact", "realised_measure": row["measure"],
        "realised_unit": row["unit"],
        "realised_quote": f"{row['subject']}{'增长' if row['measure'] == 'growth' else '达到'}{value:g}{row['unit']}",
        "realised_file": f"{short}{year + 1}.txt",
    }  # fmt: skip
    if not promised:
        return result
    if luck < 0.12 and row["measure"] == "growth":
        amount = round(chance.uniform(40, 900), 1) * 1e8
        return result | {
            "realised_low": amount, "realised_high": amount, "realised_measure": "level", "realised_unit": "元",
            "realised_quote": f"{row['subject']}达到{amount / 1e8:g}亿元", "verdict": "incomparable",
            "rule": "other_measure", "reason": "目标是增速，次年报告只给出总量。",
        }  # fmt: skip
    gap = round((value - target) * wanted, 6)
    near = row["target_bound"] in ("about", "range") and gap >= -0.1 - 1e-9
    verdict = "met" if gap >= 0 else "near" if near else "missed"
    return result | {
        "deviation": gap, "verdict": verdict, "rule": f"{row['target_bound']}_against_exact",
        "reason": f"目标{target:g}，结果{value:g}。",
    }  # fmt: skip
