"""Where a text is cut: at its marks, and nowhere else."""

from luoshi.lines.units import cut
from luoshi.outline.section import Role, Section
from luoshi.outline.stretches import Stretch
from luoshi.text import Span


def part(text: str, role: Role = "tasks", start: int = 0, end: int | None = None) -> Stretch:
    """A stretch of one section."""
    end = len(text) if end is None else end
    section = Section("s1", None, 1, None, None, role, Span(start, end), None)
    return Stretch(start, end, section, False, (section,))


def pieces(text: str) -> list[str]:
    units = cut(text, [part(text)])
    return [text[start:end] for start, end in zip(units.starts, units.ends, strict=True)]


def test_a_text_is_cut_at_its_marks() -> None:
    assert pieces("改造老旧小区20个、新建口袋公园8处；出台办法。") == [
        "改造老旧小区20个",
        "新建口袋公园8处",
        "出台办法",
    ]


def test_a_ratio_is_not_cut() -> None:
    assert pieces("师生比达到1：18，校舍新增") == ["师生比达到1：18", "校舍新增"]


def test_what_holds_nothing_is_no_unit() -> None:
    assert pieces("，。、 ；——。建设新区") == ["建设新区"]


def test_a_line_of_the_text_begins_a_paragraph() -> None:
    text = "建设新区。办好学校。\n修好路，通上水。"
    assert cut(text, [part(text)]).firsts.tolist() == [True, False, True, False]


def test_units_know_their_role_and_the_mark_behind_them() -> None:
    text = "去年建成新区。今年办好学校！"
    units = cut(text, [part(text, "review", 0, 7), part(text, "tasks", 7)])
    assert [chr(mark) for mark in units.marks] == ["。", "！"]
    assert units.roles[0] != units.roles[1]


def test_a_paragraph_without_an_end_is_weighed_in_pieces() -> None:
    text = "建设新区，" * 1000
    units = cut(text, [part(text)])
    assert len(units) == 1000
    assert 2 <= int(units.firsts.sum()) < 10


def test_nothing_gives_nothing() -> None:
    assert len(cut("", [])) == len(cut("。。", [part("。。")])) == 0
