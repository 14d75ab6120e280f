"""Many reports: what becomes of a folder, and what is taken away from it."""
