"""The office's things → what may be released of them: plain dictionaries, that the pages show, people redact, and the portal is given."""
