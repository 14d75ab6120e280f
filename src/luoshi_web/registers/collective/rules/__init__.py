"""Rules of what is decided collectively, pure: states, facts, gates, what the auditor looks at."""
