"""Forms in which copies come: set to a width, joined into one line, without a heading, retold by a newspaper."""

import re
import time

import pytest

import luoshi
from luoshi.outline import read_outline
from luoshi.outline.behind_targets import role_behind
from luoshi.outline.labels import read_label
from luoshi.text import SourceText

_OPENING = "各位代表：\n现在，我代表区人民政府，向大会报告工作，请予审议。\n"
_DONE = (
    "新增规上企业31家，技改投资增长12.5%，建成了产业园区4个。完成老旧小区改造36个，新建学校8所，取得了明显成效。"
    "我们成功引进亿元以上项目50个，累计完成投资320亿元，主要指标增速居全市前列。"
)
_PLANNED = (
    "加快建设青川大道二期，力争年内完工。确保改造老旧小区60个，继续办好民生实事，推动产业园区提质扩容。"
    "大力引进亿元以上项目，抓好现有企业技术改造，努力打造一流营商环境，让群众办事更加方便。"
)
_REVIEWED = ["产业升级步伐加快", "城市面貌明显改善", "民生福祉持续增进", "改革活力不断释放"]
_TASKS = ["做强主导产业", "提升城市品质", "办好民生实事", "深化重点改革"]


def _report(
    review: str = "一、2025年工作回顾\n", plans: str = "二、2026年重点工作\n", stop: str = "。"
) -> str:
    told = "\n".join(f"{title}{stop}一年中，{title[:4]}有了新样子。{_DONE}" for title in _REVIEWED)
    planned = "\n".join(f"{title}{stop}紧紧抓住{title[-4:]}这件事。{_PLANNED}" for title in _TASKS)
    end = "各位代表！让我们团结一心，为建设现代化青川而努力奋斗！\n"
    return f"{_OPENING}{review}{told}\n{plans}{planned}\n{end}"


def _titles(text: str) -> list[str | None]:
    return [s.title for s in luoshi.read(text).outline if s.title]


def _role_of(text: str, words: str) -> str:
    at = text.index(words)
    inside = [s for s in luoshi.read(text).outline if s.span.start <= at < s.span.end]
    return inside[-1].role


_WHOLE = _titles(_report())


def test_a_report_whose_plans_have_no_heading_turns_all_the_same() -> None:
    """The heading 二、2026年重点工作 is missing; so is that of the review."""
    for text in (_report(plans=""), _report("", ""), _report(plans="二、勠力同心再出发\n")):
        assert _role_of(text, "城市面貌") == "review"
        assert _role_of(text, "提升城市品质") == "tasks"


def test_headings_without_number_and_stop() -> None:
    """Each stands on a line of its own before its paragraph."""
    assert _titles(_report(stop="\n")) == _WHOLE


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n \n"])
def test_lines_set_to_a_width_are_joined_with_a_notice(between: str) -> None:
    lines = [
        between.join(re.findall(".{1,30}", line)) if len(line) > 40 else line
        for line in _report().split("\n")
    ]
    report = luoshi.read("\n".join(lines))
    found = [s.title for s in report.outline if s.title]
    assert [title for title in found if title in _WHOLE] == _WHOLE
    assert sum(notice.kind == "broken_line" for notice in report.notices) > 20


@pytest.mark.parametrize("blank", [" ", "\u3000\u3000", "    "])
def test_paragraphs_joined_by_blanks(blank: str) -> None:
    text = _report().replace(_DONE, _DONE * 3).replace(_PLANNED, _PLANNED * 3)
    assert _titles(text.replace("\n", blank)) == _WHOLE


def test_items_with_dashes_in_one_paragraph() -> None:
    items = "".join(f"——{title}。{_DONE}" for title in _REVIEWED)
    text = (
        f"{_OPENING}一、2025年工作回顾\n过去一年，我们做了四件大事。{items}\n二、2026年重点工作\n{_PLANNED}\n"
    )
    assert [title for title in _titles(text) if title in _REVIEWED] == _REVIEWED


def test_parts_that_begin_alike() -> None:
    """`一年来，…` three times opens themes of one review, and no part."""
    told = "".join(
        f"一年来，我们抓好第{n}件大事，{title}。{_DONE}\n"
        for n, title in zip("一二三", _REVIEWED, strict=False)
    )
    text = f"{_OPENING}一、2025年工作回顾\n{told}二、2026年重点工作\n{_PLANNED}\n"
    assert [s.role for s in luoshi.read(text).outline if s.level == 1] == ["opening", "review", "tasks"]
    assert _role_of(text, "第三件大事") == "review"


@pytest.mark.parametrize(
    "text", ["五一、端午等假期接待游客120万人次。", "三八、五四活动丰富多彩。", "一、二、三产业分别增长"]
)
def test_days_are_no_numbers_of_headings(text: str) -> None:
    assert read_label(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("十二、加快发展", 12), ("（二十一）稳就业", 21), ("三、扩大开放", 3)]
)
def test_numbers_of_headings(text: str, number: int) -> None:
    label = read_label(text)
    assert label is not None
    assert label.number == number


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("上述目标，统筹考虑了需要与可能，也体现了奋发有为的要求。", "targets"),
        ("确定这些目标，充分考虑了发展基础和支撑条件。", "targets"),
        ("工作中，我们将把握好以下几个方面：", "requirements"),
        (
            "实现上述目标，必须坚持稳中求进，牢牢把握高质量发展这个首要任务。"
            + "我们要把群众的期盼记在心上，" * 8,
            "requirements",
        ),
        ("围绕上述目标，重点做好八个方面工作：", None),
        ("各位代表，我们必须坚持干字当头，我们要抢抓一切有利时机。" * 6, None),
    ],
)
def test_what_stands_behind_the_targets(text: str, role: str | None) -> None:
    assert role_behind(text) == role


def test_a_newspapers_digest_is_not_complete() -> None:
    text = (
        "临河日报讯 1月8日，区长江一帆代表区人民政府向大会作政府工作报告。\n"
        "报告分为三个部分：一、2025年工作回顾；二、2026年重点工作；三、政府自身建设。\n"
        f"《报告》说，过去一年，{_DONE * 3}\n《报告》指出，今年，{_PLANNED * 3}\n"
        "《报告》最后强调，让我们团结一心，为建设现代化青川而努力奋斗！\n"
    )
    report = luoshi.read(text)
    assert not report.front.complete
    assert "page_gap" in {notice.kind for notice in report.notices}
    assert not [s for s in report.outline if s.label]


@pytest.mark.parametrize("shape", ["one line", "short lines", "titles", "openers", "dashes", "blanks"])
def test_time_is_linear(shape: str) -> None:
    """Twice the text, about twice the time; measured on texts that take some hundredths of a second."""
    unit = {
        "one line": _DONE, "short lines": "改造\n", "titles": "2025年工作回顾\n", "openers": f"今年，{_PLANNED[:30]}。\n",
        "dashes": f"——{_REVIEWED[0]}。\n", "blanks": f"{_REVIEWED[0]} ",
    }[shape]  # fmt: skip

    def seconds(length: int) -> float:
        source = SourceText.from_string(_OPENING + unit * (length // len(unit)))
        start = time.process_time()
        read_outline(source)
        return time.process_time() - start

    seconds(21_000)  # what is compiled and loaded once
    assert any(
        seconds(80_000) < 12 * seconds(20_000) + 0.2 for _ in range(4)
    )  # a busy machine is not busy each time
