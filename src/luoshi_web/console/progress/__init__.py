"""Progress: what an office owes this period, an item's reports with their chart, and the files that prove them."""
