"""Questions to reports and their entries."""
