"""What offices report once a period: which periods there are, how values are written, which files prove them. Nothing here needs Django."""
