"""建议提案: the register's list, a proposal with its acts, and its rates."""
