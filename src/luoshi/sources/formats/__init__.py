"""Formats that are no text by themselves: each module turns one of them into the text that its reader would see.

A module loads its heavy library when its format arrives, never before. What a file claims of itself (sizes, counts,
references) is held against bounds before it is believed; nothing in a file is executed, nothing it names is fetched.
"""
