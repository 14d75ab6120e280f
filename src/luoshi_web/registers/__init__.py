"""The registers beside the plan: what a law regulates and a work report answers for. Design of the engine: docs/registers.md."""
