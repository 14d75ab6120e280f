"""The command ``luoshi``: one module per sub-command."""
