"""The recogniser: `rapidocr` with the models that its wheel brings. Nothing is fetched.

A page is read twice: as it is, and at three quarters of its size with a finer search for lines, so that a blot or a seam that misled one
reading seldom misleads the other in the same way.
"""

import importlib.util
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from luoshi.sources.scans.seen import Seen

Picture = NDArray[np.uint8]

_SIDES = (960, 1280)  # the longer side at which lines are looked for, by reading
_SCALES = (1.0, 0.75)
_LEAST = 0.3  # a piece below this is no writing
_CLEAR = 0.75  # a page below this in the mean may stand on its head
_UPRIGHT = 1.5  # heights over widths: lines that stand upright
_HEAD_DOWN = (2,)
_TURNED = (1, 3)


def is_installed() -> bool:
    """Whether the extra `luoshi[ocr]` is there."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


class Recogniser:
    """Two readers of pages; loading them takes a second, and reading a page six."""

    def __init__(self, threads: int = 1) -> None:
        from rapidocr import RapidOCR

        self._readers: list[Any] = [
            RapidOCR(
                params={
                    "Global.log_level": "critical",
                    "Global.use_cls": False,
                    "Global.max_side_len": 100_000,  # pages come at their size
                    "Global.text_score": _LEAST,
                    "Det.limit_type": "max",
                    "Det.limit_side_len": side,
                    "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                }
            )
            for side in _SIDES
        ]

    def twice(self, picture: Picture) -> tuple[Picture, list[Seen], list[Seen]]:
        """The page upright, and what the two readings saw on it."""
        upright, first = self._upright(picture)
        return upright, first, self._once(upright, 1) if first else []

    def _upright(self, picture: Picture) -> tuple[Picture, list[Seen]]:
        first = self._once(picture, 0)
        if not first:
            return picture, first
        quarters: Sequence[int] = ()
        if 2 * sum(map(_stands, first)) > len(first):
            quarters = _TURNED
        elif _clearness(first) < _CLEAR:
            quarters = _HEAD_DOWN
        best = picture, first
        for quarter in quarters:
            turned = np.ascontiguousarray(np.rot90(picture, quarter))
            seen = self._once(turned, 0)
            if _weight(seen) > _weight(best[1]):
                best = turned, seen
        return best

    def _once(self, picture: Picture, reading: int) -> list[Seen]:
        import cv2

        scale = _SCALES[reading]
        if scale != 1:
            picture = np.asarray(
                cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8
            )
        read = self._readers[reading](
            cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), return_word_box=True, return_single_char_box=True
        )
        if read.txts is None:
            return []
        return [
            _seen(corners / scale, text, float(chance), characters)
            for corners, text, chance, characters in zip(
                read.boxes, read.txts, read.scores, read.word_results, strict=True
            )
        ]


def _seen(corners: Any, text: str, chance: float, characters: Sequence[Any]) -> Seen:
    # blanks within a piece have no characters of their own; then every character has the piece's chance
    own = "".join(word for word, _, _ in characters) == text and all(
        len(word) == 1 for word, _, _ in characters
    )
    chances = tuple(float(c) for _, c, _ in characters) if own else (chance,) * len(text)
    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    return Seen(text, (a, b, c, d), chances)


def _stands(piece: Seen) -> bool:
    a, b, _, d = piece.corners
    wide, high = abs(b[0] - a[0]) + abs(b[1] - a[1]), abs(d[0] - a[0]) + abs(d[1] - a[1])
    return len(piece.text) > 1 and high > _UPRIGHT * wide


def _clearness(pieces: Sequence[Seen]) -> float:
    chances = [chance for piece in pieces for chance in piece.chances]
    return sum(chances) / len(chances) if chances else 0.0


def _weight(pieces: Sequence[Seen]) -> float:
    """How much was read surely: characters below a half are as good as none."""
    return sum(chance - 0.5 for piece in pieces for chance in piece.chances)
