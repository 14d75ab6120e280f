"""Appraisal (考评): facts of the offices → lines with points and evidence → points → ranks within groups → grades. docs/appraisal.md."""
