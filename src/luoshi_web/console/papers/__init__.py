"""Papers: what went out, and making the next one."""
