"""A clause: the stretch between two marks."""

import re

# The colon of 1.93：1 ends no clause. The stretch between two marks is taken at once, not character by character.
CLAUSE = re.compile(r"[^，。；：！？\n]+(?:(?<=\d)：(?=\d)[^，。；：！？\n]+)*")


def is_open(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` ends inside a parenthesis."""
    return text.rfind("（", start, end) > text.rfind("）", start, end)


def in_quotes(text: str, start: int, cut: int, end: int) -> bool:
    """Whether a quotation of ``text[start:end]`` is open at ``cut`` and closes before the end."""
    opens = text.rfind("“", start, cut)
    return opens >= 0 and text.find("”", opens, cut) < 0 and text.find("”", cut, end) >= 0
