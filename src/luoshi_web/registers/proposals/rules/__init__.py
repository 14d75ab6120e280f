"""The rules of the register, pure: what a proposal is to them, its states, gates and rates."""
