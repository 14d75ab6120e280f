"""All registers at a glance: how each stands today, a month of what falls due, every exception from a gate."""
