"""``python -m luoshi_web COMMAND``: what ``manage.py`` runs, for an installed package."""

import os
import sys


def main() -> None:
    """Django's commands under the settings of the environment; development's where none are named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi_web.settings.development")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
