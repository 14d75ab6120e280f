"""A stretch of a report read by itself, for entries that people cut out or add: its number, its subject, its indicator. Pure."""

from decimal import Decimal

from luoshi.quantities import find
from luoshi.vocabulary.indicators import indicators
from luoshi_web.ledgerstore.reading import LINE, MODALITIES, Reading, amount

_EDGES = " \t\r\n\u3000，、；。：,;:"
_LONGEST_SUBJECT = 200
_ACTS = (
    "增长",
    "达到",
    "提高到",
    "提高",
    "下降",
    "完成",
    "实现",
    "新增",
    "控制在",
    "保持在",
    "确保",
    "力争",
    "分别",
    "为",
    "达",
)


def trimmed(start: int, end: int, text: str) -> tuple[int, int]:
    """A stretch without the blanks and commas at its edges."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def read_part(quote: str, like: Reading) -> Reading:
    """The reading of ``quote``, a stretch of what ``like`` was read from.

    One number in it is its value; more than one, or none, leave it without a value for the reviewer to say. Its subject is what stands
    before the number; kind, section, period, modality and the grade of a task are those of ``like``. It is a line by itself, and how
    certain that is nobody measured.
    """
    found = find(quote)
    only = found[0] if len(found) == 1 else None
    subject = _subject(quote[: only.span.start] if only else quote)
    known = indicators().at_end(subject) if subject else None
    low, high = (_written(only.low), _written(only.high)) if only else (None, None)
    value = low is not None or high is not None
    rate = only is not None and only.unit in ("%", "百分点")
    return {
        **{name: like.get(name) for name in ("id", "section", "period")},
        "kind": like.get("kind") or "task",
        "headline": bool(like.get("headline")),
        "subject": subject or None,
        "indicator": known[0] if known else None,
        "scope": None,
        "partial": False,
        "measure": _measure(quote, like, rate=rate) if value else None,
        "direction": like.get("direction") if value else None,
        "bound": only.bound if only and value else None,
        "low": low,
        "high": high,
        "unit": (only.unit or None) if only and value else None,
        "relation": None,
        "modality": like.get("modality") if like.get("modality") in MODALITIES else None,
        "quote": quote,
        **dict.fromkeys(LINE),
        "grade": like.get("grade") if like.get("kind") == "task" and not value else None,
        "object": subject or None,
    }


def _written(value: Decimal | None) -> str | None:
    """A number as a ledger writes it; None for one that no column holds."""
    try:
        return None if value is None else amount(f"{value:f}")
    except ValueError:
        return None


def _measure(quote: str, like: Reading, *, rate: bool) -> str:
    if not rate:
        return "count" if like.get("measure") in (None, "growth", "share", "change") else str(like["measure"])
    if like.get("measure") in ("growth", "share", "change", "growth_average"):
        return str(like["measure"])
    return "growth" if any(word in quote for word in ("增长", "下降", "增速")) else "share"


def _subject(words: str) -> str:
    """The words before a number without the verb that leads to it: 新建学校 of 新建学校达到, 社会消费品零售总额 of …增长."""
    subject = words.strip(_EDGES)
    for act in _ACTS:
        if subject.endswith(act) and len(subject) > len(act):
            subject = subject.removesuffix(act).strip(_EDGES)
            break
    return subject[:_LONGEST_SUBJECT]


def suggested(quote: str) -> list[str]:
    """How a quote might be cut: at 、 and ， and ； where each piece has a number of its own, else at ； and ，."""
    for marks in ("，、；", "，；", "；"):
        pieces = _cut(quote, marks)
        if len(pieces) > 1 and all(find(piece) for piece in pieces):
            return pieces
    return _cut(quote, "；") if "；" in quote else _cut(quote, "，；、")


def _cut(quote: str, marks: str) -> list[str]:
    pieces, piece = [], ""
    for character in quote:
        if character in marks:
            pieces.append(piece)
            piece = ""
        else:
            piece += character
    return [stripped for raw in (*pieces, piece) if (stripped := raw.strip(_EDGES))]


def standing_in(words: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where ``words`` first stand in ``text[start:end]``, blanks and line ends of either left out; None where they do not.

    >>> standing_in("建 学校3所", "新建学校\\n3所。", 0, 8)
    (1, 7)
    """
    places = [place for place in range(start, end) if not text[place].isspace()]
    squeezed = "".join(text[place] for place in places)
    sought = "".join(words.split())
    at = squeezed.find(sought) if sought else -1
    return None if at < 0 else (places[at], places[at + len(sought) - 1] + 1)
