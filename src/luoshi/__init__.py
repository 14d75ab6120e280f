"""Luoshi 落实."""
