"""Pages that begin in the middle of a report: whether they look back or plan is told from their words."""

import pytest

import luoshi
from luoshi.outline.course import course, stretches
from luoshi.outline.paragraphs import Paragraph
from luoshi.outline.roles import heading_says

_DONE = "规上工业企业新增35家，同比增长6.3%；累计建成产业园区12个，成功入选省级试点，取得明显成效。"
_PLANNED = "加快建设青川大道二期，力争年内完工；推进老旧小区改造，确保改造60个小区；持续优化营商环境。"
_OWN = "忠诚履职、依法行政，自觉接受监督，锤炼务实作风，过紧日子，建设人民满意的服务型政府。"
_YEARS = "“十五五”时期，生产总值年均增长5%，到2030年现代化产业体系基本形成，区域中心城市格局更加清晰。"


@pytest.mark.parametrize(
    ("texts", "titles", "begun", "expected"),
    [
        ([_DONE], [None], False, ["past"]),
        ([_PLANNED], [None], False, ["year"]),
        ([_DONE, _DONE, _PLANNED], [None, "工业提质增效", "城市更新提速"], False, ["past", "past", "year"]),
        ([_PLANNED * 4, _DONE, _PLANNED], [None, "工业", "城市"], False, ["year", "year", "year"]),
        ([_PLANNED, _PLANNED], ["2025年工作回顾", "民生"], True, ["past", "year"]),
        ([_DONE * 4, _DONE * 4], ["2026年重点工作", "工业"], True, ["year", "year"]),
        ([_DONE * 3] + [_PLANNED * 3] * 9, [None] * 10, True, ["past"] + ["year"] * 9),
        (
            [_DONE * 3, _PLANNED * 3, _OWN * 3],
            ["一年回顾", "工业", "加强政府自身建设"],
            True,
            ["past", "year", "house"],
        ),
        ([_DONE * 3, _OWN * 3], ["2025年工作回顾", "市政府自身建设得到加强"], True, ["past", "house"]),
        (
            [_DONE * 3, _YEARS * 3, _PLANNED * 3],
            ["回顾", "“十五五”时期目标", None],
            True,
            ["past", "plan", "year"],
        ),
    ],
    ids=[
        "done",
        "planned",
        "one turn",
        "a page of plans",
        "a heading that looks back",
        "a heading that plans",
        "no heading between review and plans",
        "its own house",
        "its own house, named",
        "five years",
    ],
)
def test_the_course_of_a_report(
    texts: list[str], titles: list[str | None], begun: bool, expected: list[str]
) -> None:
    """A review in the midst of plans is none: reports look back first. What stands below 重点工作 is a plan."""
    assert _sides(texts, titles, begun) == expected


def _sides(texts: list[str], titles: list[str | None], begun: bool) -> list[str]:
    pieces, named, at = [], {}, 0
    for text, title in zip(texts, titles, strict=True):
        opened = ("今年，" if title is None and at else "") + text
        pieces.append(Paragraph(at, at + len(opened), opened))
        if title is not None:
            named[at] = heading_says(title, None)
        at += len(opened) + 1
    found = stretches(pieces, named)
    sides = course(found, begun)
    return [
        side for stretch, side in zip(found, sides, strict=True) if stretch.start in {p.start for p in pieces}
    ]


def _page(first: str) -> str:
    chapters = [
        f"{first}\n",
        *(f"（{n}）抓好第{n}件大事。{_PLANNED * 3}\n" for n in "四五六"),
    ]
    return "".join(chapters)


def test_a_page_of_plans_is_read_as_plans() -> None:
    """Its part's heading, 三、2026年重点工作, stands on the page before."""
    report = luoshi.read(_page(f"引进亿元以上项目50个。{_PLANNED * 4}"))
    assert {s.role for s in report.outline if s.level == 1} == {"tasks"}
    assert {e.kind for e in report.entries if e.low == "50"} == {"target"}


def test_a_page_of_results_is_read_as_results() -> None:
    report = luoshi.read(f"引进亿元以上项目50个。{_DONE * 4}\n（四）民生持续改善。{_DONE * 3}\n")
    assert {s.role for s in report.outline if s.level == 1} == {"review"}
    assert {e.kind for e in report.entries if e.low == "50"} == {"result"}


def test_a_report_with_its_opening_begins_with_its_review() -> None:
    """Without a heading, and with words that could be plans: 现在，我向大会报告工作 comes first, then what was done."""
    text = (
        "各位代表：\n现在，我代表区人民政府，向大会报告工作，请予审议。\n"
        f"过去一年，我们坚持稳中求进，引进项目50个，加快建设青川大道。{_PLANNED}\n"
        f"二、2026年重点工作\n{_PLANNED}\n"
    )
    report = luoshi.read(text)
    assert next(s.role for s in report.outline if s.role not in ("opening", "boilerplate")) == "review"
