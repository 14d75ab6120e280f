"""行政规范性文件: one register, number and publication for all; in force on any day as a question with a day; evaluated, cleaned up, filed with the body above."""
