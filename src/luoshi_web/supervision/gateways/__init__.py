"""Reminders outside the house: WeCom, DingTalk, SMS. Off where none is named in ``LUOSHI_GATEWAYS``."""
