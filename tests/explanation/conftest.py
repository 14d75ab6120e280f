"""An invented report, short enough to explain all of it."""

import pytest

import luoshi
from luoshi.ledger.report import Report

TEXT = """青川区人民政府工作报告
各位代表：
现在，我代表区人民政府，向大会报告工作，请予审议。
一、2025年工作回顾
过去一年，全区地区生产总值达到375.1亿元、增长6.2%。全面贯彻上级各项决策。滨河大桥建成通车，改造老旧小区20个。其中10亿元以上项目12个。
二、2026年工作安排
今年发展的主要预期目标是：地区生产总值增长5%左右，城镇、农村居民人均可支配收入分别增长4.5%、5.5%以上，力争规上工业增加值增速高于全省平均水平，城镇新增就业6500人以上。
做好今年的工作，要重点抓好以下几个方面：
（一）着力补短板。要开工建设城北水厂，确保年内新建公办小学3所。诉求办结率和群众满意率均达到98%以上。深入开展安全生产专项整治，让群众更安心。
各位代表！让我们一起努力。
"""


@pytest.fixture(scope="session")
def report() -> Report:
    return luoshi.read(TEXT)
