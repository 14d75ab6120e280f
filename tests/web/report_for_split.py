"""An invented report in the store for the tests of the split: its values as the library reads them, its tasks planted clause by clause.

Which clauses make lines is learnt and changes with every model (docs/decisions/0017); what the split makes of lines does not.
"""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import luoshi
from luoshi.ledger.entry import Entry as Planted
from luoshi.ledger.entry import Period
from luoshi.text import Span
from luoshi_web.accounts.models import Charge, Office, Post
from luoshi_web.ledgerstore.models import Copy, Entry, Report
from luoshi_web.ledgerstore.reading import LINE
from tests.web.conftest import NOW, SINCE, District

REPORT = """政府工作报告
——2026年1月20日在青云区第三届人民代表大会第五次会议上
青云区人民政府区长 某某

各位代表：
现在，我代表区人民政府，向大会报告工作，请予审议。
一、2025年工作回顾
过去一年，全区地区生产总值增长5.2%。
二、2026年主要预期目标
今年全区经济社会发展的主要预期目标是：地区生产总值增长5%左右；城镇新增就业8000人以上；城镇、农村居民人均可支配收入分别增长4.5%、5.5%左右；一般公共预算收入20亿元。
三、2026年重点工作
（一）聚力改善民生，建设幸福之城
新增学位2000个。6月底前，完成老旧小区改造40个。推进义务教育优质均衡发展。举办就业招聘会。
（二）聚力项目建设，增强发展动能
三季度前完成前期手续。加快推进省重点项目建设。由区住房和城乡建设局牵头，区发改局配合，推进城市更新。深入开展青云行动。
四、加强政府自身建设
严格依法行政。
各位代表，让我们团结奋斗，为建设美好青云而努力！
"""
"""Nothing in it is anybody's: place, numbers and works are invented."""


def store(text: str = REPORT, *, year: int = 2026, place: str = "青云区", district: District) -> Report:
    """A report with its entries, all still to be reviewed."""
    ledger = planted(_read(text), text)
    report = Report.objects.create(place=place, year=year, title=f"{place}{year}年政府工作报告")
    copy = Copy.objects.create(
        report=report, state=Copy.State.READ, filename="invented.txt", size=len(text.encode()), text=text, ledger=ledger,
        sha256=hashlib.sha256(f"{place}{year}{text}".encode()).hexdigest(), uploaded_by=district.people["supervisor"], uploaded_at=NOW,
    )  # fmt: skip
    report.current = copy
    report.save()
    sections = {section["id"]: section for section in ledger["outline"]}
    Entry.objects.bulk_create(
        entry_of(report, copy, order, reading, sections.get(reading["section"], {}))
        for order, reading in enumerate(ledger["entries"])
    )
    return report


def planted(ledger: dict[str, Any], text: str) -> dict[str, Any]:
    """The ledger with its values, and with every clause of the plans that holds none as a line of its own: a task."""
    kept = [row for row in ledger["entries"] if row["low"] or row["high"] or row["headline"]]
    valued = [row["span"] for row in kept]
    made = []
    for section in ledger["outline"]:
        below = any(other["parent"] == section["id"] for other in ledger["outline"])
        if section["role"] not in ("tasks", "government") or below:
            continue
        for start, end in _clauses(text, *section["span"]):
            if not any(begin < end and start < stop for begin, stop in valued):
                made.append(_task(text[start:end], start, section["id"], len(made)))
    return ledger | {"entries": sorted(kept + made, key=lambda row: row["span"])}


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses behind a section's heading; a date by itself is none."""
    body = text.index("\n", start) + 1
    for found in re.finditer(r"[^，。；\n]+", text[body:end]):
        if not found[0].endswith("前") and not found[0].startswith("各位代表") and "让我们" not in found[0]:
            yield body + found.start(), body + found.end()


def _task(quote: str, start: int, section: str, number: int) -> dict[str, Any]:
    grade = "aim" if quote.startswith("推动") else "deliverable" if quote.startswith(_ENDED) else "activity"
    planted = Planted(
        f"et{number}", "task", False, section, quote, None, None, False, None, None, None, None, None, None, None, Period(2026, 2026),
        None, quote, Span(start, start + len(quote)), f"lt{number}", grade, None, quote, (), 0.95,
    )  # fmt: skip
    return planted.to_dict()


_ENDED = ("建成", "举办", "完成", "三季度前完成", "出台")


def entry_of(
    report: Report, copy: Copy, order: int, reading: dict[str, Any], section: dict[str, Any]
) -> Entry:
    """One entry as the store keeps it."""
    return Entry(
        report=report, copy=copy, key=reading["id"], order=order, machine=reading, reading=reading, kind=reading["kind"],
        headline=reading["headline"], section=section.get("title") or "", role=section.get("role") or "",
        subject=(reading["subject"] or "")[:200], indicator=reading["indicator"] or "", low=reading["low"], high=reading["high"],
        unit=reading["unit"] or "", quote=reading["quote"], start=reading["span"][0], end=reading["span"][1],
        **{name: reading.get(name) for name in LINE},
    )  # fmt: skip


def _read(text: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "invented.txt"
        path.write_text(text, encoding="utf-8")
        found: dict[str, Any] = luoshi.read(path).to_dict()
    return found


def more_offices(district: District) -> None:
    """The offices of a whole district, each with a head: what a report of 300 entries is split among."""
    names = (
        "财政局", "人力资源和社会保障局", "自然资源和规划局", "生态环境分局", "交通运输局", "水务局", "农业农村局", "商务局",
        "文化和旅游局", "卫生健康局", "民政局", "司法局", "应急管理局", "市场监督管理局", "医疗保障局", "行政审批局", "信访局", "城市管理局",
        "公安分局", "工业和信息化局", "科学技术局", "税务局", "投资促进局", "退役军人事务局", "统计局", "园林林业局",
    )  # fmt: skip
    for order, name in enumerate(names, 20):
        office = Office.objects.create(code=f"m{order}", name=f"区{name}", order=order)
        district.offices[name] = office
        district.posts[name] = Post.objects.create(office=office, title="局长", role="head", order=order)
        Charge.objects.create(post=district.posts["leader"], office=office, since=SINCE)


END = date(2026, 12, 31)
