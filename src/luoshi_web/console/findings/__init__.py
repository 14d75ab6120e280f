"""问题整改: the register's list, a finding with its acts, and what is counted."""
