"""Publication: what may become public, the check for secrets, the second person's word, what is taken back."""
