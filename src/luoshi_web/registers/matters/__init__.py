"""What all registers share: the matter, its clocks, exceptions from its gates, and how an act takes hold of it."""
