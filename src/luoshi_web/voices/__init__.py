"""What the public says under lines and reports, who decides on it, and what was corrected or taken down (docs/voices.md).

The app stands beside the portal, with a database and moderators of its own, and knows nothing of the office: it asks for a line by its id
(``subjects``) and leaves what is meant for the office in an outbox (``services.outbox``).
"""
