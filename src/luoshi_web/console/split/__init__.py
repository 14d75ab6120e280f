"""Split and assignment: drafts, the notice, and what becomes of an assigned item."""
