"""Pages by which a register's matters come in from a file."""
