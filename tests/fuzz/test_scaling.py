"""Time grows with the length of a text and no faster, whatever the text is made of.

A copy that lost its line breaks is one line of half a million characters, and a page of navigation may be blanks or digits
alone. Each shape is read short and twelve times as long: what is linear takes twelve times as long, what is quadratic 144.
"""

import time
from collections.abc import Callable

import pytest

import luoshi

SHORT, TIMES = 3000, 12
LIMIT = 24.0  # between twelve and 144, with room for a busy machine
TRIES = 4
FLOOR = 0.02  # seconds; what takes less is noise
REPORT = """政府工作报告
——2026年1月12日在青川县第十届人民代表大会第五次会议上
各位代表：
一、2025年工作回顾
{review}
二、2026年工作安排
今年经济社会发展的主要预期目标是：地区生产总值增长5%，{targets}。
"""

SHAPES = {
    "clauses without numbers": "加快产业发展，推进项目建设，",
    "clauses with numbers": "固定资产投资增长6%，新建公路5公里，",
    "clauses of both kinds": "全市经济平稳运行，工业投资增长6%，产业加快发展，",
    "bare heads": "全市经济平稳运行，产量5万吨，利润达到3亿元，",
    "semicolons": "投资增长5%；",
    "handed down": "居民收入与经济增长同步，能耗完成省定目标，",
    "averages": "五年来，生产总值达到5亿元，年均增长5%，",
    "each its own": "城镇、农村居民人均可支配收入分别增长5%、6%，",
    "parts": "其中民间投资增长5%，",
    "size classes": "超亿元项目10个，其中超10亿元3个，",
    "gaps": "高于全省1.2和0.8个百分点，",
    "list of words": "粮食、蔬菜、水果、",
    "list of rates": "5%、6%、7%、",
    "list of bare numbers": "3、5、8、",
    "list of things": "新建公园3个、学校5所、",
    "lists summed up": "主要领域、环节8项指标，",
    "open brackets": "（",
    "open brackets with numbers": "（推进，增长5%，",
    "bracketed": "项目（新建）5个，",
    "open quotations": "“推进，增长5%，",
    "ratios": "产业结构为1：2：3，",
    "blanks": "\u3000",
    "digits": "1234567890",
    "numerals": "百万",
    "one verb": "增长",
    "marks": "，",
    "years": "2025年，",
    "no marks": "主要经济指标完成任务",
}


def _repeated(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def _nested(length: int) -> str:
    return "（" * (length // 2) + "）" * (length // 2)


def _seconds(text: str) -> float:
    began = time.process_time()
    luoshi.read(text)
    return max(time.process_time() - began, FLOOR)


def _assert_linear(shape: Callable[[int], str], part: str) -> None:
    def report(length: int) -> str:
        return REPORT.format(
            **({"review": "经济平稳运行。", "targets": "投资增长6%"} | {part: shape(length)})
        )

    def grows_linearly() -> bool:
        short = _seconds(report(SHORT))
        return _seconds(report(SHORT * TIMES)) < short * LIMIT

    # a square law takes 144 times as long however often it is tried; a busy machine is not busy each time
    assert any(grows_linearly() for _ in range(TRIES))


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_read_in_linear_time(name: str) -> None:
    _assert_linear(lambda length: _repeated(SHAPES[name], length), "review")


@pytest.mark.parametrize("name", ["clauses of both kinds", "each its own", "list of words"])
def test_a_list_of_targets_is_read_in_linear_time(name: str) -> None:
    _assert_linear(lambda length: _repeated(SHAPES[name], length), "targets")


def test_nested_brackets_are_read_in_linear_time() -> None:
    _assert_linear(_nested, "review")


def test_one_number_behind_many_clauses_is_read_in_linear_time() -> None:
    _assert_linear(lambda length: _repeated("全市经济平稳运行，", length) + "利润增长5%", "review")
    _assert_linear(lambda length: "（" + _repeated("推进，", length) + "增长5%", "review")
