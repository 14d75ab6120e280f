"""How firmly a promise binds: the wish before one value is for those that go on with it, and for no others."""

import pytest
from test_statements_table import read

CASES = [
    ("确保粮食播种面积稳定在40万亩以上、蔬菜产量稳定在9万吨左右。", ["ensure", "ensure"]),
    ("完成固定资产投资80亿元，其中工业投资30亿元。", ["complete", "complete"]),
    ("社会消费品零售总额力争达到60亿元，增长7%。", ["strive", "strive"]),
    ("力争新增规上企业12家，改造危旧桥梁8座。", ["strive", "expect"]),
    ("力争新增规上企业12家；新建学校3所。", ["strive", "expect"]),
    ("确保9个城建项目完成投资7亿元。", ["ensure", "ensure"]),
    ("力争海洋生产总值增速高于GDP增速2个百分点。", ["strive"]),
    ("竹木加工业力争实现年产值45亿元。", ["strive"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:12] for text, _ in CASES])
def test_modality(text: str, expected: list[str | None]) -> None:
    assert [s.modality for s in read("tasks", text)] == expected
