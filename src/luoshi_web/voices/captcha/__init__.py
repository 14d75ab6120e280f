"""A test against programs without pictures, cookies or another server: a sum for the browser, or a question for the reader.

``work`` and ``question`` are pure; ``gate`` signs, checks and lets each challenge through once.
"""
