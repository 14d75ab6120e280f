"""What a number is of: named indicators, things counted, classes of size, members of a list."""
