"""落实: when a claim may be made, who may judge it, what may be said in public, what counts as a relapse. Without Django's tables."""
