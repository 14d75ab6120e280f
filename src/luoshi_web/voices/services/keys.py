"""Private links: whoever holds the key reads and rewrites what they sent. The database keeps its digest alone."""

import hashlib
import secrets


def new_key() -> tuple[str, str]:
    """A key and its digest."""
    key = secrets.token_urlsafe(24)
    return key, digest_of(key)


def digest_of(key: str) -> str:
    """What is stored of a key. It is looked up by this, so that no comparison tells how much of a guess was right."""
    return hashlib.sha256(f"luoshi.voices.key\0{key}".encode()).hexdigest()
