"""How the tagger of lines is trained, scored and asked what should be read next: ``make train``, ``make learn``."""
