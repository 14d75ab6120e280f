"""What a report's words say of a register: which figure they mean, what is asked of it, and whether the register holds it."""

from luoshi_web.registers.sayings.held import Answer, Held, Verdict, held
from luoshi_web.registers.sayings.reader import Saying, sayings_of

__all__ = ["Answer", "Held", "Saying", "Verdict", "held", "sayings_of"]
