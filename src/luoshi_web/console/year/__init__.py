"""The year in pictures: units, months, a calendar of what falls due, a page for a wall, one for each leader."""
