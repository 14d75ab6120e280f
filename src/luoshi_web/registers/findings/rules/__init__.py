"""问题整改: the rules of the register, pure."""
