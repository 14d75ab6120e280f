"""The draw of what is to be looked at: without Django, so that anybody can repeat it."""
