"""What holds for projects, as values: states, gates, the shades of talks."""
