"""A stored report against the registers, and the next one's sentences: what answers, what a person decided, what is kept of it."""
