"""Projects brought in and built (项目)."""
