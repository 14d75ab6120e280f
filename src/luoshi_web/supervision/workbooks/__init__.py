"""Workbooks: lists that go out, the month's reports that go out and come back, worklists (工作台账) that come in."""
