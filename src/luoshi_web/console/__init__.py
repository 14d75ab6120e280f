"""Staff pages over all of the office. One folder an area of work; what they share lies here."""
