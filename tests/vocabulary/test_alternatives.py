"""Alternations spelled out: they find what the pattern finds, wherever it stands."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.vocabulary.alternatives import alternatives, begins_with_a_literal, searcher, spelled_out


@pytest.mark.parametrize(
    ("pattern", "branches"),
    [
        ("来源|作者", ["来源", "作者"]),
        ("(?:内容|文章)来自", ["内容来自", "文章来自"]),
        ("(?:您|你)?的位置", ["您的位置", "你的位置", "的位置"]),
        ("[Pp]ublic", ["Public", "public"]),
        ("更?新时间", ["更新时间", "新时间"]),
        ("(?:有(?:一|二)|没)件", ["有(?:一|二)件", "没件"]),  # the inner group begins no alternative
        ("^热线|(?:电话|手机)+号", ["^热线", "(?:电话|手机)+号"]),
        (r"[\u4e00-\u9fff]备案", [r"[\u4e00-\u9fff]备案"]),
        (r"\.com|[|(]x", [r"\.com", r"\|x", r"\(x"]),
    ],
)
def test_the_alternatives_are_written_out(pattern: str, branches: list[str]) -> None:
    assert spelled_out(pattern) == branches


def test_what_begins_with_no_literal_is_told() -> None:
    assert [begins_with_a_literal(b) for b in ("来源", r"\.com", "来?源", "^来", "(?<=来)源", r"\s来", ".")] == [
        True, True, False, False, False, False, False,
    ]  # fmt: skip
    with pytest.raises(ValueError, match="no literal begins"):
        searcher("来源|^作者")


def test_a_bar_inside_a_group_parts_no_alternative() -> None:
    assert list(alternatives(r"a(b|c)d|[|]e|\|f")) == ["a(b|c)d", "[|]e", r"\|f"]


_PATTERNS = (
    "(?:甲|乙丙)?丁[乙丙]{1,2}|(?:乙|丙)[^丁]{0,2}$|戊",
    "甲(?:乙|丙)|(?:甲|乙)?丙|[丁戊]甲?",
    "(?:更加|更)甲|(?:丙|丁)(?:甲|乙){1,2}$",
)


@pytest.mark.parametrize("pattern", _PATTERNS)
@given(text=st.text(alphabet="甲乙丙丁戊更加", max_size=12))
def test_the_same_is_found(pattern: str, text: str) -> None:
    plain, spelled = re.search(pattern, text), searcher(pattern).search(text)
    assert (plain and plain.span()) == (spelled and spelled.span())
