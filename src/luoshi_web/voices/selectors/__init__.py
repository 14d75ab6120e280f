"""What is asked, with a moment where the answer depends on one."""
