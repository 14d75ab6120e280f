"""Offices, posts and who holds them: the administrator's pages."""
