"""Pages over all registers: a report against them, the matters behind a figure, the next report's sentences."""
