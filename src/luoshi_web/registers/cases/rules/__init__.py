"""What holds for reconsideration and court cases, as values: states, gates, grounds. Laws and articles: docs/registers/cases.md."""
