"""The next report's sentences from the registers' verified figures, each number with what it rests on."""

from luoshi_web.registers.sentences.writer import Counted, Draft, Gap, Slot, draft, unmentioned

__all__ = ["Counted", "Draft", "Gap", "Slot", "draft", "unmentioned"]
