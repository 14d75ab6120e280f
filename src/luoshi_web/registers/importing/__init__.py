"""A register's matters come in from a file that an office kept: looked at, put right, entered all at once or not at all."""
