"""What the pages of all registers share: acts, forms, limits, exceptions, rates."""
