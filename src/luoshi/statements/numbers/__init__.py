"""Numbers that are written out: a value at its indicator, a rank, a milestone, values shared out by 分别."""
