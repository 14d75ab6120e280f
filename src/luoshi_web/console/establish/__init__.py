"""立项: items that follow from an instruction or a decision, and what already asks the same."""
