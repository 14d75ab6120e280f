"""Pictures for those who pass an address on: what a page says, in a picture of the size that other sites show."""
