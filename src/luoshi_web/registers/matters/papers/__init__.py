"""Papers of registers: one person drafts them, another signs them, one or sixty at a time; what goes out is a paper of the office."""
