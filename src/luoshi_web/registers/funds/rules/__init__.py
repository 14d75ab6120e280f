"""What holds for public money, as values: states, gates, and what they are asked of."""
