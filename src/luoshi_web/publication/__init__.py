"""Publication: the office decides what of its work is public, and writes it into the portal. Nothing becomes public by itself (docs/publication.md)."""
