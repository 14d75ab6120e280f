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
