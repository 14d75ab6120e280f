"""Whom the end of a limit concerns: what the government owes the office that keeps the register, what a department owes its unit."""

from luoshi_web.registers.matters.lapses import keeper_hears

keeper_hears("funds", "first_draft", "adjustment_draft", "units_told", "pass_down", "publish")
