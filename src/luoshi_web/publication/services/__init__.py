"""Acts on releases."""
