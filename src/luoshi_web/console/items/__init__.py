"""Items: the list, and the page of one item with its tabs. Each tab is a page of the area it belongs to."""
