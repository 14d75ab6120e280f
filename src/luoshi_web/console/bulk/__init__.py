"""Acts on many rows of a list: the boxes and buttons of the list, the page that asks once more, and the one that says what was left."""
