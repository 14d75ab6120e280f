"""Registers whose matters can come in from a file, a line each."""

from luoshi_web.registers.importing import of_findings, of_projects, of_proposals
from luoshi_web.registers.importing.table import Table

TABLES: dict[str, Table] = {
    "findings": of_findings.TABLE,
    "projects": of_projects.TABLE,
    "proposals": of_proposals.TABLE,
}
"""Register → its columns and what becomes of a row."""
