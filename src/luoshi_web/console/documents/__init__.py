"""行政规范性文件: the register's list, a document with its acts, those in force on a day, clean-ups, and what is counted."""
