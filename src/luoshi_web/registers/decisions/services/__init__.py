"""Acts on major decisions. One transaction and one act of the log each; what is refused changes nothing."""
