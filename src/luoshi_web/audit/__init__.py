"""The log of acts: append-only, chained, each act in words."""
