"""What holds for every text: sections nest, spans lie in the text, nothing is read twice, time grows linearly."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.outline import Section, is_report, read_front, read_outline
from luoshi.text import SourceText, Span

PIECES = [
    "各位代表：", "现在，我代表市人民政府，向大会报告工作，请予审议。", "一、", "（二）", "3.", "——", "一是", "第一，", "2025年工作回顾", "主要预期目标是：生产总值增长5%。",
    "表示衷心的感谢！", "我们也清醒地认识到，还存在不足、差距、短板。", "\n", "\\r\\n", "　　", "。", "，", "！", "：", "“", "”", "下载", "上一篇：", "...", "内容摘要：", "名词解释", "\ufeff", "x",
    "加快推进项目建设。全年完成投资120亿元，新开工项目30个。",
]  # fmt: skip
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def check(text: str, outline: tuple[Section, ...]) -> None:
    by_id = {s.id: s for s in outline}
    assert len(by_id) == len(outline)
    covered = 0
    for section in outline:
        assert 0 <= section.span.start <= section.span.end <= len(text)
        if section.heading is not None:
            assert section.span.covers(section.heading)
        if section.parent is None:
            assert section.level == 1
            gap = text[covered : section.span.start].replace("\\r", "").replace("\\n", "")
            assert covered <= section.span.start
            assert (
                not gap.strip(
                    "\x00\ufeff\u200b\u200d \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u3000"
                )
                or gap.isspace()
            )
            covered = section.span.end
        else:
            assert section.level == by_id[section.parent].level + 1
            assert by_id[section.parent].span.covers(section.span)
    siblings: dict[str | None, Span] = {}
    for section in outline:
        before = siblings.get(section.parent)
        assert before is None or before.end <= section.span.start
        siblings[section.parent] = section.span


@given(texts)
def test_sections_nest_and_lie_in_the_text(text: str) -> None:
    source = SourceText.from_string(text)
    outline = read_outline(source)
    check(text, outline)
    read_front(source, outline, file_name="临河市-2021.txt")
    is_report(source, outline)
    assert read_outline(source) == outline


ADVERSARIAL = [
    "一、", "（一）", "各位代表，", "一是", "我们也清醒地认识到", "做好今年工作，", "总体要求", "主要预期目标", "——", "今年", "“", "政府工作报告", "表示",
    "1.", "过去五年工作回顾", "全市", "加强", "二〇", "，", "。", "第一届", "市长", "\\r\\n", "建设政府", "主要预期目标是5%，", "：（一）甲",
    "一、2025年工作\n", "还存在不足、差距、短板\n", "合肥蚌埠柳州玉林", "（一）甲。", "2025年工作回顾\n经济持续向好。完成各项任务，取得明显成效。\n",
    "新征程：开局\n甲乙丙丁戊己庚辛壬癸，子丑寅卯辰巳午未申酉戌亥，天地玄黄，宇宙洪荒，日月盈昃，辰宿列张。\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", ADVERSARIAL)
def test_time_grows_linearly(piece: str) -> None:
    def took(length: int) -> float:
        source = SourceText.from_string(piece * (length // len(piece)))
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            outline = read_outline(source)
            read_front(source, outline)
            best = min(best, time.process_time() - start)
        return best

    took(1000)
    assert any(
        took(80_000) < 16 * took(20_000) + 0.1 for _ in range(4)
    )  # a busy machine is not busy each time
