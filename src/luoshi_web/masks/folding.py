"""One character for one character: the same text with every way of writing a digit made plain, so that places stay what they are."""

import unicodedata

_CHINESE = dict(
    zip("〇零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖", "00123456789121" + "23456789", strict=True)
)
"""Digit by digit, as numbers are read out: 一三八…; 十, 百 and 千 make an amount and stay what they are."""
_LOOKALIKES = {"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"}
_SHAPES = {
    "＠": "@", "﹫": "@", "．": ".", "－": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "（": "(", "）": ")", "［": "[",
    "］": "]", "【": "[", "】": "]", "：": ":", "＋": "+", "＿": "_", "·": ".", "•": ".", "・": ".", "\u3000": " ", "\xa0": " ", "／": "/",
}  # fmt: skip
_UNSEEN = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\xad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def _plain(sign: str) -> str:
    if sign.isascii():
        return sign
    if sign in _UNSEEN:
        return " "
    shape = _SHAPES.get(sign)
    if shape is not None:
        return shape
    digit = unicodedata.digit(sign, None)  # １, ①, ⁷, ١
    if digit is not None:
        return str(digit)
    narrow = unicodedata.normalize("NFKC", sign)
    return narrow if len(narrow) == 1 and narrow.isascii() else sign


def widths(text: str) -> str:
    """Full-width, circled and raised digits and letters as plain ones; signs that are not seen as a space."""
    return text if text.isascii() else "".join(map(_plain, text))


def numerals(plain: str) -> str:
    """Chinese numerals that are read digit by digit as digits too: 一三八 → 138."""
    return "".join(_CHINESE.get(sign, sign) for sign in plain)


def lookalikes(plain: str) -> str:
    """Letters that are put in place of digits: 138O123 → 1380123."""
    return "".join(_LOOKALIKES.get(sign, sign) for sign in plain)
