"""Makes a page level: lines that run aslant because the paper lay so, or because a camera stood so.

Of a photograph neither the angle nor the margin is one number: both change from the top of the page to its foot. Each is taken as a straight
line through the medians of what the printed lines show, so that a few short or indented ones move nothing.
"""

import math
from collections.abc import Sequence
from itertools import combinations
from statistics import median

from luoshi.sources.scans.seen import Flat, Point, Seen

_WIDE = 5  # heights; only a long piece shows its angle
_FULL = 0.7  # of the widest piece: such pieces show the margins
_TELL = 6  # so many pieces before a change down the page is believed
_MOST_PAIRS = 40  # pieces whose pairs are looked at


class Level:
    """Knows how a page lies by the pieces that one reading saw on it, and lays pieces of any reading flat."""

    def __init__(self, pieces: Sequence[Seen]) -> None:
        boxes = [_Box(piece) for piece in pieces]
        self._centre = median(box.x for box in boxes) if boxes else 0.0
        long = [box for box in boxes if box.width >= _WIDE * box.height]
        self._slope = _trend([(box.y, box.slope) for box in long])
        widest = max((box.width for box in boxes), default=0.0)
        full = [box for box in boxes if box.width >= _FULL * widest]
        lying = [(self._middle(box), box.x - box.width / 2, box.x + box.width / 2) for box in full]
        self._left = _trend([(y, left) for y, left, _ in lying])
        self._right = _trend([(y, right) for y, _, right in lying])
        self._at = median(y for y, _, _ in lying) if lying else 0.0

    def _middle(self, box: "_Box") -> float:
        return box.y - _value(self._slope, box.y) * (box.x - self._centre)

    def flat(self, piece: Seen) -> Flat:
        """The piece as it would stand on a level page."""
        box = _Box(piece)
        middle = self._middle(box)
        left, right = box.x - box.width / 2, box.x + box.width / 2
        edge, across = _value(self._left, middle), _value(self._right, middle) - _value(self._left, middle)
        usual_edge = _value(self._left, self._at)
        usual = _value(self._right, self._at) - usual_edge
        if across > 0 and usual > 0:
            left, right = (usual_edge + (x - edge) / across * usual for x in (left, right))
        return Flat(piece.text, piece.chances, left, right, middle, box.height)


class _Box:
    """The middle, width, height and slope of four corners."""

    def __init__(self, piece: Seen) -> None:
        a, b, c, d = piece.corners
        left, right = _between(a, d), _between(b, c)
        self.x, self.y = _between(left, right)
        self.width = math.dist(left, right)
        self.height = (math.dist(a, d) + math.dist(b, c)) / 2
        self.slope = (right[1] - left[1]) / (right[0] - left[0]) if right[0] > left[0] else 0.0


def _between(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


_Trend = tuple[float, float]


def _trend(points: Sequence[tuple[float, float]]) -> _Trend:
    """Intercept and slope of a line through medians (Theil and Sen); level where few points tell."""
    if not points:
        return 0.0, 0.0
    if len(points) < _TELL:
        return median(v for _, v in points), 0.0
    step = max(1, len(points) // _MOST_PAIRS)
    slopes = [(w - v) / (y - x) for (x, v), (y, w) in combinations(points[::step], 2) if abs(y - x) > 1]
    slope = median(slopes) if slopes else 0.0
    return median(v - slope * x for x, v in points), slope


def _value(trend: _Trend, at: float) -> float:
    return trend[0] + trend[1] * at
