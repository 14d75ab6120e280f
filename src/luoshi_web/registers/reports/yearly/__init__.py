"""年度报告: what the law has told every year, in its official layout, from the registers' verified figures; what nobody holds or verified is named and left open."""
