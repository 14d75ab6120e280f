"""All public lines as files, for whoever counts with them: made by a command, whole or not there, never in a request."""
