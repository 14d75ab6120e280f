"""Messages: what a person has been told."""
