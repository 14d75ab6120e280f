"""The words around a number: what opens a clause, what is said of it (增长, 达到, 下降), whose it is, what it measures."""
