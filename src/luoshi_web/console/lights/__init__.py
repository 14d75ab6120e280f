"""Lights: the counts of a day, an item's lights over time, the rules and from when they hold."""
