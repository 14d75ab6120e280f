"""Which days are worked, 调休 included, and when a limit over them ends. Pure: office and portal both count with it (docs/clocks.md)."""
