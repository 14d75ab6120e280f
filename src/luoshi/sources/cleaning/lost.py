"""Characters that a copy lost: ``1?43亿美元``, ``“6 2 x”``, ``二\ufffd\ufffd三五年``, ``????各位代表``.

A conversion between encodings leaves ``?`` (or U+FFFD) for what it does not know: a point between digits, a dot in a
name, the blanks of an indent. Web forms take ``+`` for a blank. What stood there is suggested where the place says it.
"""

from collections.abc import Iterator

from luoshi.sources.cleaning.damage import Damage
from luoshi.text import GONE
from luoshi.text.late import late
from luoshi.vocabulary.behind_values import begins_a_clause, ends_with_value

# A run of question marks, one alone included; U+FFFD; characters of a font's own (private use) and
# halves of a pair (surrogates), which no text should hold; null bytes. One class first, that the engine can skip to.
_LOST = late("[?？\ufffd\ud800-\uf8ff\x00][?？\ufffd\ud800-\uf8ff\x00]*")
# 难道…吗？ A question mark behind such a clause is one.
_ASKS = late(
    "吗|呢|么|什|谁|何|哪|几|多少|多大|多久|怎|岂|难道|是否|能否|可否|有无|有没有|是不是|不是|要不要|会不会|能不能|为了|行不行|对不对|好不好"
)
_CLAUSE = 120  # characters of a sentence that are looked through for a word that asks
_STOPS = "。！？!?\n"
_NUMERAL = "零〇一二三四五六七八九十"
_LABEL = late(
    r"(?:^|[\n\u3000 。])[一二三四五六七八九十]{1,3}$"
)  # 二\ue5e5结构调整: the mark of a section's number
_NUMBER_GOES_ON = frozenset(".%％‰万亿元、")
_INDENTED = 4  # a paragraph's indent: two full-width blanks are four bytes
_INDENT = frozenset("\n\t \u3000\r")
_SENTENCE_ENDS = frozenset("。！")
# “6 2 x”, “基金 产业”: in a short name between quotation marks a single blank between two signs was a plus sign.
_QUOTED = late('“([^“”"\n]{3,24})”|"([^“”"\n]{3,24})"')
_PLUS = late(r"(?<=[\w\u4e00-\u9fff）]) (?=[\w\u4e00-\u9fff（])")
_WORD = late(r"[A-Za-z]{2,} [A-Za-z]{2,}")
_HAN = late(r"[\u4e00-\u9fff]+")
_STRAY = late(r" (?<=[\u4e00-\u9fff] )(?=[\u4e00-\u9fff])")
_MOST_STRAYS = 0.002  # of the characters: in a copy with blanks all over, a blank says nothing
# A line break that was written out; the view reads it as one.
_WRITTEN_BREAK = late(r"(?:\\r)?\\n")
_FEW = 3


def find(source: str) -> Iterator[Damage]:
    """The characters that ``source`` lost, run by run; written-out line breaks once for the whole copy."""
    for run in _LOST.finditer(source):
        if (damage := _run(source, run.start(), run.end())) is not None:
            yield damage
    if " " in source:
        plus = list(_plus_signs(source))
        if plus and len(_STRAY.findall(source)) - len(plus) <= max(_FEW, len(source) * _MOST_STRAYS):
            yield from plus
    if "\\n" in source and len(breaks := _WRITTEN_BREAK.findall(source)) >= _FEW:
        first = _WRITTEN_BREAK.search(source)
        assert first is not None
        yield Damage(
            "lost_character", first.start(), first.end(), f"a line break (written out: {len(breaks)})"
        )


def _run(source: str, start: int, end: int) -> Damage | None:
    size = end - start
    before, after = source[start - 1 : start], source[end : end + 1]
    if source[start] in "?？" and size == 1 and _is_question(source, start, after):
        return None
    if "\ue000" <= source[start] <= "\uf8ff" and _in_number(before, after):
        return Damage("lost_character", start, end, "nothing", GONE * size)
    if before.isdigit() and after.isdigit():
        return Damage("lost_character", start, end, ".", "." + GONE * (size - 1))
    if _LABEL.search(source, max(0, start - 5), start):
        return Damage("lost_character", start, end, "、", "、" + GONE * (size - 1))
    if before and before in _NUMERAL and after and after in _NUMERAL:
        return Damage("lost_character", start, end, "〇", "〇" + GONE * (size - 1))
    if not before or before in _INDENT or not after or after in _INDENT:
        return Damage("lost_character", start, end, "blanks", " " * size)
    if before in _SENTENCE_ENDS:
        # 。?全年新增就业: a paragraph's indent; the line break went with it
        return Damage("lost_character", start, end, "a line break", "\n" + " " * (size - 1))
    if source[start] in "?？" and (size >= _INDENTED or (size >= 2 and _opens_line(source, end))):
        return Damage("lost_character", start, end, "blanks", " " * size)
    if size == 1 and ends_with_value(source, start) and begins_a_clause(source, end):
        return Damage("lost_character", start, end, "，", "，")  # 52公里?新增公共充电桩
    return Damage("lost_character", start, end, "·" if size == 1 else "—" * size, "·" * size)


def _in_number(before: str, after: str) -> bool:
    """增长\ue0006.5%, 6\ue000.5%, 12\ue000%: a private sign in a number or before it stands for no character."""
    if before.isdigit() or before == ".":
        return after.isdigit() or after in _NUMBER_GOES_ON
    return after.isdigit() and before >= "\u4e00"


def _opens_line(source: str, end: int) -> bool:
    """县长 贾瑞生????各位代表：????现在: what follows began a line."""
    return source.startswith(("各位代表", "现在", "各位委员", "同志们"), end)


def _is_question(source: str, start: int, after: str) -> bool:
    """Whether the mark at ``start`` ends a sentence that asks."""
    if after.isdigit() and source[start - 1 : start].isdigit():
        return False
    floor = max(0, start - _CLAUSE)
    opened = max(source.rfind(stop, floor, start) for stop in _STOPS)
    return _ASKS.search(source, max(opened, floor), start) is not None


def _plus_signs(source: str) -> Iterator[Damage]:
    for name in _QUOTED.finditer(source):
        start, end = name.span(1) if name[1] else name.span(2)
        if " " not in source[start:end] or _WORD.search(source, start, end) or _is_slogan(source[start:end]):
            continue
        for blank in _PLUS.finditer(source, start, end):
            yield Damage("lost_character", blank.start(), blank.end(), "+", "+")


def _is_slogan(name: str) -> bool:
    """“进窗口 走流程”: halves of one length, set apart by a blank and nothing else."""
    parts = name.split(" ")
    return len(set(map(len, parts))) == 1 and len(parts[0]) > 2 and _HAN.fullmatch("".join(parts)) is not None
