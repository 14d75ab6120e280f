"""What a holder narrower than the place has: a part of an indicator, and of a measure without a name; a thing with a name is no part of anything."""

import pytest

from tests.statements.test_statements_table import read


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("云河经开区实际使用外资90万美元。", True),
        ("云河经开区实际使用外资90万美元，税收增长9%。", True),
        ("云河经开区实际使用外资90万美元，建成人才公寓12栋。", False),
        ("脱贫人口人均纯收入增长9%。", False),
    ],
)
def test_a_part_is_of_an_indicator_or_a_measure(text: str, partial: bool) -> None:
    subject = read("review", text)[-1].subject
    assert subject is not None
    assert subject.partial is partial


def test_a_quote_begins_behind_the_bracket_of_the_number_before() -> None:
    text = "筹集保障房2.7万套（间）、公租房300套。"
    last = read("review", text)[-1]
    assert text[last.start : last.end] == "公租房300套"


def test_a_level_that_a_name_begins_with_limits_nothing() -> None:
    subjects = [s.subject for s in read("review", "新建省重点实验室、省技术创新中心各20家。")]
    assert [(s.text, s.scope) for s in subjects if s] == [("省重点实验室", None), ("省技术创新中心", None)]
