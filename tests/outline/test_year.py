"""The year is a vote: which grounds speak for which year, and what is told of one that loses."""

import pytest

import luoshi
from luoshi.outline import read_front, read_outline
from luoshi.outline.year import own_years
from luoshi.text import SourceText

_REVIEW = "过去一年，全区新建学校8所，规上工业增加值增长5.2%，取得了明显成效。"
_PLANS = "加快建设青川大道，确保年内完工，力争改造小区60个，继续办好民生实事。"


def _report(title: str, day: str, review: str, plans: str) -> str:
    return (
        f"{title}\n——{day}在青川区第六届人民代表大会第五次会议上\n区长 江一帆\n各位代表：\n"
        "现在，我代表区人民政府，向大会报告工作，请予审议。\n"
        f"{review}\n{_REVIEW * 4}\n{plans}\n{_PLANS * 4}\n"
    )


@pytest.mark.parametrize(
    ("title", "day", "review", "plans", "year", "losers"),
    [
        ("2026年政府工作报告", "2026年1月8日", "一、2025年工作回顾", "二、2026年重点工作", 2026, []),
        (
            "2026年政府工作报告",
            "2026年1月8日",
            "一、2025年工作回顾",
            "二、2020年重点工作",
            2026,
            ["二、2020年重点工作"],
        ),
        (
            "2014年政府工作报告",
            "2026年1月8日",
            "一、2025年工作回顾",
            "二、2026年重点工作",
            2026,
            ["2014年政府工作报告"],
        ),
        ("政府工作报告", "2025年12月28日", "一、2025年工作回顾", "二、今年的重点工作", 2026, []),
        ("政府工作报告", "2026年1月8日", "一、“十四五”时期工作回顾", "二、2026年重点工作", 2026, []),
        ("政府工作报告", "2026年1月8日", "一、工作回顾", "二、迈向2035年远景目标的重点工作", 2026, []),
    ],
    ids=[
        "one voice",
        "a heading of another year",
        "a title of another year",
        "December",
        "a plan's years",
        "long-term goals",
    ],
)
def test_the_year_has_most_votes(
    title: str, day: str, review: str, plans: str, year: int, losers: list[str]
) -> None:
    report = luoshi.read(_report(title, day, review, plans))
    assert report.front.year == year
    told = [notice for notice in report.notices if notice.kind == "year_outvoted"]
    assert [notice.quote for notice in told] == losers
    assert all(f"for {year}, which was taken" in (notice.suggestion or "") for notice in told)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2026年重点工作", [2026]),
        ("关于《规划纲要（2021年—2025年）》的说明", []),
        ("到2030年的目标", []),
        ("2035年远景目标和2026年工作安排", [2026]),
        ("2025年工作回顾和2026年工作安排", [2025, 2026]),
    ],
)
def test_years_that_have_a_vote(text: str, years: list[int]) -> None:
    assert own_years(text) == years


def test_the_name_of_the_file_is_one_voice_among_others() -> None:
    source = SourceText.from_string(
        _report("2026年政府工作报告", "2026年1月8日", "一、2025年工作回顾", "二、2026年重点工作")
    )
    assert read_front(source, read_outline(source), file_name="青川区-2019.txt").year == 2026
    alone = SourceText.from_string(
        f"各位代表：\n现在，我代表区人民政府，向大会报告工作，请予审议。\n{_REVIEW}\n{_PLANS}\n"
    )
    front = read_front(alone, read_outline(alone), file_name="青川区-2019.txt")
    assert (front.year, front.guessed) == (2019, ("place", "year"))
