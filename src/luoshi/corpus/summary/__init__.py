"""A corpus on one page: what is in it, what was wrong with it, and what came of what was promised."""

from luoshi.corpus.summary.page import page

__all__ = ["page"]
