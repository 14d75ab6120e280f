#!/usr/bin/env python
"""The office's commands: ``python manage.py help``."""

from luoshi_web.__main__ import main

if __name__ == "__main__":
    main()
