"""Questions to the facts of supervision; each takes the day it asks about."""
