"""What all registers share, pure: days, clocks as dated data, gates and figures. Values in, values out; no database, no hidden today."""
