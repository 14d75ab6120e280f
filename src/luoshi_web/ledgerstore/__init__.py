"""Reports and their entries in the database: copies, readings, human review with every earlier reading kept."""
