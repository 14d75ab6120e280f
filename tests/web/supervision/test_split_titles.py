"""Titles of drafted rows read by themselves in a list."""

import pytest

from luoshi_web.supervision.drafting.titles import title_of

CASES = (
    ("组建5支专业招商小分队", "聚焦主导产业强链补链，", "组建5支专业招商小分队"),
    ("其中超10亿元18个", "新招引超亿元项目100个，", "新招引超亿元项目100个，其中超10亿元18个"),
    ("超50亿元2个", "聚焦强链补链，新招引超亿元项目100个，其中超10亿元18个、", "新招引超亿元项目100个，其中超10亿元18个、超50亿元2个"),
    ("该项目全长20公里", "确保22个项目投产，力争城际快速路开工建设，", "力争城际快速路开工建设，该项目全长20公里"),
    ("改造提升1.3万亩", "新建高标准农田2万亩，", "新建高标准农田2万亩，改造提升1.3万亩"),
    ("地区生产总值年均增长５．５％左右,到２０３０年突破３０００亿元", "", "地区生产总值年均增长5.5%左右，到2030年突破3000亿元"),
    ("新增学位3600个", "新建小学3所，", "新增学位3600个"),
    ("其他行业平稳增长。", "工业增长5%，", "其他行业平稳增长"),
    ("其中一半为新能源", "", "其中一半为新能源"),
)  # fmt: skip


@pytest.mark.parametrize(("quote", "before", "title"), CASES, ids=[case[0] for case in CASES])
def test_a_title_reads_by_itself(quote, before, title):
    assert title_of(quote, before) == title


def test_a_title_fits_its_column():
    assert len(title_of("该" + "长" * 400, "甲" * 90 + "，")) == 300
