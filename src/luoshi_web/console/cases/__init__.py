"""行政复议与应诉: the list of applications and court cases, one of them with its acts, and what is counted."""
