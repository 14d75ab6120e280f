"""The log of acts, to be read and taken away."""
