"""Reports: brought in, read, and reviewed entry by entry beside their text."""
