"""Invented reports for the tests of bringing in and reviewing, and how they come into the database."""

from random import Random
from typing import Any

from luoshi_web.ledgerstore.models import Copy, Entry, Report
from luoshi_web.ledgerstore.services.read import read_copy
from luoshi_web.ledgerstore.services.uploads import upload_copy
from tests.web.conftest import NOW

SHORT = """2026年青川区政府工作报告

各位代表：
现在，我代表区人民政府向大会报告工作，请予审议。

一、2025年工作回顾
地区生产总值完成375.1亿元，增长6.2%。一般公共预算收入增长5.1%。新增城镇就业8200人。

二、2026年主要预期目标
地区生产总值增长5.5%左右，固定资产投资增长7%以上，城镇新增就业8000人以上，城镇调查失业率控制在5.5%以内。

三、2026年重点工作
（一）建设现代产业
新招引亿元以上项目40个。建成标准厂房12万平方米，培育规模以上工业企业15家。
（二）办好民生实事
新建学校3所、医院2所。改造老旧小区26个。开工建设智慧城市运行中心。

各位代表，让我们团结奋斗！谢谢大家！
"""
PLACE, YEAR = "青川区", 2026

_HEAD = """2026年青川区政府工作报告

各位代表：
现在，我代表区人民政府向大会报告工作，请予审议，并请各位委员提出意见。

一、2025年工作回顾
"""
_SUBJECTS = ("我们", "各镇街", "各部门", "全区上下", "各级干部", "广大群众", "相关企业", "基层组织")
_DEEDS = (
    "坚持把实践作为检验成效的标准",
    "统筹兼顾、久久为功",
    "深入一线听取意见",
    "优化服务流程",
    "强化要素保障",
    "完善协同机制",
    "补齐短板弱项",
)
_ENDS = (
    "工作迈上新台阶",
    "群众获得感不断增强",
    "发展活力持续释放",
    "治理效能稳步提升",
    "营商环境更加优良",
    "城乡面貌焕然一新",
    "风险防线更加牢固",
    "改革红利逐步显现",
    "干事氛围日益浓厚",
    "基础支撑更为坚实",
    "生态底色越擦越亮",
)
_TAIL = "\n各位代表，让我们团结奋斗，为全区人民的美好生活而努力！谢谢大家！\n"


def long_report(entries: int = 300, characters: int = 20_000) -> str:
    """A report of the length of a large district's, with just so many entries; what makes up the length promises nothing."""
    third = entries // 3
    past = [f"建成第{n}号便民服务中心{n + 2}个。" for n in range(third)]
    aims = [f"第{n}类特色产业产值增长{n % 9 + 1}%以上。" for n in range(third)]
    work = [f"新建第{n}批口袋公园{n + 3}个。" for n in range(entries - 2 * third)]
    parts = [
        (_HEAD, past),
        ("\n三、2026年主要预期目标\n", aims),
        ("\n四、2026年重点工作\n（一）建设宜居城区\n", work[: len(work) // 2]),
        ("\n（二）办好民生实事\n", work[len(work) // 2 :]),
    ]
    told = [head + _paragraphs(lines) for head, lines in parts]
    plain = "\n二、2026年总体要求\n" + _prose(characters - sum(map(len, told)))
    return told[0] + plain + "".join(told[1:]) + _TAIL


def _paragraphs(lines: list[str]) -> str:
    return "\n".join("".join(lines[n : n + 4]) for n in range(0, len(lines), 4)) + "\n"


def _prose(characters: int) -> str:
    chance = Random(2026)
    written: list[str] = []
    while sum(map(len, written)) < characters:
        line = "，".join((chance.choice(_SUBJECTS), *chance.sample(_DEEDS, 3), *chance.sample(_ENDS, 3)))
        written.append(f"{line}。\n")
    return "".join(written)


def bring_in(
    district: Any,
    text: str | bytes = SHORT,
    *,
    name: str = "青川区2026.txt",
    report: Report | None = None,
    by: str = "supervisor",
) -> Copy:
    """Upload a file and read it, as the job does when the upload is committed."""
    data = text.encode() if isinstance(text, str) else text
    copy = upload_copy(actor=district.actor(by), name=name, data=data, report=report, at=NOW)
    read_copy(copy_id=copy.pk, at=NOW)
    copy.refresh_from_db()
    return copy


def reported(district: Any, text: str = SHORT) -> Report:
    """The report that a text becomes."""
    report = bring_in(district, text).report
    assert report is not None
    return report


def entry_with(report: Report, words: str, **columns: Any) -> Entry:
    """The entry whose quote has these words; exactly one."""
    return Entry.objects.get(report=report, quote__contains=words, **columns)
