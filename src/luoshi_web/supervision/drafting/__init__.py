"""What a draft split says of an entry by itself: due date, milestones, whether it is a rate. Pure; the rules: docs/split.md."""
