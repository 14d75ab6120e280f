"""Papers of the register of suggestions and proposals: what stands in each."""
