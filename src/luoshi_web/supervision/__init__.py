"""Items of the year: assigned, reported, urged, checked, closed, appraised."""
