"""Which of the two kinds a matter of the register is: an application, or an instance of a court case."""

from typing import Any

from luoshi_web.registers.cases.court_models import Suit
from luoshi_web.registers.cases.register import APPLICATIONS, SUITS
from luoshi_web.registers.matters.register import Register


def register_of(matter_id: int) -> Register[Any, Any, Any, Any]:
    """The part of the register that a matter stands in."""
    return SUITS if Suit.objects.filter(pk=matter_id).exists() else APPLICATIONS
