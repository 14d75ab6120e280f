"""A character that may open a unit is in the sets by which the search for an opening is spared."""

import re

from luoshi.lines import columns, reader


def firsts(pattern: re.Pattern[str]) -> set[str]:
    """The characters that the pattern can take first."""
    return {
        chr(code) for code in range(0x20, 0xA000) if (m := pattern.match(chr(code) + "要" * 8)) and m.end()
    } | {
        word[0]
        for word in re.findall(r"[\u4e00-\u9fff]+", pattern.pattern)
        if (m := pattern.match(word + "是")) and m.end()
    }


def test_no_opening_is_spared() -> None:
    assert firsts(columns._OPENING) <= columns._OPENS_SO
    assert firsts(columns._MANNER) <= columns._OPENS_SO
    assert firsts(reader._BEFORE) <= reader._BEFORE_FIRST
