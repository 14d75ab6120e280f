"""Invented pages with invented reports on them, in the styles of the sites that reports are copied from."""
