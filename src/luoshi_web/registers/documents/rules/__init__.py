"""What holds for normative documents, as values: states, gates, days of effect and validity, numbers."""
