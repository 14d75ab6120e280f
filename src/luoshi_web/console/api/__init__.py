"""The office's own data for programs, read-only, with keys that reach as far as the post of whoever made them."""
