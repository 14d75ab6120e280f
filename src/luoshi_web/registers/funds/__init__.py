"""Special funds, debt and the three public expenses (资金)."""
