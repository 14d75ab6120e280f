"""Which year, quarter or day a number speaks of."""
