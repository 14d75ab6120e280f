"""What an office releases of its follow-up: items, splits, results of appraisals, and what was public of a line on an earlier day."""
