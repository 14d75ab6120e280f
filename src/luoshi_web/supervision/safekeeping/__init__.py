"""What the night looks after: that kept files are whole, that the log's head leaves the house, that somebody hears of faults."""
