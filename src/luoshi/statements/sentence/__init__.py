"""A sentence from its first word to its last: what is remembered from one number to the next, brackets, lists of parts, headline lists."""
