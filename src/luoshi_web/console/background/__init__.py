"""Background work: workers, queue, nightly runs, failures."""
