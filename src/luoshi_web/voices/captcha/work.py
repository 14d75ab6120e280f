"""Proof of work: the browser looks for numbers whose digests begin with zeros.

Several small pieces instead of a large one: their sum takes about the same time for everybody, and progress can be told. The server's check
costs one digest a piece.
"""

import hashlib
from itertools import count

_LONGEST = 10
"""Digits of a number: no browser counts further."""


def zeros(digest: bytes) -> int:
    """With how many zero bits a digest begins."""
    value = int.from_bytes(digest, "big")
    return len(digest) * 8 - value.bit_length()


def digest_of(nonce: str, piece: int, number: int | str) -> bytes:
    """What the browser computes too: SHA-256 over ``nonce:piece:number``."""
    return hashlib.sha256(f"{nonce}:{piece}:{number}".encode()).digest()


def proves(nonce: str, said: str, *, pieces: int, bits: int) -> bool:
    """Whether ``said`` (numbers with commas between) solves every piece. All pieces are looked at, whichever fails."""
    numbers = said.split(",") if len(said) <= pieces * (_LONGEST + 1) else []
    whole = len(numbers) == pieces
    for piece, number in enumerate(numbers[:pieces]):
        fits = number.isascii() and number.isdigit() and len(number) <= _LONGEST
        whole &= fits and zeros(digest_of(nonce, piece, number)) >= bits
    return whole


def solve(nonce: str, *, pieces: int, bits: int) -> str:
    """What a browser does, for programs that are meant to send: about ``pieces`` times 2 to the ``bits`` digests."""
    return ",".join(
        str(next(n for n in count() if zeros(digest_of(nonce, piece, n)) >= bits)) for piece in range(pieces)
    )
