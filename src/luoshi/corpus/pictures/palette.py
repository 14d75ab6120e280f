"""How a verdict looks: a colour of Okabe and Ito's palette, and a shape that says the same in black and white."""

from dataclasses import dataclass
from types import MappingProxyType

QUESTION = "question"  # a question mark, drawn by lines: matplotlib's own needs a font


@dataclass(frozen=True, slots=True)
class Look:
    """``colour`` of a mark or cell, ``ink`` of what stands on it, ``marker`` in matplotlib's names or ``QUESTION``."""

    colour: str
    ink: str
    marker: str


# Lightness differs too: a grey copy tells met (dark), near (light) and missed (middle) apart even without the shapes.
LOOKS = MappingProxyType(
    {
        "met": Look("#00805E", "#FFFFFF", "o"),
        "near": Look("#8CCBF0", "#1A1A1A", "D"),
        "missed": Look("#D55E00", "#FFFFFF", "X"),
        "incomparable": Look("#E3B5CF", "#1A1A1A", "s"),
        "unreported": Look("#D4D4D0", "#1A1A1A", "_"),
        "unjudgeable": Look("#EDEDE8", "#1A1A1A", QUESTION),
        "stated_otherwise": Look("#C3C8D6", "#1A1A1A", "|"),
    }
)
# A target whose year no later report has answered yet.
PENDING = Look("#FFFFFF", "#8A8A85", ".")
INK = "#1F2328"
SOFT = "#59626C"
FAINT = "#C9CDD1"
RULE = "#E4E3DE"
TARGET = "#0B4F80"


def look(verdict: str | None) -> Look:
    """The look of a verdict; that of an open target for None."""
    return LOOKS.get(verdict or "", PENDING)
