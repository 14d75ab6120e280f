"""Work in the background: who does it, what happens when a worker dies, what runs every night. Described in docs/operations.md."""
