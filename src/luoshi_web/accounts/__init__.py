"""Offices, posts, the people who hold them, and what a role may do."""
