"""Acts on many things at once: each by the service of one, in a transaction and with a record of its own."""
