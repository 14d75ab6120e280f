"""One engine for every limit: which days count, when a limit ends, and how that came about. The algorithm: docs/clocks.md."""
