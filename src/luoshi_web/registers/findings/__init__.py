"""Findings of audit, inspection and supervision put right (问题整改)."""
