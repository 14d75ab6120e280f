"""Pages: ``reading`` (no cookie, no form), ``writing`` (forms), ``mine`` (private links), ``desk`` (moderators), ``office`` (the outbox)."""
