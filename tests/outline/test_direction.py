"""Pages that begin in the middle of a report: whether they look back or plan is told from their words."""

import pytest

import luoshi
from luoshi.outline.direction import before_the_turn

_DONE = "规上工业企业新增35家，同比增长6.3%；累计建成产业园区12个，成功入选省级试点，取得明显成效。"
_PLANNED = "加快建设青川大道二期，力争年内完工；推进老旧小区改造，确保改造60个小区；持续优化营商环境。"


@pytest.mark.parametrize(
    ("texts", "titles", "expected"),
    [
        ([_DONE], [None], [True]),
        ([_PLANNED], [None], [False]),
        ([_DONE, _DONE, _PLANNED], [None, "工业提质增效", "城市更新提速"], [True, True, False]),
        ([_PLANNED * 4, _DONE, _PLANNED], [None, "工业", "城市"], [False, False, False]),
        ([_PLANNED, _PLANNED], [None, "2026年重点工作"], [True, False]),
        ([_PLANNED, _PLANNED], ["2025年工作回顾", "民生"], [True, False]),
    ],
    ids=[
        "done",
        "planned",
        "one turn",
        "a page of plans",
        "a heading that plans",
        "a heading that looks back",
    ],
)
def test_there_is_one_turn(texts: list[str], titles: list[str | None], expected: list[bool]) -> None:
    """A review in the midst of plans is none: reports look back first. What stands before 重点工作 is no plan of that year."""
    assert before_the_turn(texts, titles) == expected


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
