"""DEFLATE (RFC 1951) of one form alone: the same bytes for the same data, whatever zlib there is. Pure.

What another edition of zlib compresses differs from what this one does; the digest of a paper must not. So the bytes are made here: the last
place where the next four bytes stood (LZ77, greedy), then the fixed Huffman codes (3.2.6). A table of official size becomes a tenth.
"""

from bisect import bisect_right

WINDOW, LONGEST, SHORTEST = 32_768, 258, 4
_LENGTHS = (
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
    13,
    15,
    17,
    19,
    23,
    27,
    31,
    35,
    43,
    51,
    59,
    67,
    83,
    99,
    115,
    131,
    163,
    195,
    227,
    258,
)
_LENGTH_BITS = (0,) * 8 + (1,) * 4 + (2,) * 4 + (3,) * 4 + (4,) * 4 + (5,) * 4 + (0,)
_DISTANCES = (
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
)  # fmt: skip
_END = 256
_NEAR = 24
"""Of what repeats, only so many of the last places are remembered: what differs begins there, and all the rest was seen before."""


def _reversed(code: int, width: int) -> int:
    """Huffman codes are packed beginning with their highest bit, all else with its lowest."""
    return int(f"{code:0{width}b}"[::-1], 2)


def _symbol(symbol: int) -> tuple[int, int]:
    """The fixed code of a literal, of the end, or of a length: its bits and how many."""
    if symbol < 144:
        return _reversed(0x30 + symbol, 8), 8
    if symbol < 256:
        return _reversed(0x190 + symbol - 144, 9), 9
    if symbol < 280:
        return _reversed(symbol - 256, 7), 7
    return _reversed(0xC0 + symbol - 280, 8), 8


def _length(length: int) -> tuple[int, int]:
    place = bisect_right(_LENGTHS, length) - 1
    code, width = _symbol(257 + place)
    return code | (length - _LENGTHS[place]) << width, width + _LENGTH_BITS[place]


_SYMBOLS = tuple(_symbol(symbol) for symbol in range(257))
_OF_LENGTH = {length: _length(length) for length in range(3, LONGEST + 1)}
_OF_DISTANCE = tuple(_reversed(place, 5) for place in range(30))


def _distance(distance: int) -> tuple[int, int]:
    place = bisect_right(_DISTANCES, distance) - 1
    return _OF_DISTANCE[place] | (distance - _DISTANCES[place]) << 5, 5 + max(0, place // 2 - 1)


def deflate(data: bytes) -> bytes:
    """The raw stream: one block."""
    out, held, bits, place, end = bytearray(), 0b011, 3, 0, len(data)
    last_seen: dict[bytes, int] = {}
    while place < end:
        key = data[place : place + SHORTEST]
        before = last_seen.get(key, -1) if len(key) == SHORTEST else -1
        last_seen[key] = place
        if before >= 0 and place - before <= WINDOW:
            length = _alike(data, before, place)
            for code, width in (_OF_LENGTH[length], _distance(place - before)):
                held |= code << bits
                bits += width
            for inner in range(
                max(place + 1, place + length - _NEAR), min(place + length, end - SHORTEST + 1)
            ):
                last_seen[data[inner : inner + SHORTEST]] = inner
            place += length
        else:
            code, width = _SYMBOLS[data[place]]
            held |= code << bits
            bits += width
            place += 1
        if bits >= 512:
            out += (held & (1 << 512) - 1).to_bytes(64, "little")
            held >>= 512
            bits -= 512
    code, width = _SYMBOLS[_END]
    held |= code << bits
    bits += width
    return bytes(out + held.to_bytes((bits + 7) // 8, "little"))


def _alike(data: bytes, before: int, place: int) -> int:
    """How many bytes from two places on are the same, at most :data:`LONGEST`."""
    one = data[place : place + LONGEST]
    other = data[before : before + len(one)]
    if one == other:
        return len(one)
    differ = int.from_bytes(one, "little") ^ int.from_bytes(other, "little")
    return ((differ & -differ).bit_length() - 1) // 8
