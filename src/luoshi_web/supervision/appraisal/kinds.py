"""What can be counted of an office, by code: the only words that a line of the rules may use. Sentences for them: ``words``."""

from types import MappingProxyType

ITEMS, RIPE, PERIODS = "items", "ripe", "periods"
"""What a share is taken of: all items held in the window; those due or ended by its end; the reports that were due in it."""

CASES = MappingProxyType(
    {
        "done_on_time": (ITEMS, RIPE),
        "done_late": (ITEMS, RIPE),
        "overdue": (ITEMS, RIPE),
        "not_done": (ITEMS, RIPE),
        "unfit": (ITEMS, RIPE),
        "not_as_reported": (ITEMS,),
        "false": (ITEMS,),
        "relapsed": (ITEMS, RIPE),
        "missing_update": (PERIODS, ITEMS),
        "late_update": (PERIODS, ITEMS),
        "red": (ITEMS,),
        "made_good": (ITEMS,),
        "extended": (ITEMS, RIPE),
        "lowered": (ITEMS, RIPE),
        "signed_late": (ITEMS,),
        "pressed": (ITEMS,),
        "supervised": (ITEMS,),
        "circulated": (ITEMS,),
        "interviewed": (ITEMS,),
    }
)
"""What may happen to an item → what its share can be taken of."""

MEASURES = ("kept_share", "report_share", "signed_share", "on_time_share", "done_share", "schedule_share")
"""Columns in per cent that a rate or an efficacy coefficient (功效系数) can be taken of.

``schedule_share`` counts whatever is not red, silence too: rules of before may count it, the default does not.
"""

CONDITIONS = ("only_supervised",)
"""What a doubling can depend on. ``only_supervised``: no item of the office comes from the work report (只承担督查事项的单位)."""
