"""Laws that hold on every input: quotes stand, damage changes no value, planted sentences come back, time is linear."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import luoshi
from luoshi.ledger.build import read_source
from luoshi.text import SourceText

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
CORPUS = sorted((ROOT.parent / "shared" / "corpus").glob("*/*.txt"))[::16]

REPORT = """云岭省南屏市2026年政府工作报告
——2026年1月20日在南屏市第九届人民代表大会第六次会议上
南屏市人民政府市长 韩望舒
各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议，并请市政协委员提出意见。
一、2025年工作回顾
过去一年，全市上下迎难而上，较好完成了年度任务。全市地区生产总值达到1860.5亿元、增长5.4%，一般公共预算收入121.2亿元，增长3.6%；城镇、农村居民人均可支配收入分别增长4.5%、6%左右。新建学校12所，新增学位8000个。
发展中还有不少困难，主要表现在：重大项目储备不足，公共服务仍有短板。对此，我们将认真解决。
二、2026年工作安排
今年全市经济社会发展主要预期目标是：{targets}
（一）着力扩大有效投资。实施亿元以上项目300个，其中超10亿元项目25个。优化营商环境，加强要素保障。
（二）着力保障和改善民生。新建改建农村公路150公里，改造老旧小区76个。
三、加强政府自身建设
坚持依法行政，提高政务服务效率。
各位代表！让我们团结奋斗，谱写南屏发展新篇章！
"""
LIST = "地区生产总值增长5.5%左右，固定资产投资增长6%以上，城镇新增就业4.5万人，居民消费价格涨幅2%左右。"


def read(text: str) -> luoshi.Report:
    return read_source(SourceText.from_string(text))


def values(report: luoshi.Report) -> list[tuple[object, ...]]:
    return [
        (e.kind, e.headline, e.indicator, e.measure, e.direction, e.bound, e.low, e.high, e.unit, e.period)
        for e in report.entries
    ]


def assert_quotes_stand(report: luoshi.Report) -> None:
    text = report.source.text
    for line in (*report.entries, *report.notices, *report.unused):
        assert text[line.span.start : line.span.end] == line.quote
    for section in report.outline:
        assert section.span.end <= len(text)


def _widths(text: str) -> str:
    return text.translate({ord(c): chr(ord(c) + 0xFEE0) for c in "0123456789%."})


def _half_marks(text: str) -> str:
    return text.translate(str.maketrans("，；：（）！", ",;:()!"))


def _spread(text: str) -> str:
    return re.sub(r"(?<=\d)(?=[\d%万亿])", " ", text)


def _indented(text: str) -> str:
    return text.replace("\n", "\n\u3000\u3000")


def _literal_breaks(text: str) -> str:
    return text.replace("\n", "\\r\\n")


DAMAGES = [_widths, _half_marks, _spread, _indented, _literal_breaks, lambda t: t.replace("\n", "\r\n\r\n")]


@given(st.lists(st.sampled_from(DAMAGES), min_size=1, max_size=3, unique=True))
@settings(max_examples=40)
def test_damage_changes_no_value_and_no_quote(damages: list[object]) -> None:
    clean = text = REPORT.format(targets=LIST)
    for damage in damages:
        text = damage(text)  # type: ignore[operator]
    report = read(text)
    assert_quotes_stand(report)
    assert values(report) == values(read(clean))


SUBJECTS = {
    "地区生产总值": "gdp",
    "规上工业增加值": "industrial_va",
    "固定资产投资": "fai",
    "社会消费品零售总额": "retail_sales",
    "一般公共预算收入": "fiscal_revenue",
    "进出口总额": "trade",
    "居民人均可支配收入": "resident_income",
}
BOUNDS = {"": "exact", "左右": "about", "以上": "at_least"}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(SUBJECTS)),
            st.decimals(min_value=1, max_value=30, places=1),
            st.sampled_from(sorted(BOUNDS)),
        ),
        min_size=3,
        max_size=7,
        unique_by=lambda item: item[0],
    ),
    st.sampled_from(["，", "；", "、"]),
)
@settings(max_examples=60)
def test_planted_targets_come_back(items: list[tuple[str, object, str]], mark: str) -> None:
    sentence = mark.join(f"{subject}增长{value}%{bound}" for subject, value, bound in items) + "。"
    report = read(REPORT.format(targets=sentence))
    listed = [e for e in report.entries if e.headline]
    assert [(e.indicator, e.bound, e.quote) for e in listed] == [
        (SUBJECTS[subject], BOUNDS[bound], f"{subject}增长{value}%{bound}") for subject, value, bound in items
    ]
    for entry, (_, value, _) in zip(listed, items, strict=True):
        assert float(entry.low or "nan") == float(value)  # type: ignore[arg-type]


@given(
    st.text(
        alphabet="增长下降占比其中分别、，。；：（）“”1２0.5%％亿元万人项目年月一二三是和及\n 　",
        max_size=400,
    )
)
@settings(max_examples=150)
def test_any_text_keeps_its_quotes(text: str) -> None:
    assert_quotes_stand(read(text))


@pytest.mark.parametrize("path", [*EXAMPLES, *CORPUS], ids=lambda path: path.stem)
def test_every_digit_stands_in_an_entry_or_is_listed(path: Path) -> None:
    report = luoshi.read(path)
    text = report.source.text
    covered = bytearray(len(text))
    for line in (*report.entries, *report.unused):
        covered[line.span.start : line.span.end] = b"\1" * (line.span.end - line.span.start)
    silent = [
        text[max(0, m.start() - 10) : m.end() + 6]
        for m in re.finditer(r"\d+", text)
        if not all(covered[m.start() : m.end()])
    ]
    assert silent == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_ids_tell_entries_apart_whatever_the_path(path: Path) -> None:
    report = luoshi.read(path)
    ids = [e.id for e in report.entries]
    assert len(ids) == len(set(ids))
    assert ids == [e.id for e in read(report.source.text).entries]


@pytest.mark.parametrize(
    "unit",
    [
        "增长5%、",
        "其中",
        "、和与及",
        "（",
        "分别",
        "超过1",
        "一是",
        "从1到",
        "占比重",
        "地区生产总值",
        "“",
        "1，",
        "的",
        "全市",
    ],
)
def test_time_grows_linearly(unit: str) -> None:
    def seconds(size: int) -> float:
        text = REPORT.format(targets=unit * (size // len(unit)))
        begin = time.process_time()
        read(text)
        return time.process_time() - begin

    def growth() -> float:
        large = min(seconds(32_000) for _ in range(2))
        return 0.0 if large < 0.25 else large / min(seconds(8_000) for _ in range(2))

    # four times the text; a square law would take sixteen, however often it is tried; a busy machine is not busy each time
    assert any(growth() < 10 for _ in range(4))
