"""Questions on matters of registers."""
