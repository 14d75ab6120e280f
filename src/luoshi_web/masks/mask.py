"""A text without its personal data. What is masked is gone: nothing of it is kept, no digit and no digest."""

from dataclasses import dataclass

from luoshi_web.masks.find import Found, Kind, find

SHOWN: dict[Kind, str] = {
    Kind.PHONE: "【电话】",
    Kind.IDENTITY: "【证件号】",
    Kind.MAIL: "【邮箱】",
    Kind.PLATE: "【车牌】",
    Kind.BANK: "【账号】",
    Kind.ACCOUNT: "【社交账号】",
}
"""What stands in its place."""


@dataclass(frozen=True, slots=True)
class Masked:
    """The text as it may be shown, and what was found in the text that was given."""

    text: str
    found: tuple[Found, ...]


def mask(text: str, *, cue: str = "") -> Masked:
    """What stands for each find is :data:`SHOWN`. Masking what is masked changes nothing.

    It is done again until nothing is found: what a mask took away may have stood between two halves of another number.
    """
    found = first = find(text, cue=cue)
    for _ in range(4):
        if not found:
            break
        text = _without(text, found)
        found = find(text, cue=cue)
    return Masked(text, first)


def _without(text: str, found: tuple[Found, ...]) -> str:
    pieces: list[str] = []
    done = 0
    for one in found:
        pieces += [text[done : one.start], SHOWN[one.kind]]
        done = one.end
    return "".join([*pieces, text[done:]])
