"""三重一大: the list of matters decided collectively, one of them with its acts, the place's rules, the auditor's view, and what is counted."""
