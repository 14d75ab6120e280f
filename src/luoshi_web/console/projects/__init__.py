"""项目: the register's list, a project with its acts, and what is counted."""
