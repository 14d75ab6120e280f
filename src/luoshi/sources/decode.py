"""Bytes to text: which encoding a file is in.

What a file says of itself (a byte order mark, a page's ``charset``) comes first, then the bytes. Valid UTF-8 is
never anything else but by accident, so it wins against a wrong ``charset``. GB18030, Big5 and UTF-16 accept nearly
any bytes; there the question is how common the ideographs are that come out: nine in ten of a report's are among
the six hundred of ``data/common.toml``, fewer than one in ten of a wrong decoding's.
"""

import codecs
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from luoshi.sources.refusal import refuse
from luoshi.text.late import late

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# `<meta charset="gb2312">`, `content="text/html; charset=gbk"`, `<?xml version="1.0" encoding="big5"?>`
_DECLARED = re.compile(
    rb"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?\s{0,4}([A-Za-z][A-Za-z0-9_-]{1,19})""", re.I
)
_FAMILIES = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "big5": "big5", "big5-hkscs": "big5hkscs", "x-x-big5": "big5", "cp950": "cp950", "utf-16": "utf-16-le",
}  # fmt: skip
# Big5 has two supersets with the characters that it forgot (裏, 碁, 恒 in cp950; Hong Kong's in big5hkscs).
_CANDIDATES = ("gb18030", "big5", "cp950", "big5hkscs", "utf-16-le", "utf-16-be")
_SAMPLE = 1 << 16

# Letters and signs that are at home in a Chinese text besides its ideographs: they speak for no encoding.
_NEUTRAL = late(r"[\x00-\x7f\u00b7\u00d7\u2000-\u206f\u2100-\u2bff\u3000-\u303f\uff00-\uffef\s]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LOST = "\ufffd"

# A right decoding of reports scores 0.8 to 0.95, one of dense names and figures 0.6, a wrong one below 0.15.
CHINESE = 0.4
# A copy may have lost a few bytes; more than this share of characters and it is no text.
_LOST_SHARE = 0.01
_CONTROL_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text`` is ``bytes.decode(encoding)``, with U+FFFD for bytes that a damaged copy lost."""

    text: str
    encoding: str


@cache
def _common() -> frozenset[str]:
    text = files("luoshi.sources").joinpath("data/common.toml").read_text(encoding="utf-8")
    return frozenset("".join(tomllib.loads(text).values()))


def chinese_share(text: str) -> float:
    """The share of common Chinese ideographs among the letters of ``text`` that are not ASCII; 0 without such."""
    letters = _NEUTRAL.sub("", text)
    common = _common()
    return sum(letter in common for letter in letters) / len(letters) if letters else 0.0


def decode(data: bytes, name: str | None, charset: str | None = None) -> Decoded:
    """The text of ``data``, or a :class:`~luoshi.errors.SourceError` that names ``name``.

    ``charset`` is what a header outside the file declares; a declaration inside it comes first.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data, encoding, name)
    decoded = _utf8(data) or _guessed(data, charset)
    if decoded is None:
        raise refuse("binary", name) if _is_binary(data) else _undecodable(data, name)
    return decoded


def _marked(data: bytes, encoding: str, name: str | None) -> Decoded:
    text = data.decode(encoding, "replace")
    if text and (text.count(_LOST) / len(text) > _LOST_SHARE or _has_controls(text)):
        raise refuse("binary", name)
    return Decoded(text, encoding)


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8 where the bytes are that, a few lost ones included."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        sample = _decoded(_sample(data), "utf-8", "replace")
        if sample is None or not _is_slightly_damaged(sample):
            return None
        text = data.decode("utf-8", "replace")
        return Decoded(text, "utf-8") if _is_slightly_damaged(text) else None
    if _has_controls(text[:_SAMPLE]) or _has_controls(text[-_SAMPLE:]):
        return None
    # GBK 联通 is C1 AA CD A8, which looks like UTF-8 for two Latin letters: without one ideograph, ask further.
    if not text.isascii() and not re.search(r"[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]", text[:_SAMPLE]):
        return _guessed(data) or Decoded(text, "utf-8")
    return Decoded(text, "utf-8")


def _is_slightly_damaged(text: str) -> bool:
    lost = text.count(_LOST)
    return (
        lost <= max(2, len(text) * _LOST_SHARE) and not _has_controls(text) and chinese_share(text) >= CHINESE
    )


def _guessed(data: bytes, charset: str | None = None) -> Decoded | None:
    """The best of the encodings that are not UTF-8; the declared one first where it is as good as any."""
    sample = _sample(data)
    declared = _declared(data) or _FAMILIES.get((charset or "").lower())
    names = (declared, *_CANDIDATES) if declared in _CANDIDATES else _CANDIDATES
    scores: dict[str, float] = {}
    for encoding in names:
        if encoding.startswith("utf-16") and len(data) % 2:
            continue
        text = _decoded(sample, encoding, "replace")
        if text and text.count(_LOST) <= max(2, len(text) * _LOST_SHARE) and not _has_controls(text):
            # A lost character weighs more than a rare one: strict candidates come before damaged ones.
            scores.setdefault(encoding, chinese_share(text) - 4 * text.count(_LOST) / len(text))
    for encoding in sorted(scores, key=lambda e: -scores[e]):
        if scores[encoding] < CHINESE:
            break
        text = data.decode(encoding, "replace")
        if text.count(_LOST) <= max(2, len(text) * _LOST_SHARE):
            return Decoded(text, encoding)
    return None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    return _FAMILIES.get(found.group(1).decode("ascii").lower()) if found else None


def _sample(data: bytes) -> bytes:
    """The beginning of ``data``, of even length so that UTF-16 is not cut."""
    return data[:_SAMPLE]


def _decoded(sample: bytes, encoding: str, errors: str) -> str | None:
    """``sample`` decoded, without the character that its end may have cut."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    try:
        return decoder.decode(sample, final=len(sample) < _SAMPLE)
    except UnicodeDecodeError:
        return None


def _has_controls(text: str) -> bool:
    return len(_CONTROL.findall(text)) > len(text) * _CONTROL_SHARE


def _is_binary(data: bytes) -> bool:
    sample = _sample(data)
    controls = sum(byte < 32 and byte not in b"\t\n\x0b\x0c\r\x1b" for byte in sample)
    return controls > len(sample) * _CONTROL_SHARE


def _undecodable(data: bytes, name: str | None) -> Exception:
    """The refusal, with the encoding that the bytes look most like."""
    from charset_normalizer import from_bytes

    best = from_bytes(_sample(data)[:8192]).best()
    if best is None:
        return refuse("undecodable", name, guess="", guess_zh="")
    return refuse(
        "undecodable", name, guess=f"; it looks like {best.encoding}", guess_zh=f"，看上去像 {best.encoding}"
    )
