"""Stretches that stand in both copies, but in another order."""

from luoshi.copies.align import Block, Edit

# A sentence has twenty characters and more; less is a formula that both copies use somewhere.
AT_LEAST = 20
_TIE = 12


def moved(a: str, b: str, differing: list[Edit]) -> list[Block]:
    """What the alignment left out on both sides and is the same on both. Blocks do not overlap; in the order of a."""
    index: dict[str, tuple[int, int]] = {}
    for edit in differing:
        if edit.b1 - edit.b0 >= AT_LEAST:
            for j in range(edit.b0, edit.b1 - _TIE + 1):
                index.setdefault(b[j : j + _TIE], (j, edit.b1))
    if not index:
        return []
    used = bytearray(len(b))
    found: list[Block] = []
    for edit in differing:
        i = edit.a0
        while i + AT_LEAST <= edit.a1:
            j, stop = index.get(a[i : i + _TIE], (-1, 0))
            size = 0
            if j >= 0:
                while (
                    i + size < edit.a1
                    and j + size < stop
                    and a[i + size] == b[j + size]
                    and not used[j + size]
                ):
                    size += 1
            if size >= AT_LEAST:
                found.append(Block(i, j, size))
                used[j : j + size] = b"\x01" * size
                i += size
            else:
                i += 1
    return found
