"""案卷材料: the papers of a matter, whatever its register."""
