"""Registers whose matters can come in from a file, a line each."""

from luoshi_web.registers.importing import of_proposals
from luoshi_web.registers.importing.table import Table

TABLES: dict[str, Table] = {
    "proposals": of_proposals.TABLE,
}
"""Register → its columns and what becomes of a row."""
