"""What a recogniser saw: a piece of a printed line, where it stands, and how sure it is of each character."""

from typing import NamedTuple

Point = tuple[float, float]


class Seen(NamedTuple):
    """A piece of a line as one reading saw it. ``corners`` are in pixels from the upper left, beginning with the upper left one
    and going with the clock; ``chances`` has one from 0 to 1 for each character of ``text``."""

    text: str
    corners: tuple[Point, Point, Point, Point]
    chances: tuple[float, ...]


class Flat(NamedTuple):
    """A piece on a page that was made level: pixels, ``middle`` being how far its middle lies below the upper edge."""

    text: str
    chances: tuple[float, ...]
    left: float
    right: float
    middle: float
    height: float
