"""三重一大: major matters, appointments, projects and money that a meeting decides together, and what was done without its steps."""
