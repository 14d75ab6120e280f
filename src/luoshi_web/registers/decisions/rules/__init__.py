"""Rules of major administrative decisions, pure: states, facts, gates."""
