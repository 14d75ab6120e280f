"""Invented reports of any number of years and places, for the notebooks: the same ones each time, and none of it was ever said.

``python -m examples.invented FOLDER`` writes twenty years of 云岭省临河市 and eight years of six provinces.
"""

import random
import sys
from collections.abc import Iterable
from pathlib import Path

TOWN = "云岭省临河市"
PROVINCES = ("云岭省", "海岚省", "北原省", "沙洲省", "东陵省", "西浦省")
_REPORT = """{year}年{place}政府工作报告

——{year}年1月{day}日在{place}第{term}届人民代表大会第{session}次会议上

各位代表：
现在，我代表{place}人民政府，向大会报告工作，请予审议，并请政协委员提出意见。
一、{last}年工作回顾
{last}年，面对复杂多变的形势，{whole}上下团结一心、攻坚克难，经济社会保持平稳发展。{whole}地区生产总值增长{gdp}%，规模以上工业增加值增长{industry}%，{fai}，\
社会消费品零售总额增长{retail}%，一般公共预算收入增长{fiscal}%，城镇新增就业{jobs}万人。新建改建学校{schools}所，改造老旧小区{estates}个。
同时，我们也清醒看到存在的问题：产业结构不够优，部分企业经营困难。
二、{year}年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长{aim_gdp}，规模以上工业增加值增长{aim_industry}%，固定资产投资增长{aim_fai}%，社会消费品零售总额增长{aim_retail}%左右，\
一般公共预算收入增长{aim_fiscal}%，城镇新增就业{aim_jobs}万人以上。
三、{year}年重点工作
加快推进滨江大道二期工程建设，新建社区养老中心{centres}个，建设高标准农田{fields}万亩。
各位代表！让我们坚定信心、真抓实干，为谱写{place}发展新篇章而努力奋斗！
"""
_NUMERALS = "一二三四五六七八九十"


def report(place: str, year: int) -> str:
    """The report of ``place`` for ``year``: what it says of the year before and what it sets out."""
    whole = "全省" if place.endswith("省") else "全市"
    past, now = _figures(place, year - 1), _figures(place, year)
    chance = random.Random(f"{place}{year}")
    fai = f"固定资产投资增长{past['fai']}%" if chance.random() > 0.1 else "固定资产投资增速没有达到预期目标"
    return _REPORT.format(
        place=place, whole=whole, year=year, last=year - 1, day=chance.randint(8, 22), term="六", session=_NUMERALS[year % 5],
        gdp=past["gdp"], industry=past["industry"], fai=fai, retail=past["retail"], fiscal=past["fiscal"], jobs=past["jobs"],
        schools=chance.randint(3, 20), estates=chance.randint(20, 90), centres=chance.randint(5, 30),
        fields=chance.randint(2, 12), aim_gdp=_aim(now["aim"], chance), aim_industry=f"{now['aim'] + 0.5:g}",
        aim_fai=f"{now['aim'] + 1:g}", aim_retail=f"{now['aim'] + 1:g}", aim_fiscal=f"{max(now['aim'] - 1, 1):g}",
        aim_jobs=now["aim_jobs"],
    )  # fmt: skip


def _figures(place: str, year: int) -> dict[str, float]:
    """What was aimed at in a year and what came of it: growth falls over the years, and one year is bad for all."""
    chance = random.Random(f"{place}-{year}")
    aim = max(round((11 - 0.3 * (year - 2005) + random.Random(place).uniform(-1, 1)) * 2) / 2, 4.5)
    shock = -3.0 if year == 2020 else 0.0
    rates = {
        name: round(aim + more + shock + chance.gauss(0.1, 0.7), 1)
        for name, more in (("gdp", 0.0), ("industry", 0.5), ("fai", 1.0), ("retail", 1.0), ("fiscal", -1.0))
    }
    aim_jobs = round(2.0 + random.Random(place).random() * 3, 1)
    return {
        **{name: max(rate, 0.2) for name, rate in rates.items()},
        "aim": aim,
        "aim_jobs": aim_jobs,
        "jobs": round(aim_jobs * chance.uniform(0.95, 1.2), 2),
    }


def _aim(rate: float, chance: random.Random) -> str:
    return f"{rate:g}%" + chance.choice(("左右", "以上", ""))


def write(folder: str | Path, place: str, years: Iterable[int]) -> None:
    """A file a year."""
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for year in years:
        (out / f"{place}{year}.txt").write_text(report(place, year), encoding="utf-8")


def main(folder: str) -> None:
    write(Path(folder) / "town", TOWN, range(2006, 2027))
    for province in PROVINCES:
        write(Path(folder) / "provinces", province, range(2018, 2027))


if __name__ == "__main__":
    main(sys.argv[1])
