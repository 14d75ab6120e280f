"""Where the list of main expected targets ends, in a copy whose line breaks are lost."""

import pytest

from luoshi.quantities import scan
from luoshi.statements.calendar import Calendar
from luoshi.statements.headlines import Headlines
from luoshi.statements.reader import SENTENCE, Sentence, read_sentence

TEXT = "主要预期目标是：地区生产总值增长5%；固定资产投资增长4%；城镇新增就业2万人。签约项目总数突破200个。"


@pytest.mark.parametrize(("second_role", "listed"), [("targets", 4), ("tasks", 3)])
def test_a_list_ends_with_its_section(second_role: str, listed: int) -> None:
    calendar, headlines = Calendar(2026), Headlines()
    calendar.begin("targets")
    found = []
    numbers = scan(TEXT).quantities
    for match, role in zip(SENTENCE.finditer(TEXT), ("targets", second_role), strict=True):
        inside = [q for q in numbers if match.start() <= q.span.start < match.end()]
        sentence = Sentence(TEXT, match.start(), match.end(), inside, role, heading=False)
        found += read_sentence(sentence, calendar, 2026, (), headlines)[0]
    assert [s.headline for s in found] == [True] * listed + [False] * (4 - listed)
