"""Workbooks on pages: any list as one, the month's reports out and in, worklists in."""
