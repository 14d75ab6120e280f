"""A file becomes a text: its encoding and format are told, and what cannot be read is refused in one sentence."""

from luoshi.sources.load import LIMIT, load, load_bytes, read_bytes, read_limited
from luoshi.sources.refusal import refuse

__all__ = ["LIMIT", "load", "load_bytes", "read_bytes", "read_limited", "refuse"]
